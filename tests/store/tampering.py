"""What somebody with SQL tools and the key of the database can do to a journal."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from emk_tui.ports import Change, Event
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import writer
from emk_tui.store.tables.system import SQLITE_TRIGGERS

CHANGES = (Change("personal.snils", "", "11223344595"), Change("personal.inn", "1", "2"))
UNGUARD = {
    "sqlite": ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"),
    "postgresql": ("ALTER TABLE journal DISABLE TRIGGER USER",),
}
GUARD = {"sqlite": SQLITE_TRIGGERS, "postgresql": ("ALTER TABLE journal ENABLE TRIGGER USER",)}


def fill(store: SqlStore, count: int = 5) -> None:
    """Entries after the first one."""
    for number in range(count):
        store.record(Event("field.changed", str(number), CHANGES))


def run(connection: Connection, statements: Iterable[str]) -> None:
    """Each in turn, the triggers out of the way and back again."""
    dialect = connection.dialect.name
    for statement in (*UNGUARD[dialect], *statements, *GUARD[dialect]):
        connection.execute(text(statement))


def tamper(store: SqlStore, *statements: str) -> None:
    """Change the database and leave no other trace."""
    with writer(store.engine).begin() as connection:
        run(connection, statements)


def sql(store: SqlStore, statement: str, **values: object) -> object:
    """One statement; the first value of what it finds."""
    with writer(store.engine).begin() as connection:
        found = connection.execute(text(statement), values)
        return found.scalar() if found.returns_rows else None


def unguard(store: SqlStore) -> None:
    """Leave the triggers out."""
    with writer(store.engine).begin() as connection:
        for statement in UNGUARD[connection.dialect.name]:
            connection.execute(text(statement))


def up(first: int, by: int = 1) -> tuple[str, str]:
    """Later numbers for the entries from this one on."""
    return (f"UPDATE journal SET seq = seq + 1000 WHERE seq >= {first}",
            f"UPDATE journal SET seq = seq - {1000 - by} WHERE seq >= 1000")  # fmt: skip


def down(first: int, by: int = 1) -> tuple[str, str]:
    """Earlier numbers for the entries from this one on."""
    return up(first, -by)


def drop(which: str) -> str:
    """Take entries out."""
    return f"DELETE FROM journal WHERE seq {which}"


def forge(seq: int, like: int = 1) -> str:
    """Put in an entry of one's own, modelled on another."""
    return (
        f"INSERT INTO journal SELECT owner, {seq}, at, actor, 'подложено', subject, changes, hash "
        f"FROM journal WHERE seq = {like}"
    )


def copy(seq: int, of: int) -> str:
    """Put in an entry once more under another number."""
    return (
        f"INSERT INTO journal SELECT owner, {seq}, at, actor, action, subject, changes, hash "
        f"FROM journal WHERE seq = {of}"
    )


def swap(one: int, other: int) -> tuple[str, str, str]:
    """Two entries get each other's number."""
    return tuple(  # type: ignore[return-value]
        f"UPDATE journal SET seq = {to} WHERE seq = {seq}"
        for seq, to in ((one, 1000), (other, one), (1000, other))
    )


def change(seq: int, column: str, value: str) -> str:
    """Another value in one column of one entry."""
    return f"UPDATE journal SET {column} = {value} WHERE seq = {seq}"
