"""What is kept: account, journal, draft, consent, files, booking, card. Plain data.

None has a repr: they hold personal data and secrets, and a repr ends up in tracebacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from emk_tui.ports.base import Value
from emk_tui.ports.notices import Notice


class Role(StrEnum):
    """Who somebody is to a card; staff exist only where the store is a demonstration or shared (K42)."""

    CITIZEN = "citizen"
    REGISTRAR = "registrar"
    SPECIALIST = "specialist"
    DOCTOR = "doctor"
    ADMINISTRATOR = "administrator"


class Video(StrEnum):
    """State of the video verification (R5)."""

    NOT_BEGUN = "не начата"
    WAITING = "ждёт оператора"
    PASSED = "пройдена"
    REFUSED = "отклонена"


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """One account: the owner's, or that of one of the staff; secrets live only inside the encrypted store."""

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
    role: str = Role.CITIZEN
    name: str = ""
    """Full name of one of the staff; an owner's stands in the card."""
    clinic: str = ""
    clinic_inn: str = ""
    """Where one of the staff works: name and ИНН (R78)."""
    phone_confirmed: bool = False
    email_confirmed: bool = False
    """Was a code typed that went there (R63)."""
    contacts_checked_at: datetime | None = None
    """When the owner last said that phone and e-mail are right (R196)."""
    code_failed: int = 0
    """Wrong codes since the last right one or pause."""
    code_pauses: int = 0
    code_until: datetime | None = None
    """End of the pause after wrong codes (R100)."""
    idle_minutes: int = 0
    """Minutes without a key until the session locks; 0: the program's own number (R19)."""
    video: str = Video.NOT_BEGUN
    video_by: str = ""
    """The operator who recorded it, by name (R5)."""
    video_at: datetime | None = None
    video_reason: str = ""
    """Why it was refused."""


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


FAILED = "неудачный вход"
"""Action of a failed sign-in."""
FAILED_FOR = "учётная запись {login}"
"""Stands in its subject where one of the staff was to be signed in; without it, it is the owner's."""


@dataclass(frozen=True, slots=True, repr=False)
class JournalEntry:
    """One line of the journal as shown."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    changes: tuple[str, ...] = ()


class Break(StrEnum):
    """What was done to a journal, in words."""

    CHANGED = "запись изменена"
    INSERTED = "запись вставлена"
    DELETED = "запись удалена"
    CUT = "конец журнала отрезан"
    OLDER = "хранилище заменено старой копией"
    ANCHOR = "внешняя отметка конца журнала потеряна или повреждена"


class Caution(StrEnum):
    """What a check of the journal tells although every entry is in its place: which guard of it was lost."""

    INSIDE = "в самой базе"
    STORE = "в папке хранилища"
    DATA = "в папке данных"
    KEYRING = "в хранилище ключей системы"
    TRIGGERS = "запрет менять записи был снят"
    RESTORED = "хранилище восстановлено из копии"


@dataclass(frozen=True, slots=True, repr=False)
class JournalVerdict:
    """Is the chain whole; if not, the first broken entry and why."""

    ok: bool
    count: int
    head: str = ""
    broken_seq: int = 0
    why: str = ""
    """One of Break; empty where it is whole."""
    warnings: tuple[Caution, ...] = ()
    """Marks of its end that were lost and are written again, triggers that were missing."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal at some moment, kept outside and on papers; seq 0 before the first entry."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The hash as it is printed and read aloud: its first 16 digits in groups of four."""
        digits = self.hash[:16]
        return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True, repr=False)
class JournalFilter:
    """Which entries to show; what is empty leaves all in. `find` is a part of action or subject, any case."""

    since: date | None = None
    until: date | None = None
    actor: str = ""
    action: str = ""
    """The beginning of an action, any case."""
    find: str = ""
    last: int = 0
    """Only so many of those that fit, the newest; 0: all."""


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
    pages: int = 0
    dpi: int = 0
    """Effective resolution of a scan; 0: none in it, or not known."""
    notes: str = ""
    """Codes of what is worth knowing of it, with spaces between: `DOC_BLANK:5 DOC_SIGNED`."""
    part: int = 1
    parts: int = 1
    """Which part of how many of a divided document (R110)."""
    statement: str = ""
    """What the owner stated of signature and stamp, page by page (card/statement.py; R117)."""
    version: int = 1
    current: bool = True
    at: datetime | None = None
    """When it was taken; None for those taken before this was noted."""


@dataclass(frozen=True, slots=True, repr=False)
class InboxItem:
    """A file that came without a sign-in and waits to be looked at by the owner (storage.md 10)."""

    id: str
    kind: str
    """Kind of document, empty where it was not said."""
    name: str
    size: int
    at: datetime


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
    files: Mapping[str, str] = field(default_factory=dict)
    """Record of the draft (`documents.2`) → id of the card's record, which its files go with."""


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


@dataclass(frozen=True, slots=True, repr=False)
class Grant:
    """Access to the card given to an organisation or a doctor (R8); never changed but for its end."""

    id: str
    kind: str
    """`organisation` or `doctor`."""
    name: str
    code: str
    """ИНН of the organisation, login of the doctor."""
    granted_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ResultCheck:
    """What a specialist said of one result (R112): the newest per record counts."""

    record: str
    """`record_id` of the document in the card."""
    confirmed: bool
    checked_by: str
    checked_at: datetime
    reason: str = ""
    """Why it was returned."""


@dataclass(frozen=True, slots=True, repr=False)
class Application:
    """What an operator sees of a person who asks to be identified (R5): answers as typed, accepted files."""

    rows: Mapping[str, str]
    """`identity.surname` → raw text."""
    files: tuple[FileMeta, ...]
