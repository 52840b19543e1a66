"""A card as it is shown everywhere; without a consent in force only whose it is (R102, R150, R168)."""

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from emk_tui.card.fields import Field, Right, Value
from emk_tui.card.naming import PERSON
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import norm_word
from emk_tui.i18n import _, _l
from emk_tui.ports import CardRecord
from emk_tui.services.bookings import booking_sentence
from emk_tui.services.cards import ADULT
from emk_tui.services.flows.kind import KINDS

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence
    from emk_tui.services.session import Session


def shown_lines(session: "Presence", card: CardRecord) -> list[str]:
    """What a card tells now."""
    head = _("Карта {number}. Статус: {status}.").format(number=card.number, status=card.status)
    if closed := restriction(session):
        return [head, _("{name}.").format(name=whose(card)), closed]
    return [head, *state_lines(card), *health_lines(session, card)]


def health_lines(session: "Presence", card: CardRecord) -> list[str]:
    """How ready the card is, every value with the state of its documents, the booking (R125, R127)."""
    from emk_tui.services.card_documents import states_of
    from emk_tui.services.completeness import ready_lines

    told = card_lines(card, states_of(session, card))
    return [*ready_lines(session, card), *told, *booking_lines(session)]


def restriction(session: "Presence") -> str:
    """Why health data may not be shown or used now; empty while a consent is in force (R92, R102)."""
    if session.store.consent() is not None:
        return ""
    last = session.store.last_consent()
    if last is None:
        return _("Доступ ограничен: согласие не подписано.")
    if last.withdrawn_at is None:
        return _("Доступ ограничен: срок согласия истёк {day}.").format(day=f"{last.until:%d.%m.%Y}")
    return _("Доступ ограничен: согласие отозвано {day}.").format(day=f"{last.withdrawn_at:%d.%m.%Y}")


def personal_of(session: "Session") -> Mapping[str, Value]:
    """Personal data of the card, of the draft before there is one."""
    card = session.store.card()
    return cast(Mapping[str, Value], card.sections["personal"]) if card else session.values("personal")


def whose(card: CardRecord) -> str:
    """The full name of whom the card belongs to."""
    return full_name(cast(Mapping[str, Value], card.sections["personal"]))


def full_name(person: Mapping[str, Value]) -> str:
    """Surname, given name, patronymic."""
    return " ".join(str(person[key]) for key in PERSON if person.get(key))


STATES = {"attachment": _l("Прикрепление"), "policy": _l("Полис"), "confirmation": _l("Учётная запись")}
"""What the card says of its checks: name of a state → its words (R77, R157, R32)."""


def state_lines(card: CardRecord) -> list[str]:
    """The kind of card and what was said of its parts when it was made."""
    kind = _("Тип карты: {kind}.").format(kind=_(KINDS[card.states.get("kind", ADULT)]))
    told = {title: card.states.get(key, "") for key, title in STATES.items()}
    return [kind, *(f"{_(title)}: {word}." for title, word in told.items() if word)]


def booking_lines(session: "Presence") -> list[str]:
    """The booking that belongs to the card (R150)."""
    held = session.store.booking()
    if held is None:
        return []
    return [_("Запись к врачу."), _("{booking}.").format(booking=booking_sentence(held))]


def card_lines(card: CardRecord, states: Mapping[str, str] | None = None) -> list[str]:
    """Every stored value with its label, as it is shown; `states`: id of a record → its state in words."""
    lines: list[str] = []
    for key, section in SECTIONS.items():
        stored = card.sections.get(key)
        if stored is None or key == "consent":
            continue
        records = [stored] if isinstance(stored, Mapping) else stored
        told = [line for record in records for line in _record(section.cls, record, states or {})]
        title = _(section.title)
        lines += [f"{title}.", *told] if told else [_("{title}: нет.").format(title=title)]
    return lines


def _record(cls: type, record: Mapping[str, object], states: Mapping[str, str]) -> list[str]:
    state = states.get(str(record.get("id")), "")
    lines = record_lines(cls, record)
    return [*lines, _("Состояние: {state}.").format(state=state)] if state else lines


def _told(field: Field, value: object) -> str:
    """A value as it is shown; of an empty one what the field says of that (R132), mostly nothing."""
    return shown_of(field, cast(Value, value)) if value not in (None, "") else _(field.empty)


def told_rows(cls: type, record: Mapping[str, object]) -> list[tuple[str, str]]:
    """Label and text of every value of one record, without the records within it."""
    return [
        (_(field.label), told)
        for name, field in members(cls)[0].items()
        if not field.companion and (told := _told(field, record.get(name)))
    ]


def record_lines(cls: type, record: Mapping[str, object]) -> list[str]:
    """Every value of one record with its label, the records within it below, each with its word (R106)."""
    lines = [f"{label}: {told}." for label, told in told_rows(cls, record)]
    for name, (_many, inner) in members(cls)[1].items():
        for row in cast(Sequence[Mapping[str, Value]], record.get(name) or ()):
            lines += record_lines(inner, row)
            if word := norm_word(row) if name == "results" else "":
                lines.append(_("Итог: {word}.").format(word=word))
    return lines


def shown_of(field: Field, value: Value) -> str:
    """A stored value as it is shown everywhere: with its separators, a region by its name, a file by its own.

    Where a file once lay says something of its owner's computer, which is nobody's business.
    """
    if field.kind == "file":
        return Path(str(value)).name
    reading = field.read(field.raw_of(value), date(MAXYEAR, 1, 1))
    return reading.shown if isinstance(reading, Right) else field.raw_of(value)


def shown_of_raw(field: Field, raw: str, today: date) -> str:
    """What was typed as it is shown; as typed where it is not read rightly."""
    reading = field.read(raw, today)
    return reading.shown if isinstance(reading, Right) else raw
