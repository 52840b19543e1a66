"""Words that the screen says of itself: what blocks a step, how many errors, what is saved."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from emk_tui.i18n import _, plural
from emk_tui.services.flows.asks import Say

if TYPE_CHECKING:
    from emk_tui.card.problems import Problem


def blocked_words(problems: "Sequence[Problem]") -> list[Say]:
    """The first problem, and how the others are found."""
    said = [Say("", problems[0])]
    if len(problems) > 1:
        count = plural(len(problems), _("поле"), _("поля"), _("полей"))
        said.append(Say(_("Осталось исправить {count}, F8 ведёт к следующему.").format(count=count)))
    return said


def error_words(count: int) -> str:
    """«2 ошибки»; nothing where there is none."""
    return plural(count, _("ошибка"), _("ошибки"), _("ошибок")) if count else ""


def saved_words(saved: datetime | None) -> str:
    """«сохранено 14:02»."""
    return _("сохранено {time}").format(time=f"{saved:%H:%M}") if saved is not None else ""
