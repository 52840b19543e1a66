"""What specialists said of results; the newest of each record counts (R112)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

from sqlmodel import col, select

from emk_tui.ports import Event, Notice, ResultCheck
from emk_tui.store.tables.card import ResultCheckRow
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(ResultCheck))


def newest(work: Work) -> Mapping[str, ResultCheck]:
    """Record of a result → what was said last."""
    query = select(ResultCheckRow).where(ResultCheckRow.owner == work.owner).order_by(col(ResultCheckRow.pos))
    rows = work.session.exec(query)
    return {row.record: ResultCheck(**{name: getattr(row, name) for name in NAMES}) for row in rows}


def keep(work: Work, check: ResultCheck, event: Event, notices: Sequence[Notice]) -> None:
    """One word more of a specialist."""
    work.session.add(ResultCheckRow(owner=work.owner, **asdict(check)))
    work.session.flush()
    work.record(event)
    work.notify(notices)
