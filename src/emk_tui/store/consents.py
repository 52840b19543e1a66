"""Signed consents: kept for good, the newest that holds is in force; all end together (R93–R102)."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from emk_tui.ports import Event, SignedConsent
from emk_tui.store.tables.person import Consent
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(SignedConsent))


def sign(work: Work, consent: SignedConsent, event: Event) -> None:
    """Keep a signed consent; the same one again changes nothing."""
    if work.session.get(Consent, consent.id) is None:
        work.session.add(Consent(owner=work.owner, **asdict(consent)))
        work.session.flush()
        work.record(event)


def in_force(work: Work) -> SignedConsent | None:
    """The consent that holds today."""
    held = (Consent.owner == work.owner, Consent.until >= work.clock.today())
    query = select(Consent).where(*held, col(Consent.withdrawn_at).is_(None))
    return _newest(work.session.exec(query).all())


def last(work: Work) -> SignedConsent | None:
    """The consent in force, else the one that ended last."""
    every = select(Consent).where(Consent.owner == work.owner)
    return in_force(work) or _newest(work.session.exec(every).all())


def _newest(rows: Iterable[Consent]) -> SignedConsent | None:
    newest = max(rows, key=lambda row: (row.signed_at, row.withdrawn_at or row.signed_at), default=None)
    return None if newest is None else SignedConsent(**{name: getattr(newest, name) for name in NAMES})


def end(work: Work, consent_id: str, at: datetime, reason: str) -> bool:
    """Withdraw it with every earlier one that still holds; False where it is withdrawn already. KeyError."""
    row = work.session.get(Consent, consent_id)
    if row is None or row.owner != work.owner:
        raise KeyError("no such consent")
    if row.withdrawn_at is not None:
        return False
    # a text signed anew leaves the former one in place: it must not come into force again
    mine = update(Consent).where(col(Consent.owner) == work.owner, col(Consent.withdrawn_at).is_(None))
    work.session.execute(mine.values(withdrawn_at=at, reason=reason))
    return True


def exists(work: Work, consent_id: str) -> bool:
    """Was this consent signed by the owner, and not withdrawn since."""
    mine = (Consent.id == consent_id, Consent.owner == work.owner)
    query = select(col(Consent.id)).where(*mine, col(Consent.withdrawn_at).is_(None))
    return work.session.exec(query).first() is not None
