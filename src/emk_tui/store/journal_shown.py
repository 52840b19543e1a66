"""Entries of the journal as shown: those that fit a filter, oldest first, read by pages."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from emk_tui.ports import JournalEntry, JournalFilter
from emk_tui.store.journal_rows import BLOCK, Stored, careful, readable, sql_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHOWN = 8
"""Hexadecimal digits of a digest on the screen."""
UNREADABLE = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for a moment that somebody made unreadable; the check of the journal tells it."""


def entries(
    connection: "Connection", owner: str, wanted: JournalFilter | None = None
) -> tuple[JournalEntry, ...]:  # fmt: skip
    """The entries that fit, oldest first."""
    asked = wanted or JournalFilter()
    fitting = found(connection, owner, asked)
    if not asked.last:
        return tuple(map(entry, fitting))
    newest = list(islice(fitting, asked.last))
    return tuple(map(entry, reversed(newest)))


def found(connection: "Connection", owner: str, asked: JournalFilter) -> Iterator[Stored]:
    """Rows that fit, the newest first where only the last ones are wanted; no more is read than is taken."""
    sql, part = sql_of(connection), folded(asked.find)
    where, values = _conditions(connection, owner, asked)
    order, beyond = ("seq DESC", "<") if asked.last else ("seq", ">")
    size = min(BLOCK, asked.last) if asked.last and not part else BLOCK
    after: list[int] = []
    while True:
        further = f" AND seq {beyond} {sql.mark}" if after else ""
        page = where + sql.numbered + further, (*values, *after), f"{order} LIMIT {size}"
        rows = list(careful(connection, owner, *page))
        yield from (row for row in rows if part in folded(row[3]) or part in folded(row[4]))
        if len(rows) < size:
            return
        after = [rows[-1][0]]


def _conditions(
    connection: "Connection", owner: str, asked: JournalFilter
) -> tuple[str, list[object]]:  # fmt: skip
    """What the database itself can judge: a day is the day at the place where the entry was made."""
    mark, where, values = sql_of(connection).mark, "", list[object]()
    if asked.since:
        where, values = f"{where} AND at >= {mark}", [*values, asked.since.isoformat()]
    if asked.until and asked.until < date.max:
        where, values = f"{where} AND at < {mark}", [*values, (asked.until + timedelta(1)).isoformat()]
    for column, text, fits in (("actor", asked.actor, _is_actor), ("action", asked.action, _begins)):
        if text:
            # few different ones: they are compared here, for SQLite folds no Cyrillic
            named = [one for one in _different(connection, owner, column) if fits(folded(one), folded(text))]
            where += f" AND {column} IN ({', '.join(mark for _one in named) or 'NULL'})"
            values += named
    return where, values


def _different(connection: "Connection", owner: str, column: str) -> list[str]:
    sql = sql_of(connection)
    query = f"SELECT DISTINCT {sql.raw.format(column)} FROM journal WHERE owner = {sql.mark}"
    return [readable(one) for (one,) in connection.exec_driver_sql(query, (owner,))]


def _is_actor(actor: str, wanted: str) -> bool:
    """By login; one of the staff stands there as «login (name)»."""
    return actor == wanted or actor.startswith(f"{wanted} (")


def _begins(action: str, wanted: str) -> bool:
    return action.startswith(wanted)


def folded(text: str) -> str:
    """Without the difference of case and of ё and е."""
    return text.casefold().replace("ё", "е")


def entry(row: Stored) -> JournalEntry:
    """One line of the journal; what somebody made unreadable is shown as such."""
    seq, at, actor, action, subject, changes, _hash = row
    moment = UNREADABLE
    with suppress(ValueError):
        moment = datetime.fromisoformat(at)
    return JournalEntry(seq, moment, actor, action, subject, shown(changes))


def shown(changes: str) -> tuple[str, ...]:
    """Changes as lines: path, digest before, digest after."""
    try:
        return tuple(
            f"{path}: {old[:SHOWN] or 'пусто'} → {new[:SHOWN] or 'пусто'}"
            for path, old, new in json.loads(changes)
        )
    except (ValueError, TypeError, RecursionError):
        return ("изменения не читаются",)
