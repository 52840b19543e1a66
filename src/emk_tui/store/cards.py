"""«Оформить» as one transaction, and reading the card back (R50, R51)."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from emk_tui.ports import CardRecord, Event, NewCard, Notice, Record, SnilsTaken, Value
from emk_tui.store import consents, documents, drafts, outgoing, sections
from emk_tui.store.faults import HealthBeforeConsent
from emk_tui.store.tables.card import Card
from emk_tui.store.work import Work


def submit(work: Work, card: NewCard, event: Event) -> CardRecord:
    """Create the card and end the draft; SnilsTaken; HealthBeforeConsent without the signed consent (R92)."""
    if known := by_request(work, card.request_id):
        return known
    if not consents.exists(work, card.consent_id):
        raise HealthBeforeConsent("a card needs the id of a signed consent")
    _create(work, card)
    sections.write(work, card.number, card.sections, card.created_at)
    documents.attach(work, card.number, card.files)
    outgoing.queue(work, card.number, sections.ids(work, card.number, "vaccinations"))
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
    row = _present(work)
    sections.change(work, row.number, key, values, event.at or work.clock.now())
    row.states = _json({**json.loads(row.states), **states})
    return _changed(work, row, notices, event)


def keep(
    work: Work,
    key: str,
    records: Sequence[Record],
    files: Mapping[str, str],
    notices: Sequence[Notice],
    event: Event,
) -> CardRecord:
    """Records of a list, with files of the draft (`documents.2` → id of the record).

    KeyError without a card, or for files of a record that is not there;
    HealthBeforeConsent without a consent in force; ValueError for a section that is no list.
    """
    drafts.refuse_early(work, (key,))
    row = _present(work)
    ids = sections.keep(work, row.number, key, records, event.at or work.clock.now())
    if not set(files.values()) <= set(sections.ids(work, row.number, key)):
        raise KeyError("files of no record")
    for record, target in files.items():
        documents.move(work, row.number, record, f"{key}.{target}")
        drafts.finish_record(work, record)
    if key == "vaccinations":
        outgoing.queue(work, row.number, ids)
    return _changed(work, row, notices, event)


def _present(work: Work) -> Card:
    row = max(_mine(work), key=lambda one: one.created_at, default=None)
    if row is None:
        raise KeyError("no card")
    return row


def _changed(work: Work, row: Card, notices: Sequence[Notice], event: Event) -> CardRecord:
    row.version += 1
    work.session.add(row)
    work.session.flush()
    work.notify(notices)
    work.record(event)
    return _loaded(work, row)


def _mine(work: Work) -> Sequence[Card]:
    return work.session.exec(select(Card).where(Card.owner == work.owner)).all()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


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
