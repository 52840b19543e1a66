"""What specialists said of results; the newest counts while the record is as it was (R112)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

from sqlalchemy import func
from sqlmodel import col, select

from emk_tui.ports import Event, Notice, ResultCheck
from emk_tui.store.tables.card import Card, ResultCheckRow
from emk_tui.store.tables.sections import DocumentRow
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(ResultCheck))


def newest(work: Work) -> Mapping[str, ResultCheck]:
    """Record of a result → what was said last of its present version; of a changed record nothing."""
    query = select(ResultCheckRow).where(ResultCheckRow.owner == work.owner).order_by(col(ResultCheckRow.pos))
    present = _versions(work)
    return {
        row.record: ResultCheck(**{name: getattr(row, name) for name in NAMES})
        for row in work.session.exec(query)
        if row.version == present.get(row.record, 0)
    }


def _versions(work: Work) -> dict[str, int]:
    """Record of a document of the owner's card → its present version."""
    query = (
        select(DocumentRow.record_id, func.max(DocumentRow.version))
        .join(Card, col(Card.number) == col(DocumentRow.card_number))
        .where(Card.owner == work.owner)
        .group_by(DocumentRow.record_id)
    )
    return {record: int(version) for record, version in work.session.exec(query)}


def keep(work: Work, check: ResultCheck, event: Event, notices: Sequence[Notice]) -> None:
    """One word more of a specialist, of the record as it is now."""
    version = _versions(work).get(check.record, 0)
    work.session.add(ResultCheckRow(owner=work.owner, version=version, **asdict(check)))
    work.session.flush()
    work.record(event)
    work.notify(notices)
