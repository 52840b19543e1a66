"""The linear face as a program: the console, its end in every way it can end, and the exit code."""

import os
import sys

from emk_tui.card.problems import problem
from emk_tui.i18n import _
from emk_tui.linear.app import Dialogue, Entry
from emk_tui.linear.console import Console, InputClosed, cells_from
from emk_tui.linear.layout import WIDTH
from emk_tui.linear.prompter import Stop
from emk_tui.linear.signals import Interrupted, Signals
from emk_tui.ports import Fault
from emk_tui.services.world import World

DONE, CLOSED, INTERRUPTED = 0, 2, 130


def open_console(signals: Signals) -> Console:
    """The console of this process: its terminal, or its streams."""
    tty = sys.stdin is not None and sys.stdin.isatty()
    columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else WIDTH
    return Console(
        sys.stdin.buffer,
        sys.stdout.buffer,
        cells=cells_from(os.environ),
        width=max(20, min(WIDTH, columns or WIDTH)),
        tty=tty,
        term=os.environ.get("TERM", ""),
        signals=signals,
    )


def run_linear(world: World, begin: Entry | None = None, hello: str = "") -> int:
    """Hold the dialogue and return the exit code; whatever happens, what was entered is kept."""
    with Signals() as signals, open_console(signals) as console:
        console.say(hello)
        dialogue = Dialogue(world, console)
        code, last = DONE, ""
        try:
            dialogue.run(begin)
        except Stop:
            last = _("Всё сохранено. Продолжить можно в любой день.")
        except Fault as fault:
            code, last = fault.exit_code, fault.problem.text
        except InputClosed:
            code, last = CLOSED, problem("INPUT_CLOSED").text
        except (Interrupted, KeyboardInterrupt):
            code, last = INTERRUPTED, problem("INTERRUPTED").text
        finally:
            dialogue.close()
        _farewell(console, dialogue, last)
        return code


def _farewell(console: Console, dialogue: Dialogue, last: str) -> None:
    """Nothing personal stays on the screen or in the scrollback; the last line says how it ended."""
    try:
        if dialogue.answerer.session is not None:
            console.clear_scrollback()
        console.say(last or _("До свидания."))
    except InputClosed:
        return
