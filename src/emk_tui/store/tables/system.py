"""Tables of the store itself: what it is, its keys, its journal."""

from datetime import datetime

from sqlalchemy import DDL, LargeBinary, Table, Text, event
from sqlmodel import Field

from emk_tui.store.tables.base import Base, Moment


class StoreMeta(Base, table=True):
    """Facts about the store: id, kind, revision of its key file."""

    __tablename__ = "store_meta"

    name: str = Field(primary_key=True)
    value: str


class Taken(Base, table=True):
    """An item of the sealed inbox that was taken: the same file a second time changes nothing."""

    __tablename__ = "inbox_taken"

    id: str = Field(primary_key=True)
    owner: str


class Secret(Base, table=True):
    """Secrets that live inside the store: papers (Ed25519), inbox (X25519), address lines of gateways."""

    __tablename__ = "secret"

    owner: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: bytes = Field(sa_type=LargeBinary)


class CardKey(Base, table=True):
    """Key of the digests of one card's values in the journal; it dies with the card (K43)."""

    __tablename__ = "card_key"

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    value: bytes = Field(sa_type=LargeBinary)


class JournalRow(Base, table=True):
    """One link of the chain; never changed, never deleted."""

    __tablename__ = "journal"

    owner: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    actor: str
    action: str
    subject: str
    changes: str = Field(sa_type=Text)
    hash: str


SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRES_TRIGGERS = (
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
)
TRIGGERS = {"sqlite": SQLITE_TRIGGERS, "postgresql": POSTGRES_TRIGGERS}
"""Dialect → statements that forbid changes of the journal."""


def _guard(table: Table) -> None:
    for dialect, statements in TRIGGERS.items():
        for statement in statements:
            ddl = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


_guard(Base.metadata.tables["journal"])
