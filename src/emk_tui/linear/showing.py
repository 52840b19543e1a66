"""One page of a document by ear: its text in parts, its picture for who wants it."""

from collections.abc import Callable
from typing import cast

from emk_tui.i18n import _
from emk_tui.linear.prompter import Prompter
from emk_tui.linear.waiting import Stoppable
from emk_tui.ports import Fault, Track
from emk_tui.services.flows.asks import Cancelled, Show

PART = 12
"""Lines of a text read at once."""


def read_out(prompter: Prompter, ask: Show) -> None:
    """The title, then the text to its end, a part after each Enter."""
    lines = [line for line in ask.lines if line.strip()]
    prompter.say(ask.title)
    if not lines:
        prompter.say(_("На этой странице текста нет."))
        return
    parts = [tuple(lines[at : at + PART]) for at in range(0, len(lines), PART)]
    for number, part in enumerate(parts, 1):
        prompter.console.lines(part)
        if number < len(parts):
            prompter.pause(_("Enter, часть {n}").format(n=number + 1), part)
    if len(parts) > 1:
        prompter.say(_("Конец текста."))


def draw(prompter: Prompter, picture: Callable[[int, Track], tuple[str, ...]]) -> None:
    """As wide as the window; a sentence where it cannot be made. Ctrl+C stops it."""
    track = Track()
    prompter.say(_("Готовим картинку."))
    try:
        rows = Stoppable(prompter, lambda: picture(prompter.console.columns, track), track).run()
    except Cancelled:
        prompter.say(_("Остановлено."))
        return
    except Fault as fault:
        prompter.tell(fault.problem)
        return
    prompter.console.picture(cast(tuple[str, ...], rows))
