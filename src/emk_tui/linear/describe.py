"""A field in words: what a question begins with and what «?» adds."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _

if TYPE_CHECKING:
    from emk_tui.card.fields import Field

BUDGET = 100
"""Characters of a field's start with its prompt at most (criterion A11)."""


def begin(field: "Field", place: str = "", known: str = "", *, wrong: bool = False) -> tuple[str, ...]:
    """«Поле 2 из 9, обязательно. Формат: день, месяц, год, пример 05.03.1980.» and the present value.

    The example is left to «?» where it would not fit the budget, adds nothing, or a value is there.
    """
    must = f"{place}, {_must(field)}" if place else _must(field).capitalize()
    words = _("Сейчас: {shown}.") if wrong else _("Сейчас: {shown}. Enter оставляет.")
    now = (words.format(shown=known),) if known else ()
    if not field.hint:
        return (f"{must}.", *now)
    short = _("{must}. Формат: {hint}.").format(must=must, hint=_(field.hint))
    full = short[:-1] + _example(field) + "."
    fits = len(full) + len(_(field.speech)) + len(": ") <= BUDGET
    return (full if fits and not known else short, *now)


def field_help(field: "Field") -> tuple[str, ...]:
    """What «?» says: the format with its example, where it stands on the paper, the directory behind it."""
    lines = [_("{label}, {must}.").format(label=_(field.label), must=_must(field))]
    if field.hint:
        lines.append(_("Формат: {hint}{example}.").format(hint=_(field.hint), example=_example(field)))
    words: str = getattr(field, "words", str)()
    if words and words not in _(field.hint):
        lines.append(_("Ответы: {words}.").format(words=words))
    if field.absent:
        lines.append(_("Если этого нет, ответьте: нет."))
    if field.place:
        lines.append(_("Где: {place}.").format(place=_(field.place)))
    if field.directory:
        lines.append(_("Можно ввести часть названия: появится список."))
    return tuple(lines)


def _must(field: "Field") -> str:
    if not field.required:
        return _("можно пропустить")
    return _("обязательно, иначе ответ «нет»") if field.absent else _("обязательно")


def _example(field: "Field") -> str:
    """«, пример ж», unless the format has said it already."""
    if not field.example or field.example in _(field.hint).replace(",", "").split():
        return ""
    return _(", пример {example}").format(example=field.example)
