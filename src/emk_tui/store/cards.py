"""«Оформить» as one transaction, and reading the card back (R50, R51)."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from emk_tui.ports import CardRecord, Event, NewCard, Notice, SnilsTaken, Value
from emk_tui.store import consents, documents, drafts, sections
from emk_tui.store.faults import HealthBeforeConsent
from emk_tui.store.tables.card import Card, VaccineQueue
from emk_tui.store.tables.sections import VaccinationRow
from emk_tui.store.work import Work

WAITS = "ждёт"


def submit(work: Work, card: NewCard, event: Event) -> CardRecord:
    """Create the card and end the draft; SnilsTaken; HealthBeforeConsent without the signed consent (R92)."""
    if known := by_request(work, card.request_id):
        return known
    if not consents.exists(work, card.consent_id):
        raise HealthBeforeConsent("a card needs the id of a signed consent")
    _create(work, card)
    sections.write(work, card.number, card.sections, card.created_at)
    documents.attach(work, card.number)
    _queue(work, card.number)
    work.notify(card.notices)
    work.record(event)
    drafts.finish(work, card.request_id)
    return _loaded(work, _find(work, card.request_id))


def _create(work: Work, card: NewCard) -> None:
    personal = card.sections.get("personal", {})
    snils = personal.get("snils") if isinstance(personal, Mapping) else None
    row = Card(
        number=card.number, owner=work.owner, request_id=card.request_id, version=1,
        snils=str(snils) if snils else None,
        created_at=card.created_at, status=card.status, consent_id=card.consent_id,
        marks=_json(list(card.marks)), states=_json(dict(card.states)),
    )  # fmt: skip
    work.session.add(row)
    try:
        work.session.flush()
    except IntegrityError:
        raise SnilsTaken from None


def change(
    work: Work,
    key: str,
    values: Mapping[str, Value],
    states: Mapping[str, str],
    notices: Sequence[Notice],
    event: Event,
) -> CardRecord:
    """One section anew with its status words; the former version is kept. KeyError without a card."""
    row = max(_mine(work), key=lambda one: one.created_at, default=None)
    if row is None:
        raise KeyError("no card")
    sections.change(work, row.number, key, values, event.at or work.clock.now())
    row.version, row.states = row.version + 1, _json({**json.loads(row.states), **states})
    work.session.add(row)
    work.session.flush()
    work.notify(notices)
    work.record(event)
    return _loaded(work, row)


def _mine(work: Work) -> Sequence[Card]:
    return work.session.exec(select(Card).where(Card.owner == work.owner)).all()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _queue(work: Work, number: str) -> None:
    rows = select(VaccinationRow).where(VaccinationRow.card_number == number).order_by("pos")
    for row in work.session.exec(rows):
        work.session.add(
            VaccineQueue(record_id=row.record_id, owner=work.owner, card_number=number, state=WAITS)
        )
    work.session.flush()


def _find(work: Work, request_id: str) -> Card | None:
    query = select(Card).where(Card.owner == work.owner, Card.request_id == request_id)
    return work.session.exec(query).first()


def by_request(work: Work, request_id: str) -> CardRecord | None:
    """The card this request made, if it did."""
    row = _find(work, request_id)
    return _loaded(work, row) if row else None


def any_of(work: Work) -> bool:
    """Has the owner a card."""
    return work.session.exec(select(Card.number).where(Card.owner == work.owner)).first() is not None


def newest(work: Work) -> CardRecord | None:
    """The owner's card."""
    rows = _mine(work)
    return _loaded(work, max(rows, key=lambda row: row.created_at)) if rows else None


def _loaded(work: Work, row: Card | None) -> CardRecord:
    assert row is not None
    return CardRecord(
        row.number, row.created_at, row.status, tuple(json.loads(row.marks)), row.version,
        sections.read(work, row.number), json.loads(row.states),
    )  # fmt: skip
