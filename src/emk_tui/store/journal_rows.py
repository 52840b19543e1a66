"""Reading the journal's rows: fast as they should be, and careful as somebody may have left them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

COLUMNS = ("at", "actor", "action", "subject", "changes", "hash")
BLOCK = 1000

Stored = tuple[Any, ...]
"""Number, moment, actor, action, subject, changes, hash."""


@dataclass(frozen=True, slots=True)
class Sql:
    """What the two databases write differently."""

    mark: str
    """Where a value goes."""
    raw: str
    """A text column that may hold anything: SQLite takes bytes, also such as are no UTF-8, for a text."""
    number: str
    """The column of numbers, NULL where it holds something else."""
    numbered: str
    """The condition that it holds one."""


SQLITE = Sql(
    "?",
    "CAST({} AS BLOB)",
    "CASE WHEN typeof(seq) = 'integer' THEN seq END",
    " AND typeof(seq) = 'integer'",
)
POSTGRES = Sql("%s", "{}", "seq", "")


def sql_of(connection: "Connection") -> Sql:
    """The one of this database."""
    return POSTGRES if connection.dialect.name == "postgresql" else SQLITE


def stored(connection: "Connection", owner: str) -> Iterator[Stored]:
    """All entries, oldest first; raises on a text that is none."""
    query = f"SELECT seq, {', '.join(COLUMNS)} FROM journal WHERE owner = {{}} ORDER BY seq"
    if sql_of(connection) is SQLITE:
        # the driver's own cursor: a million rows through SQLAlchemy cost half as much again
        cursor = connection.connection.cursor()
        try:
            yield from cursor.execute(query.format("?"), (owner,))
        finally:
            cursor.close()
        return
    with connection.exec_driver_sql(query.format("%s"), (owner,), {"yield_per": BLOCK}) as found:
        for row in found:
            yield tuple(row)


def careful(
    connection: "Connection", owner: str, where: str = "", values: Sequence[object] = (), order: str = "seq"
) -> Iterator[Stored]:
    """Entries whatever they hold: bytes that are no text come with «�», a number that is none is None."""
    sql = sql_of(connection)
    columns = ", ".join(sql.raw.format(name) for name in COLUMNS)
    query = f"SELECT {sql.number}, {columns} FROM journal WHERE owner = {sql.mark}{where} ORDER BY {order}"
    with connection.exec_driver_sql(query, (owner, *values), {"yield_per": BLOCK}) as found:
        for number, *texts in found:
            yield (number, *map(readable, texts))


def readable(text: object) -> str:
    """A text of the database; nothing where there is NULL."""
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text or "")
