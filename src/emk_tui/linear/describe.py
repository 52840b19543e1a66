"""A field in words: what a question begins with and what «?» adds."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _

if TYPE_CHECKING:
    from emk_tui.card.fields import Field


def describe(field: "Field") -> str:
    """«обязательно. Формат: день, месяц, год, пример 05.03.1980.»"""
    must = _("обязательно") if field.required else _("можно пропустить")
    return _("{must}. Формат: {hint}, пример {example}.").format(
        must=must, hint=_(field.hint), example=field.example
    )


def field_help(field: "Field") -> tuple[str, ...]:
    """What «?» says: the format, where it stands on the paper, the directory behind it."""
    lines = [f"{_(field.label)}, {describe(field)}"] if field.hint else [_(field.label) + "."]
    if field.place:
        lines.append(_("Где: {place}.").format(place=_(field.place)))
    if field.directory:
        lines.append(_("Можно ввести часть названия: появится список."))
    return tuple(lines)
