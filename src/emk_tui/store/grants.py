"""Access to the owner's card for organisations and doctors (R8)."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from emk_tui.ports import Event, Grant
from emk_tui.store.tables.person import AccessGrant
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(Grant))


def every(work: Work) -> tuple[Grant, ...]:
    """All of them, oldest first."""
    query = select(AccessGrant).where(AccessGrant.owner == work.owner).order_by(col(AccessGrant.pos))
    return tuple(Grant(**{name: getattr(row, name) for name in NAMES}) for row in work.session.exec(query))


def give(work: Work, grant: Grant, event: Event) -> None:
    """Keep it; the same id again changes nothing."""
    if any(one.id == grant.id for one in every(work)):
        return
    work.session.add(AccessGrant(owner=work.owner, **asdict(grant)))
    work.session.flush()
    work.record(event)


def end(work: Work, grant_id: str, at: datetime, event: Event) -> None:
    """Revoke it; of one that has ended already nothing."""
    held = update(AccessGrant).where(col(AccessGrant.owner) == work.owner, col(AccessGrant.id) == grant_id)
    held = held.where(col(AccessGrant.revoked_at).is_(None))
    if work.connection.execute(held.values(revoked_at=at)).rowcount:
        work.record(event)
