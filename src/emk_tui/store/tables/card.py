"""Tables of the card and what hangs on it: documents, bookings, notices, vaccinations to hand over."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field

from emk_tui.store.tables.base import Base, Moment, since


class Card(Base, table=True):
    """A card; its sections are rows of their own tables."""

    __tablename__ = "card"

    number: str = Field(primary_key=True)
    owner: str = Field(index=True)
    request_id: str = Field(unique=True)
    snils: str | None = Field(unique=True)
    created_at: datetime = Field(sa_type=Moment)
    status: str
    marks: str = Field(sa_type=Text)
    version: int
    states: str = Field(sa_type=Text)
    consent_id: str = Field(foreign_key="consent.id")


class File(Base, table=True):
    """A part of a document, mostly the only one; earlier versions of the same record are kept."""

    __tablename__ = "file"
    __table_args__ = (
        Index("ux_file_current", "owner", "record", "part", unique=True, sqlite_where=text("current"),
              postgresql_where=text("current")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    owner: str
    record: str
    name: str
    media_type: str
    size: int
    sha256: str
    version: int
    current: bool
    card_number: str | None = Field(default=None, foreign_key="card.number")
    pages: int = Field(default=0, sa_column_kwargs=since("0"))
    dpi: int = Field(default=0, sa_column_kwargs=since("0"))
    notes: str = Field(default="", sa_type=Text, sa_column_kwargs=since(""))
    part: int = Field(default=1, sa_column_kwargs=since("1"))
    parts: int = Field(default=1, sa_column_kwargs=since("1"))
    statement: str = Field(default="", sa_type=Text, sa_column_kwargs=since(""))
    at: datetime | None = Field(default=None, sa_type=Moment)


class FileChunk(Base, table=True):
    """At most 1 MiB of a document."""

    __tablename__ = "file_chunk"

    file_id: str = Field(primary_key=True, foreign_key="file.id")
    part: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    content: bytes = Field(sa_type=LargeBinary)


class BookingRow(Base, table=True):
    """A taken slot; the index lets one active booking hold a slot, whoever asks (R150)."""

    __tablename__ = "booking"
    __table_args__ = (
        Index("ux_booking_active", "slot_id", unique=True, sqlite_where=text("status = 'active'"),
              postgresql_where=text("status = 'active'")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    slot_id: str
    doctor: str
    specialty: str
    clinic: str
    room: str
    start: datetime = Field(sa_type=Moment)
    status: str


class Outbox(Base, table=True):
    """A notice to the person, in the order of writing."""

    __tablename__ = "outbox"

    pos: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    owner: str = Field(index=True)
    channel: str
    address: str
    subject: str
    text: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)
    state: str


class VaccineQueue(Base, table=True):
    """State of handing one vaccination record to the federal register (R135)."""

    __tablename__ = "vaccine_queue"
    __table_args__ = (UniqueConstraint("owner", "record_id"),)

    pos: int | None = Field(default=None, primary_key=True)
    owner: str
    record_id: str
    card_number: str = Field(foreign_key="card.number")
    state: str


class ResultCheckRow(Base, table=True):
    """What a specialist said of a result, in the order of saying; the newest counts (R112)."""

    __tablename__ = "result_check"

    pos: int | None = Field(default=None, primary_key=True)
    owner: str = Field(index=True)
    record: str
    confirmed: bool
    checked_by: str
    checked_at: datetime = Field(sa_type=Moment)
    reason: str = Field(sa_type=Text)
    version: int = Field(default=1, sa_column_kwargs=since("1"))
    """Which version of the record was judged; 0: of none that the card has."""
