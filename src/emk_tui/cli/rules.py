"""`emk rules`: every field rule of the card."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from emk_tui.card.check import NESTED
from emk_tui.card.fields import Choice, Field, Value
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
        parts = [*rule_texts(field, fields), *(_(rule.text) for rule in across if rule.path == name)]
        yield {
            "path": f"{prefix}.{name}",
            "label": _(field.label),
            "row": field.row,
            "kind": field.kind,
            "text": " ".join(parts),
            "example": field.example,
            "counter_example": field.counter,
        }


def rule_texts(field: Field, fields: Mapping[str, Field]) -> Iterator[str]:
    """The field's own rule in sentences: when it is asked, required or not, the format, where it stands."""
    if field.only:
        other = fields[field.only.field]
        words = ", ".join(word for value, word in _words(other) if value in field.only.values)
        yield _("Только если «{label}»: {words}.").format(label=_(other.label), words=words)
    word = _("Обязательно") if field.required else _("Можно пропустить")
    yield filled("{word}: {hint}.", {"word": word, "hint": _(field.hint)})
    if own := field.rule():
        yield own
    if field.absent:
        yield _("Если нет, ответьте «нет».")
    if field.directory and field.directory != "regions":
        yield _("Чего нет в справочнике, принимается с отметкой «не по справочнику».")
    if field.place:
        yield filled(_("Где: {place}."), {"place": _(field.place)})
    if field.also:
        yield _(field.also)


def _words(field: Field) -> Iterator[tuple[Value, str]]:
    """Values and words of a choice."""
    if isinstance(field, Choice):
        yield from ((value, _(word)) for value, word, _others in field.options)
