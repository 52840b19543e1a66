"""What a question begins with."""

from typing import TYPE_CHECKING

from emk_tui.card.help import example_of, must
from emk_tui.i18n import _

if TYPE_CHECKING:
    from emk_tui.card.fields import Field

BUDGET = 100
"""Characters of a field's start with its prompt at most (criterion A11)."""


def begin(field: "Field", place: str = "", known: str = "", *, wrong: bool = False) -> tuple[str, ...]:
    """«Поле 2 из 9, обязательно. Формат: день, месяц, год, пример 05.03.1980.» and the present value.

    The example is left to «?» where it would not fit the budget, adds nothing, or a value is there.
    """
    needed = f"{place}, {must(field)}" if place else must(field).capitalize()
    words = _("Сейчас: {shown}.") if wrong else _("Сейчас: {shown}. Enter оставляет.")
    now = (words.format(shown=known),) if known else ()
    if not field.hint:
        return (f"{needed}.", *now)
    short = _("{must}. Формат: {hint}.").format(must=needed, hint=_(field.hint))
    full = short[:-1] + example_of(field) + "."
    fits = len(full) + len(_(field.speech)) + len(": ") <= BUDGET
    return (full if fits and not known else short, *now)
