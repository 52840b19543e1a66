"""A field in words: what «?» says, and the one line that a screen has for it."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _

if TYPE_CHECKING:
    from emk_tui.card.fields import Field


def field_help(field: "Field") -> tuple[str, ...]:
    """The format with its example, where it stands on the paper, the directory behind it."""
    lines = [_("{label}, {must}.").format(label=_(field.label), must=must(field))]
    if field.hint:
        lines.append(_("Формат: {hint}{example}.").format(hint=_(field.hint), example=example_of(field)))
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


def field_line(field: "Field") -> str:
    """«СНИЛС, обязательно: 11 цифр, пример 112-233-445 95. Где: зелёная карточка.»"""
    text = _("{label}, {must}").format(label=_(field.label), must=must(field))
    if field.hint:
        text += f": {_(field.hint)}{example_of(field)}"
    text += "."
    if field.place:
        text += " " + _("Где: {place}.").format(place=_(field.place))
    return text


def must(field: "Field") -> str:
    """Must it be answered."""
    if not field.required:
        return _("можно пропустить")
    return _("обязательно, или ответ «нет»") if field.absent else _("обязательно")


def example_of(field: "Field") -> str:
    """«, пример ж», unless the format has said it already."""
    if not field.example or field.example in _(field.hint).replace(",", "").split():
        return ""
    return _(", пример {example}").format(example=field.example)
