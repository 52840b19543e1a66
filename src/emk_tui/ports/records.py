"""What is kept: account, journal, draft, consent, files, booking, card. Plain data.

None has a repr: they hold personal data and secrets, and a repr ends up in tracebacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from emk_tui.ports.base import Value
from emk_tui.ports.notices import Notice


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """The owner's account; secrets live only inside the encrypted store."""

    login: str
    phone: str = ""
    email: str = ""
    totp_secret: str = ""
    totp_confirmed: bool = False
    totp_last_step: int = 0
    recovery_confirmed: bool = False
    terms_version: str = ""
    confirmed_basis: str = ""
    """«подтверждено владельцем» or «оператором» (K38); empty: not confirmed."""
    confirmed_at: datetime | None = None
    cabinet: str = ""
    """Number of the cabinet, for support (R176)."""


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One field of the card before and after; the journal keeps keyed digests only (K43)."""

    path: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Event:
    """What the journal records, in the same transaction as what it records (R189)."""

    action: str
    subject: str = ""
    changes: tuple[Change, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class JournalEntry:
    """One line of the journal as shown."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class JournalVerdict:
    """Is the chain whole; if not, the first broken entry and why."""

    ok: bool
    count: int
    head: str = ""
    broken_seq: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class DraftRow:
    """One answer as typed: path, raw text, where it came from, when."""

    path: str
    raw: str
    origin: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class StoredDraft:
    """The unfinished card: its id (also the submit request), its rows and where the cursor stood."""

    id: str
    rows: tuple[DraftRow, ...]
    cursor: str


@dataclass(frozen=True, slots=True, repr=False)
class SignedConsent:
    """A signed consent (63-ФЗ): by a code, which is never kept, or by an electronic signature (K5).

    `method` is `code` or `signature`; `channel` where the code went, or algorithm and certificate; `nonce` is
    random, or public key and signature in hexadecimal with a colon between: over `text` in UTF-8.
    """

    id: str
    version: str
    text: str
    text_sha256: str
    statistics: bool
    method: str
    channel: str
    nonce: str
    signed_at: datetime
    until: date
    withdrawn_at: datetime | None = None
    reason: str = ""
    """Why it was withdrawn (R102)."""


@dataclass(frozen=True, slots=True, repr=False)
class FileMeta:
    """A document kept in the store."""

    id: str
    record: str
    """Id of the documents record of the draft."""
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, repr=False)
class Booking:
    """A taken slot."""

    id: str
    slot_id: str
    doctor: str
    specialty: str
    clinic: str
    room: str
    start: datetime
    status: str = "active"


Record = Mapping[str, Value | Sequence[Mapping[str, Value]]]


@dataclass(frozen=True, slots=True, repr=False)
class NewCard:
    """Everything one transaction writes at «Оформить»."""

    request_id: str
    number: str
    created_at: datetime
    status: str
    marks: tuple[str, ...]
    sections: Mapping[str, Mapping[str, Value] | Sequence[Record]]
    """Section key → its values, or its records; consent and booking are kept on their own."""
    states: Mapping[str, str]
    """Status words: attachment, policy, confirmation."""
    consent_id: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class CardRecord:
    """A card as stored."""

    number: str
    created_at: datetime
    status: str
    marks: tuple[str, ...]
    version: int
    sections: Mapping[str, Mapping[str, Value] | Sequence[Record]]
    states: Mapping[str, str]
