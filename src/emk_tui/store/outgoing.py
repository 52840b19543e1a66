"""What waits to leave: notices to the person, vaccinations for the federal register (R52, R135)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import update
from sqlmodel import col, select

from emk_tui.card.sections import SECTIONS
from emk_tui.ports import Event, Notice, Value
from emk_tui.store import sections
from emk_tui.store.tables.card import Outbox, VaccineQueue
from emk_tui.store.tables.sections import VaccinationRow
from emk_tui.store.work import Work

WAITS = "ждёт"


def notices(work: Work) -> tuple[Notice, ...]:
    """All notices in the order of writing."""
    query = select(Outbox).where(Outbox.owner == work.owner).order_by(col(Outbox.pos))
    return tuple(
        Notice(row.id, row.channel, row.address, row.subject, row.text, row.created_at, row.state)
        for row in work.session.exec(query)
    )


def mark_notice(work: Work, notice_id: str, state: str) -> None:
    """Set the state of a notice; KeyError for an unknown one."""
    mine = update(Outbox).where(col(Outbox.owner) == work.owner, col(Outbox.id) == notice_id)
    if work.connection.execute(mine.values(state=state)).rowcount != 1:
        raise KeyError("no such notice")


def queue(work: Work, number: str, records: Iterable[str]) -> None:
    """These vaccination records wait to be handed over; one that was changed waits once more (R135)."""
    for record in records:
        row = {"owner": work.owner, "record_id": record, "card_number": number, "state": WAITS}
        new = work.insert(VaccineQueue).values(row)
        again = new.on_conflict_do_update(
            index_elements=["owner", "record_id"], set_={"state": new.excluded.state}
        )
        work.session.execute(again)


def vaccinations(work: Work) -> tuple[tuple[str, Mapping[str, Value]], ...]:
    """Records that wait, in their order, without their ids inside."""
    query = select(VaccineQueue).where(VaccineQueue.owner == work.owner, VaccineQueue.state == WAITS)
    found: list[tuple[str, Mapping[str, Value]]] = []
    fields = SECTIONS["vaccinations"].fields
    for row in work.session.exec(query.order_by(col(VaccineQueue.pos))):
        for record in sections.newest(work, VaccinationRow, row.card_number):
            if record.record_id == row.record_id:
                found.append((row.record_id, sections.values_of(record, fields)))
    return tuple(found)


def mark_vaccination(work: Work, record_id: str, state: str, event: Event) -> None:
    """Set ждёт, передано or отклонено; KeyError for an unknown record."""
    mine = update(VaccineQueue).where(
        col(VaccineQueue.owner) == work.owner, col(VaccineQueue.record_id) == record_id
    )
    if work.connection.execute(mine.values(state=state)).rowcount != 1:
        raise KeyError("no such vaccination")
    work.record(event)
