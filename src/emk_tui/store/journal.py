"""The journal: an append-only chain of HMAC-SHA-256, written in the transaction of what it records (R189)."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from emk_tui.ports import Change, Event, Head
from emk_tui.store.journal_rows import POSTGRES, SQLITE, careful, readable, sql_of
from emk_tui.store.seals import Seal

if TYPE_CHECKING:
    from sqlalchemy import Connection

MISSING, COPY = "не хватает записей журнала", "хранилище восстановлено из копии"
"""Actions that say of the journal itself what is gone, and since when it goes on from a copy."""
APPEND = "INSERT INTO journal (owner, seq, at, actor, action, subject, changes, hash) VALUES "
KEEP = (
    "INSERT INTO store_meta (name, value) VALUES ({0}, {0}) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
WRITING = {
    sql: (f"{APPEND}({', '.join([sql.mark] * 8)})", KEEP.format(sql.mark)) for sql in (SQLITE, POSTGRES)
}
"""An entry and the end, as each database writes them."""
BEGINNING = Head(0, "")
"""Before the first entry."""
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Values = tuple[object, ...]
"""Number, moment, actor, action, subject, changes: what the hash of an entry covers."""


class Gap(NamedTuple):
    """Numbers of the first and of the last entry that are known to be gone."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """Subject of the entry that tells it."""
        return f"с записи {self.first}, последняя была {self.last}"

    @classmethod
    def told(cls, subject: str) -> Self | None:
        """The gap that an entry tells; None where its subject is another one."""
        found = re.fullmatch(r"\D*([0-9]{1,18})\D+([0-9]{1,18})", subject)
        return cls(int(found[1]), int(found[2])) if found else None


class Journal:
    """One owner's chain under one key."""

    def __init__(self, owner: str, key: bytes) -> None:
        self.owner, self._key = owner, key
        self._seal = Seal(key, f"inside {owner}")
        self._name = f"journal_head {owner}"

    def head(self, connection: "Connection") -> Head:
        """The last entry of the database."""
        found = self._heads(connection, "ORDER BY seq DESC LIMIT 1")
        return found[0] if found else BEGINNING

    def _heads(self, connection: "Connection", which: str, *values: object) -> list[Head]:
        sql = sql_of(connection)
        query = f"SELECT seq, {sql.raw.format('hash')} FROM journal WHERE owner = {sql.mark}{sql.numbered} "
        found = connection.exec_driver_sql(query + which, (self.owner, *values))
        return [Head(seq, readable(digest)) for seq, digest in found]

    def append(
        self, connection: "Connection", head: Head, event: Event, at: datetime, actor: str, changes: str
    ) -> Head:
        """Write one entry after `head` and return the new head; `changes` from `digests`."""
        if at.tzinfo is None:
            raise ValueError("a moment needs its zone")
        values = (head.seq + 1, at.isoformat(), actor, event.action, event.subject, changes)
        digest = self.link(head.hash, values)
        # by the driver: through the table's own columns it costs three times as much
        connection.exec_driver_sql(WRITING[sql_of(connection)][0], (self.owner, *values, digest))
        return Head(head.seq + 1, digest)

    def link(self, previous: str, values: Values) -> str:
        """The hash of an entry over its values and the hash before it."""
        return hmac.digest(self._key, (previous + ENCODE(values)).encode(), "sha256").hex()

    def keep(self, connection: "Connection", head: Head) -> None:
        """Remember the end inside, in the transaction of the entry: without the key nobody makes another."""
        line = self._seal.line(head).decode()
        connection.exec_driver_sql(WRITING[sql_of(connection)][1], (self._name, line))

    def noted(self, connection: "Connection") -> int:
        """The lowest number that an entry since the last restoration tells as gone; 0 without one."""
        mark = sql_of(connection).mark
        since = f"SELECT MAX(seq) FROM journal WHERE owner = {mark} AND action = {mark}"
        query = (
            f"SELECT subject FROM journal WHERE owner = {mark} AND action = {mark} "
            f"AND seq > COALESCE(({since}), 0)"
        )
        found = connection.exec_driver_sql(query, (self.owner, MISSING, self.owner, COPY)).scalars()
        gaps = (Gap.told(str(subject)) for subject in found)
        return min((gap.first for gap in gaps if gap), default=0)

    def kept(self, connection: "Connection") -> Head | None:
        """The end as remembered inside; None when it is lost or forged."""
        sql = sql_of(connection)
        query = f"SELECT {sql.raw.format('value')} FROM store_meta WHERE name = {sql.mark}"
        line = connection.exec_driver_sql(query, (self._name,)).scalar()
        return self._seal.head(readable(line).encode())

    def holds(self, connection: "Connection", heads: Iterable[Head]) -> bool:
        """Is every one of these an entry of this journal."""
        mark = sql_of(connection).mark
        wanted = set(heads) - {BEGINNING}
        return all([head] == self._heads(connection, f"AND seq = {mark}", head.seq) for head in wanted)

    def continues(self, connection: "Connection", end: Head) -> bool:
        """Are all entries behind this one its own: nothing was put in after the end that was kept."""
        mark, last = sql_of(connection).mark, end
        for row in careful(connection, self.owner, f" AND seq > {mark}", (end.seq,)):
            if row[0] != last.seq + 1 or self.link(last.hash, row[:6]) != row[6]:
                return False
            last = Head(row[0], row[6])
        return True


def digests(changes: tuple[Change, ...], key: bytes) -> str:
    """Changes as JSON with keyed digests in place of the values (K43)."""
    if not changes:
        return "[]"
    return json.dumps([[c.path, _digest(c.path, c.old, key), _digest(c.path, c.new, key)] for c in changes])


def _digest(path: str, value: str, key: bytes) -> str:
    if not value:
        return ""
    return hmac.digest(key, f"{path}\0{value}".encode(), hashlib.sha256).hex()[:32]
