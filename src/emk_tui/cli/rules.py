"""`emk rules`: every field rule of the card."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from emk_tui.card.check import NESTED
from emk_tui.card.fields import Field
from emk_tui.card.problems import TEXTS
from emk_tui.card.section import Rule, members
from emk_tui.card.sections import SECTIONS
from emk_tui.cli.output import emit, say
from emk_tui.i18n import _, filled


def rules(args: Namespace) -> int:
    """One JSON object with all of them, or a line each."""
    found = list(field_rules())
    if args.json:
        emit({"rules": found})
        return 0
    for one in found:
        words = _("{path}: {label}. {text} Пример: {example}. Не подходит: {counter_example}. ({row})")
        say(filled(words, one))
    return 0


def field_rules() -> Iterator[dict[str, str]]:
    """path (ids of records left out), label, row, kind, text, example, counter_example."""
    for key, section in SECTIONS.items():
        yield from _of(key, section.fields, section.rules)
        for name, (_many, cls) in section.lists.items():
            yield from _of(f"{key}.{name}", members(cls)[0], NESTED.get(name, ()))


def _of(prefix: str, fields: Mapping[str, Field], across: tuple[Rule, ...]) -> Iterator[dict[str, str]]:
    for name, field in fields.items():
        codes = [rule.code for rule in across if rule.path == name]
        yield {
            "path": f"{prefix}.{name}",
            "label": _(field.label),
            "row": field.row,
            "kind": field.kind,
            "text": text_of(field, codes),
            "example": field.example,
            "counter_example": field.counter,
        }


def text_of(field: Field, codes: list[str]) -> str:
    """The rule in words: required or not, the format, the place on the paper, the rules across fields."""
    word = _("Обязательно") if field.required else _("Можно пропустить")
    parts = [filled("{word}: {hint}.", {"word": word, "hint": _(field.hint)})]
    if field.absent:
        parts.append(_("Если нет, ответьте «нет»."))
    if field.place:
        parts.append(filled(_("Где: {place}."), {"place": _(field.place)}))
    parts += [filled(_(TEXTS[code][1]), {"example": field.example}) for code in codes]
    return " ".join(parts)
