"""The linear face as a program: the console, its end in every way it can end, and the exit code."""

import os
import sys

from emk_tui.linear.app import Dialogue
from emk_tui.linear.console import Console, InputClosed, cells_from
from emk_tui.linear.layout import WIDTH
from emk_tui.linear.prompter import Stop, ToScreen
from emk_tui.linear.signals import Interrupted, Signals
from emk_tui.ports import Fault
from emk_tui.services.visit import Entry, Next, Visit
from emk_tui.services.watch import Locked
from emk_tui.services.world import World

DONE, CLOSED, INTERRUPTED = 0, 2, 130
Ended = int | Next
"""Exit code, or how it goes on."""


def open_console(signals: Signals) -> Console:
    """The console of this process: its terminal, or its streams."""
    tty = sys.stdin is not None and sys.stdin.isatty()
    columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else WIDTH
    return Console(
        sys.stdin.buffer,
        sys.stdout.buffer,
        cells=cells_from(os.environ),
        width=max(20, min(WIDTH, columns or WIDTH)),
        columns=columns,
        tty=tty,
        term=os.environ.get("TERM", ""),
        signals=signals,
    )


def run_linear(
    world: World,
    begin: Entry | None = None,
    hello: str = "",
    visit: Visit | None = None,
    *,
    screen: bool = False,
) -> Ended:
    """Hold the dialogue; how it ended (`screen`: may one go there?). What was entered is kept anyway."""
    visit = visit or Visit()
    with Signals() as signals, open_console(signals) as console:
        console.say(hello)
        dialogue = Dialogue(world, console, visit)
        dialogue.prompter.screen = screen
        try:
            code, last = _held(dialogue, begin)
        except ToScreen:
            _wipe(dialogue)
            return Next.OTHER_FACE
        except Locked:
            _wipe(dialogue)
            return Next.LOCKED
        except BaseException:
            _wipe(dialogue)
            dialogue.close()
            raise
        dialogue.close()
        _wipe(dialogue)
        _say_last(console, last)
        return code


def _held(dialogue: Dialogue, begin: Entry | None) -> tuple[int, str]:
    """Hold it to its end: exit code and last line."""
    visit, world = dialogue.visit, dialogue.world
    try:
        dialogue.run(begin)
    except Stop:
        return DONE, visit.stopped(world)
    except Fault as fault:
        return fault.exit_code, fault.problem.text
    except InputClosed:
        return CLOSED, visit.input_closed(world)
    except (Interrupted, KeyboardInterrupt):
        return INTERRUPTED, visit.interrupted(world)
    return DONE, visit.stopped(world)


def _wipe(dialogue: Dialogue) -> None:
    """Nothing personal stays on the screen or in the scrollback of one who was signed in or signing up."""
    try:
        if dialogue.prompter.answered or dialogue.prompter.keeps:
            dialogue.console.clear_scrollback()
    except InputClosed:
        return


def _say_last(console: Console, last: str) -> None:
    """The last line says how it ended, where anybody still listens."""
    try:
        console.say(last)
    except InputClosed:
        return
