"""Signed consents: kept for good, the newest that has not run out is in force (R93–R101)."""

from dataclasses import asdict, fields

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
    query = select(Consent).where(Consent.owner == work.owner, Consent.until >= work.clock.today())
    found = work.session.exec(query).all()
    newest = max(found, key=lambda row: row.signed_at, default=None)
    return None if newest is None else SignedConsent(**{name: getattr(newest, name) for name in NAMES})


def exists(work: Work, consent_id: str) -> bool:
    """Was this consent signed by the owner."""
    query = select(col(Consent.id)).where(Consent.id == consent_id, Consent.owner == work.owner)
    return work.session.exec(query).first() is not None
