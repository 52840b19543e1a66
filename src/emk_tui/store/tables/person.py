"""Tables of people: accounts, backup codes, the unfinished card, consents, access given to others."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, false, text
from sqlmodel import Field

from emk_tui.ports import Role, Video
from emk_tui.store.tables.base import Base, Moment, since


class AccountRow(Base, table=True):
    """An account: `owner` is its id, for the owner that of the data; passwords only open a key slot."""

    __tablename__ = "account"

    owner: str = Field(primary_key=True)
    login: str
    phone: str
    email: str
    totp_secret: str
    totp_confirmed: bool
    totp_last_step: int
    recovery_confirmed: bool
    terms_version: str
    confirmed_basis: str
    confirmed_at: datetime | None = Field(sa_type=Moment)
    cabinet: str
    role: str = Field(default=Role.CITIZEN, sa_column_kwargs=since(Role.CITIZEN))
    name: str = Field(default="", sa_column_kwargs=since(""))
    clinic: str = Field(default="", sa_column_kwargs=since(""))
    clinic_inn: str = Field(default="", sa_column_kwargs=since(""))
    phone_confirmed: bool = Field(default=False, sa_column_kwargs=since(false()))
    email_confirmed: bool = Field(default=False, sa_column_kwargs=since(false()))
    contacts_checked_at: datetime | None = Field(default=None, sa_type=Moment)
    code_failed: int = Field(default=0, sa_column_kwargs=since("0"))
    code_pauses: int = Field(default=0, sa_column_kwargs=since("0"))
    code_until: datetime | None = Field(default=None, sa_type=Moment)
    idle_minutes: int = Field(default=0, sa_column_kwargs=since("0"))
    video: str = Field(default=Video.NOT_BEGUN, sa_column_kwargs=since(Video.NOT_BEGUN))
    video_by: str = Field(default="", sa_column_kwargs=since(""))
    video_at: datetime | None = Field(default=None, sa_type=Moment)
    video_reason: str = Field(default="", sa_type=Text, sa_column_kwargs=since(""))


class BackupCode(Base, table=True):
    """One backup code of an account as a keyed digest; gone once it was used."""

    __tablename__ = "backup_code"

    account: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)


class AccessGrant(Base, table=True):
    """Access to the owner's card for an organisation or a doctor (R8)."""

    __tablename__ = "access_grant"

    pos: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    owner: str = Field(index=True)
    kind: str
    name: str
    code: str
    granted_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class Draft(Base, table=True):
    """An unfinished card; one is open, the others are done or dropped."""

    __tablename__ = "draft"
    __table_args__ = (
        Index("ux_draft_open", "owner", unique=True, sqlite_where=text("state = 'open'"),
              postgresql_where=text("state = 'open'")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    owner: str
    state: str = "open"
    cursor: str = Field(default="", sa_type=Text)


class Answer(Base, table=True):
    """One answer as typed, in the order of first typing."""

    __tablename__ = "draft_row"
    __table_args__ = (UniqueConstraint("draft_id", "path"),)

    pos: int | None = Field(default=None, primary_key=True)
    draft_id: str = Field(foreign_key="draft.id")
    path: str
    raw: str = Field(sa_type=Text)
    origin: str
    at: datetime = Field(sa_type=Moment)


class Consent(Base, table=True):
    """A signed consent with the very text that was signed (R101), also after it was withdrawn (R102)."""

    __tablename__ = "consent"

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    version: str
    text: str = Field(sa_type=Text)
    text_sha256: str
    statistics: bool
    method: str
    channel: str
    nonce: str = Field(unique=True)
    signed_at: datetime = Field(sa_type=Moment)
    until: date
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    reason: str = Field(default="", sa_type=Text, sa_column_kwargs=since(""))
