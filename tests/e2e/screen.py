"""The full screen of the real program as a person sees it: keys in, an emulated terminal out."""

import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyte

from tests.e2e.driver import DEADLINE, EMK, Terminal, terminal
from tests.e2e.person import PASSWORD

NAMED = {
    "enter": "\r",
    "f7": "\x1b[18~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "down": "\x1b[B",
    "end": "\x1b[F",
}
CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
LEFT = (
    b"\x1b[?1049l",
    b"\x1b[?25h",
    b"\x1b[<u",
    b"\x1b[?1000l",
    b"\x1b[?1003l",
    b"\x1b[?1006l",
    b"\x1b[?2004l",
)
"""Alternate screen left, cursor shown, keyboard protocol, mouse and bracketed paste off."""


class Seen:
    """A program on a pseudo-terminal and what stands on its screen."""

    def __init__(self, talk: Terminal, columns: int, rows: int) -> None:
        self.talk = talk
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    @property
    def text(self) -> str:
        """The lines of the screen."""
        data = self.talk.data
        self._stream.feed(data[self._fed :])
        self._fed = len(data)
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the real cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def ground(self) -> str:
        """The colour behind the first cell."""
        assert self.text
        return str(self._screen.buffer[0][0].bg)

    def until(self, pattern: str) -> str:
        """Wait until this stands on the screen."""
        end = time.monotonic() + DEADLINE
        while not re.search(pattern, text := self.text, re.MULTILINE):
            left = end - time.monotonic()
            assert left > 0 and self.talk._read(left), f"no {pattern!r} on:\n{text}"
        return text

    def press(self, *keys: str) -> None:
        """Keys by name, or text."""
        for key in keys:
            self.talk.type(NAMED.get(key, key))

    def sign_in(self) -> str:
        """As the demonstration account, up to the menu."""
        self.until("Логин")
        self.press("demo", "enter", PASSWORD, "enter")
        self.until("Откуда взять код")
        self.press("2", "enter")
        text = self.until(r"Код для показа: \d{6}")
        found = re.search(r"Код для показа: (\d{6})", text)
        assert found is not None
        self.press(found[1])
        return self.until("Создать карту|Продолжить|Показать карту")

    def begin(self) -> str:
        """From the menu into the wizard, past the kind of card where it is asked (R27)."""
        self.press("enter")
        # the menu tells how many steps are done of 8 as well: the title is meant
        if "Тип карты" in self.until("Тип карты|· [1-8] из 8"):
            self.press("enter")
        return self.until("· [1-8] из 8")


@contextmanager
def screen(
    *arguments: str,
    env: Mapping[str, str],
    columns: int = 80,
    rows: int = 24,
    program: Sequence[str] = EMK,
) -> Iterator[Seen]:
    """`emk` with these arguments on an emulated terminal."""
    around = {**env, "TERM": "xterm-256color"} if "TERM" not in env or env["TERM"] == "xterm" else env
    with terminal(*arguments, env=around, columns=columns, rows=rows, program=program) as talk:
        yield Seen(talk, columns, rows)


def injected(code: str) -> tuple[str, ...]:
    """The program with a few lines run before it, as a fault is planted."""
    main = "import sys\nfrom emk_tui.__main__ import main\nsys.exit(main())"
    return (sys.executable, "-c", f"{code}\n{main}")


AHEAD = """
from datetime import timedelta
from emk_tui.wiring import SystemClock
now = SystemClock.now
SystemClock.now = lambda self: now(self) + timedelta(minutes={minutes})
"""


def later(minutes: int) -> tuple[str, ...]:
    """The program on a clock that is ahead: a code is good once, so every start has a clock of its own."""
    return injected(AHEAD.format(minutes=minutes))


HURRY = """
def sleep(self, seconds):
    ahead[0] += timedelta(seconds=seconds)
ahead = [timedelta(minutes={minutes})]
SystemClock.now = lambda self: now(self) + ahead[0]
SystemClock.sleep = sleep
"""


def hurried(minutes: int = 0) -> tuple[str, ...]:
    """The same, and a pause moves the clock instead of holding anybody up."""
    return injected((AHEAD + HURRY).format(minutes=minutes))
