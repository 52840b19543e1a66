"""The console of the linear dialogue: says, asks, hides secrets; UTF-8 whatever the locale."""

import errno
import select
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.linear import layout, terminal
from emk_tui.linear.signals import Signals

LONGEST = 4094
"""Bytes of a line at most: a terminal cuts at 4095, so one of 4095 may have lost its end."""
BOM = b"\xef\xbb\xbf"
CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
BELL = b"\a"
INVERSE = str.maketrans(" ▀▄█", "█▄▀ ")
GONE = {errno.EIO, errno.EPIPE, errno.ENXIO, errno.EBADF}


class Idle(Protocol):
    """What a console asks while nobody types."""

    def seconds(self) -> float:
        """Until it is worth asking again."""

    def news(self, stay: str) -> str:
        """A warning to tell now, empty where there is none; Locked where the session is over."""

    def touch(self) -> None:
        """A line came."""


class InputClosed(Exception):
    """No more answers will come: the end of the file, or the terminal is gone."""


class OutputClosed(InputClosed):
    """Nobody reads any more; raised once, later lines are dropped."""


class Unreadable(Exception):
    """A line that is no answer; carries the problem LINE_NOT_UTF8 or LINE_CUT."""

    def __init__(self, code: str) -> None:
        self.problem: Problem = problem(code)
        super().__init__(code)


class Console:
    """Lines of at most `width` cells, prompts of at most `cells`; a terminal of `columns`, or two streams."""

    def __init__(
        self,
        reader: BinaryIO,
        writer: BinaryIO,
        *,
        cells: int = layout.CELLS,
        width: int = layout.WIDTH,
        columns: int = 0,
        tty: bool = False,
        term: str = "",
        signals: Signals | None = None,
    ) -> None:
        self._reader, self._writer = reader, writer
        self._cells, self._width = min(cells, width), width
        self._columns = columns or width
        self._tty, self._term = tty, term
        self._signals = signals
        self._undo = ExitStack()
        self._first, self._asking, self._gone = True, False, False
        self._watch: Idle | None = None
        self._warned = False

    def __enter__(self) -> Self:
        """Set the terminal up."""
        if self._tty:
            self._undo.enter_context(terminal.whole_letters(self._reader.fileno()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, _: TracebackType | None
    ) -> None:
        """End the open line and put the terminal back as it was, whoever still listens."""
        with self._undo:
            self._end_line()

    def say(self, text: str) -> None:
        """One or more whole lines, wrapped; an empty text says nothing."""
        self._end_line()
        lines = (
            line for part in text.split("\n") for line in layout.wrap(layout.printable(part), self._width)
        )
        self._write("".join(f"{line}\n" for line in lines))

    def lines(self, texts: Iterable[str]) -> None:
        """Several texts, each on lines of its own."""
        self.say("\n".join(texts))

    def picture(self, rows: Sequence[str]) -> None:
        """Rows of blocks on the person's request (A2), light on dark as most terminals are.

        Without colour ink cannot be made dark, so paper is drawn instead. A sentence where they don't fit.
        """
        if max(map(layout.width_of, rows), default=0) > self._columns:
            self.say("Окно узкое для рисунка. Расширьте его или введите секрет.")
            return
        self._end_line()
        self._write("".join(f"{row.translate(INVERSE)}\n" for row in rows))

    def ask(self, label: str, *, reason: str = "", full: str = "", heard: bool = False) -> str:
        """The line typed after «label: »; with a reason the prompt says the error.

        `heard` leaves out the lines above, they were said before. Raises Unreadable (the line is dropped),
        InputClosed, Interrupted.
        """
        above, prompt = layout.prompt(layout.printable(label), layout.printable(reason), self._cells, full)
        return self._ask([] if heard else above, prompt)

    def secret(self, label: str, *, reason: str = "", full: str = "", heard: bool = False) -> str:
        """The same without echo; on a stream that is no terminal the line is simply read."""
        if reason or not self._tty:
            above, prompt = layout.prompt(
                layout.printable(label), layout.printable(reason), self._cells, full
            )
        else:
            above, prompt = layout.hidden_prompt(layout.printable(label), self._cells)
        above = [] if heard else above
        if not self._tty:
            return self._ask(above, prompt)
        with self._present(), terminal.hidden(self._reader.fileno()):
            try:
                return self._ask(above, prompt)
            finally:
                self._asking = True
                self._end_line()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While somebody else works: a signal is raised at once, what the terminal echoed for it is ended."""
        try:
            with self._signals.reading() if self._signals else nullcontext():
                yield
        except BaseException:
            self._asking = self._tty
            raise

    @property
    def columns(self) -> int:
        """Cells of a picture at most."""
        return self._columns

    def watch(self, watch: "Idle") -> None:
        """Look at the limits of a session while a line is waited for; only where somebody sits there."""
        if self._tty and hasattr(select, "poll"):
            self._watch = watch

    def clear_scrollback(self) -> None:
        """Wipe what a terminal still shows, at lock and exit: the only ESC this program writes (A1)."""
        if self._tty and self._term not in ("", "dumb") and self._writer.isatty():
            self._end_line()
            self._put(CLEAR)

    def _ask(self, above: list[str], prompt: str) -> str:
        self.lines(above)
        with self._signals.reading() if self._signals else nullcontext():
            self._asking = True
            self._write(prompt)
            line = self._watched(prompt) if self._watch else self._read()
        # The terminal echoes the line end; a stream does not.
        if self._tty:
            self._asking = False
        else:
            self._end_line()
        return self._text(line)

    def _watched(self, prompt: str) -> bytes:
        """The line, warnings before it; an empty one behind a warning only says that somebody is there."""
        assert self._watch is not None
        while True:
            self._wait_for_line(self._watch, prompt)
            line = self._read()
            self._watch.touch()
            warned, self._warned = self._warned, False
            if not (warned and not line.strip()):
                return line
            self._write(prompt)

    def _wait_for_line(self, watch: Idle, prompt: str) -> None:
        """What there is to tell before, also what came up while somebody else was waited for."""
        while True:
            if told := watch.news(_("Enter: остаться.")):
                self._say_between(told, prompt)
            if terminal.readable(self._reader.fileno(), watch.seconds()):
                return

    def _say_between(self, told: str, prompt: str) -> None:
        """A line of its own with a bell, then the prompt again."""
        self._end_line()
        self._put(BELL)
        self.say(told)
        self._asking, self._warned = True, True
        self._write(prompt)

    def _read(self) -> bytes:
        """One line without its end, at most a little over LONGEST of it; InputClosed at the end of input."""
        with self._present():
            line = rest = self._reader.readline(LONGEST + 3)
            while rest and not rest.endswith(b"\n"):
                rest = self._reader.readline(65536)
        # A terminal that goes away in mid-line leaves half an answer.
        if not line or (self._tty and not rest):
            raise InputClosed
        return line.removesuffix(b"\n").removesuffix(b"\r")

    @contextmanager
    def _present(self) -> Iterator[None]:
        """InputClosed where the terminal has gone away."""
        try:
            yield
        except OSError as fault:
            if fault.errno not in GONE:
                raise
            raise InputClosed from fault

    def _text(self, line: bytes) -> str:
        """The answer in a line; Unreadable where it is none."""
        if self._first:
            line = line.removeprefix(BOM)
        self._first = False
        if len(line) > LONGEST:
            raise Unreadable("LINE_CUT")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("LINE_NOT_UTF8") from None

    def _end_line(self) -> None:
        """End the line of a prompt that got no answer."""
        if self._asking:
            self._asking = False
            self._put(b"\n")

    def _write(self, text: str) -> None:
        if text:
            self._put(text.encode("utf-8"))

    def _put(self, data: bytes) -> None:
        """Bytes at once; OutputClosed the first time nobody is there, nothing after that."""
        if self._gone:
            return
        try:
            self._writer.write(data)
            self._writer.flush()
        except OSError as fault:
            if fault.errno not in GONE:
                raise
            self._gone = True
            terminal.discard(self._writer)
            raise OutputClosed from fault


def cells_from(environ: Mapping[str, str]) -> int:
    """Cells of a prompt by EMK_CELLS, the width of a braille display; the cursor needs one of them."""
    given = environ.get("EMK_CELLS", "")
    if given.isascii() and given.isdigit() and 12 <= int(given[:4]) <= 1000:
        return int(given) - 1
    return layout.CELLS
