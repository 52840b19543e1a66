"""The schema of a fresh store and the revision of an old one."""

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from emk_tui.ports import Fault
from emk_tui.store.migrations import HEAD, REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(connection: "Connection") -> None:
    """All tables and triggers of the newest revision, stamped."""
    from emk_tui.store.tables import Base

    Base.metadata.create_all(connection)
    connection.execute(text(VERSION_TABLE))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def revision(connection: "Connection") -> str:
    """The revision a store has; Fault STORE_DAMAGED without one, STORE_NEWER for one unknown here."""
    there = inspect(connection).get_table_names()
    if not {"alembic_version", "store_meta"} <= set(there):
        raise Fault("STORE_DAMAGED")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(found) != 1:
        raise Fault("STORE_DAMAGED")
    if found[0] not in REVISIONS:
        raise Fault("STORE_NEWER")
    return str(found[0])


def check(connection: "Connection", owner: str) -> None:
    """Is everything there that a program of this revision counts on; Fault STORE_DAMAGED."""
    from emk_tui.store.tables import Base

    query = text("SELECT 1 FROM account WHERE owner = :owner")
    if set(Base.metadata.tables) - set(inspect(connection).get_table_names()):
        raise Fault("STORE_DAMAGED")
    if connection.execute(query, {"owner": owner}).scalar() is None:
        raise Fault("STORE_DAMAGED")


def upgrade(engine: "Engine") -> None:
    """Bring the store to the newest revision in one transaction; alembic is imported only here."""
    from emk_tui.store.migrations.runner import run

    run(engine)
