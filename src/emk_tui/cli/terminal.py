"""The person at the terminal, for commands that open the store: never standard input."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from emk_tui.linear.answers import Answerer
from emk_tui.linear.console import Console, InputClosed
from emk_tui.linear.prompter import Leave, Prompter, Stop
from emk_tui.linear.signals import Interrupted, Signals
from emk_tui.ports import Fault


@contextmanager
def person_at_terminal() -> Iterator[Answerer]:
    """Answers asks on the controlling terminal; Fault FACE_NEEDS_TERMINAL where there is none."""
    with ExitStack() as open_files, Signals() as signals:
        try:
            reader = open_files.enter_context(open(_terminal("in"), "rb"))
            writer = open_files.enter_context(open(_terminal("out"), "wb", buffering=0))
        except OSError:
            raise Fault("FACE_NEEDS_TERMINAL", 3) from None
        term = os.environ.get("TERM", "")
        with Console(reader, writer, tty=True, term=term, signals=signals) as console:
            try:
                yield Answerer(Prompter(console))
            except (Stop, Leave, InputClosed):
                raise Fault("NOT_SIGNED_IN", 3) from None
            except Interrupted:
                raise KeyboardInterrupt from None


def _terminal(way: str) -> str:
    if os.name == "posix":
        return "/dev/tty"
    return "CONIN$" if way == "in" else "CONOUT$"
