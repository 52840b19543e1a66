"""Tables of the owner: account, unfinished card, consents."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from emk_tui.store.tables.base import Base, Moment


class AccountRow(Base, table=True):
    """The owner's account; the password is nowhere, it only opens a key slot."""

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
    reason: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
