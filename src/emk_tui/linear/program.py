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
        columns=columns,
        tty=tty,
        term=os.environ.get("TERM", ""),
        signals=signals,
    )


def run_linear(world: World, begin: Entry | None = None, hello: str = "") -> int:
    """Hold the dialogue and return the exit code; whatever happens, what was entered is kept."""
    with Signals() as signals, open_console(signals) as console:
        console.say(hello)
        dialogue = Dialogue(world, console)
        try:
            code, last = _held(dialogue, begin)
        except BaseException:
            _wipe(dialogue)
            raise
        finally:
            dialogue.close()
        _wipe(dialogue)
        _say_last(console, last)
        return code


def _held(dialogue: Dialogue, begin: Entry | None) -> tuple[int, str]:
    """Hold it to its end: exit code and last line."""
    try:
        dialogue.run(begin)
    except Stop:
        return DONE, _stopped(dialogue)
    except Fault as fault:
        return fault.exit_code, fault.problem.text
    except InputClosed:
        return CLOSED, _kept(dialogue, "INPUT_CLOSED", _("Ввод закрыт."))
    except (Interrupted, KeyboardInterrupt):
        return INTERRUPTED, _kept(dialogue, "INTERRUPTED", _("Остановлено."))
    return DONE, _stopped(dialogue)


def _stopped(dialogue: Dialogue) -> str:
    if dialogue.created:
        return _("Карта {number} создана. До свидания.").format(number=dialogue.created)
    if not dialogue.prompter.keeps:
        return _kept(dialogue, "", _("До свидания."))
    return _("Всё сохранено, продолжить можно в любой день. До свидания.")


def _kept(dialogue: Dialogue, code: str, word: str) -> str:
    """How it ended, and the truth about what is kept: nothing before there is a store."""
    if dialogue.prompter.keeps and code:
        return problem(code).text
    if dialogue.world.has_store():
        return word
    return _("{word} Учётная запись не создана, ничего не сохранено.").format(word=word)


def _wipe(dialogue: Dialogue) -> None:
    """Nothing personal stays on the screen or in the scrollback of one who was signed in or signing up."""
    try:
        if dialogue.prompter.answered:
            dialogue.console.clear_scrollback()
    except InputClosed:
        return


def _say_last(console: Console, last: str) -> None:
    """The last line says how it ended, where anybody still listens."""
    try:
        console.say(last)
    except InputClosed:
        return
