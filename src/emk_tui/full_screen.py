"""The full-screen face as a program: before Textual is imported, every way it can end, what is said then."""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from emk_tui.face.early import unseen
from emk_tui.face.environ import prepare
from emk_tui.ports import Fault
from emk_tui.services.visit import Entry, Next, Visit
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.app import EmkApp

DONE, CLOSED, INTERRUPTED = 0, 2, 130
ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
TEXTUALS = ("SIGTSTP", "SIGCONT", "SIGWINCH", "SIGTTIN", "SIGTTOU")
"""Signals that Textual takes and does not give back."""


def run_full_screen(
    world: World, visit: Visit, begin: Entry | None = None, hello: str = "", *, plain: bool = False
) -> int | Next:
    """Exit code, or how it goes on; what failed inside is raised here, outside."""
    with Ends() as ends, unseen(sys.stdin.fileno()), quiet_failures() as hear:
        prepare(os.environ)
        # nothing of what a start imports is ever thrown away; collecting is on again with the first frame
        gc.disable()
        from emk_tui.app import EmkApp
        from emk_tui.face.themes import LOOKS

        look = LOOKS[-1] if plain else LOOKS[0]
        app = EmkApp(world, begin=begin, visit=visit, hello=hello, plain=plain, look=look)
        # modules and screens stay to the end: a whole collection over them costs a tenth of a second
        app.settled = gc.freeze
        hear(app.fail)
        try:
            asyncio.run(_hold(app, ends))
        except BaseException:
            visit.close()
            raise
        finally:
            gc.enable()
    return _ended(app, world, visit, ends)


async def _hold(app: "EmkApp", ends: "Ends") -> None:
    """The screen from its first frame to its last."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(app.loop_failed)
    with ends.told_to(lambda: loop.call_soon_threadsafe(app.interrupt)):
        try:
            await app.run_async()
        except Exception as error:
            app.fail(error)


def _ended(app: "EmkApp", world: World, visit: Visit, ends: "Ends") -> int | Next:
    """Close what is open, leave nothing personal on the terminal, say how it ended."""
    from emk_tui.app import LINES, LOCK

    failed = app.failed or (Fault("TYPED_LOST", 4) if app.dialogue.unsaved else None)
    if not (failed or app.gone or ends.came):
        if app.return_value == LINES:
            return Next.OTHER_FACE
        if app.return_value == LOCK:
            _say("", wipe=True)
            return Next.LOCKED
    code, last = _last_words(app, world, visit, ends)
    personal = app.typed or visit.session is not None
    visit.close()
    _say(last if failed is None else "", wipe=personal)
    if failed is not None:
        raise failed
    return code


def _last_words(app: "EmkApp", world: World, visit: Visit, ends: "Ends") -> tuple[int, str]:
    """Exit code and last line, as the linear face says it."""
    if ends.came:
        return INTERRUPTED, visit.interrupted(world)
    if app.gone:
        return CLOSED, visit.input_closed(world)
    return DONE, visit.stopped(world)


def _say(last: str, *, wipe: bool) -> None:
    """Wipe screen and scrollback, then one line, where anybody still listens."""
    from emk_tui.linear.console import InputClosed
    from emk_tui.linear.program import open_console
    from emk_tui.linear.signals import Signals

    console = open_console(Signals())
    try:
        if wipe:
            console.clear_scrollback()
        if last:
            console.say(last)
    except InputClosed:
        return


class Ends:
    """Signals that end the program: raised before the screen stands, told to it while it stands.

    `came` says whether there was one; a second one is raised whatever goes on. Handlers found are put back.
    """

    def __init__(self) -> None:
        self.came = False
        self._tell: Callable[[], object] | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Ends":
        """Take over the signals that this system has."""
        for name in (*ENDING, *TEXTUALS):
            number = getattr(signal, name, None)
            if number is None:
                continue
            self._before[number] = signal.getsignal(number)
            if name in ENDING and self._before[number] is not signal.SIG_IGN:
                signal.signal(number, self._handle)
        return self

    def __exit__(self, *_raised: object) -> None:
        """Put the former handlers back."""
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    @contextmanager
    def told_to(self, tell: Callable[[], object]) -> Iterator[None]:
        """While the screen stands: somebody who ends it in good order."""
        self._tell = tell
        try:
            yield
        finally:
            # from here on everything ends anyway
            self._tell = lambda: None

    def _handle(self, number: int, frame: FrameType | None) -> None:
        again, self.came = self.came, True
        if self._tell is None or again:
            raise KeyboardInterrupt
        self._tell()


@contextmanager
def quiet_failures() -> Iterator[Callable[[Callable[[BaseException], None]], None]]:
    """Failures of threads and of forgotten things go to who hears them; Python would print their values."""
    heard: list[Callable[[BaseException], None]] = []

    def told(error: BaseException | None) -> None:
        if heard and isinstance(error, Exception):
            heard[0](error)

    hooks = threading.excepthook, sys.unraisablehook
    threading.excepthook = lambda args: told(args.exc_value)
    sys.unraisablehook = lambda args: told(args.exc_value)
    try:
        yield heard.append
    finally:
        threading.excepthook, sys.unraisablehook = hooks
