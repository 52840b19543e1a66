"""The journal: an append-only chain of HMAC-SHA-256, written in the transaction of what it records (R189)."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from emk_tui.ports import Change, Event, JournalEntry, JournalVerdict
from emk_tui.store.anchor import Anchor
from emk_tui.store.tables.system import JournalRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

TABLE: "Table" = JournalRow.__table__  # type: ignore[attr-defined]
APPEND = insert(TABLE)
SHOWN = 8
"""Hexadecimal digits of a digest on the screen."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry; seq 0 before the first one."""

    seq: int
    hash: str


class Journal:
    """One owner's chain under one key."""

    def __init__(self, owner: str, key: bytes) -> None:
        self.owner, self._key = owner, key
        last = select(TABLE.c.seq, TABLE.c.hash).where(TABLE.c.owner == owner)
        self._last = last.order_by(TABLE.c.seq.desc()).limit(1)

    def head(self, connection: "Connection") -> Head:
        """The last entry of the database."""
        row = connection.execute(self._last).first()
        return Head(row[0], row[1]) if row else Head(0, "")

    def append(
        self, connection: "Connection", head: Head, event: Event, at: datetime, actor: str, changes: str
    ) -> Head:
        """Write one entry after `head` and return the new head; `changes` from `digests`."""
        seq = head.seq + 1
        values = (seq, at.isoformat(), actor, event.action, event.subject, changes)
        digest = self.link(head.hash, values)
        row = {"owner": self.owner, "seq": seq, "at": at, "actor": actor, "action": event.action,
               "subject": event.subject, "changes": changes, "hash": digest}  # fmt: skip
        connection.execute(APPEND, row)
        return Head(seq, digest)

    def link(self, previous: str, values: tuple[int, str, str, str, str, str]) -> str:
        """The hash of an entry over its values and the hash before it."""
        content = previous + json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return hmac.digest(self._key, content.encode(), hashlib.sha256).hex()

    def rows(self, connection: "Connection") -> Iterator[tuple[int, str, str, str, str, str, str]]:
        """All entries as stored (seq, at, actor, action, subject, changes, hash), oldest first."""
        query = (
            "SELECT seq, at, actor, action, subject, changes, hash FROM journal WHERE owner = {} ORDER BY seq"
        )
        mark = "%s" if connection.dialect.name == "postgresql" else "?"
        options = {"yield_per": 1000}
        with connection.exec_driver_sql(query.format(mark), (self.owner,), options) as found:
            for row in found:
                yield tuple(row)

    def entries(self, connection: "Connection") -> tuple[JournalEntry, ...]:
        """All entries as shown."""
        return tuple(
            JournalEntry(seq, datetime.fromisoformat(at), actor, action, subject, shown(changes))
            for seq, at, actor, action, subject, changes, _hash in self.rows(connection)
        )

    def verify(self, connection: "Connection", anchor: tuple[int, str] | None) -> JournalVerdict:
        """Recompute the chain; `anchor` is the end remembered outside."""
        head, found = Head(0, ""), anchor is None or anchor[0] == 0
        for row in self.rows(connection):
            if row[0] != head.seq + 1:
                return JournalVerdict(False, head.seq, head.hash, head.seq + 1, "запись удалена")
            if not hmac.compare_digest(self.link(head.hash, row[:6]), row[6]):
                return JournalVerdict(False, head.seq, head.hash, row[0], "запись изменена или вставлена")
            head = Head(row[0], row[6])
            found = found or (head.seq, head.hash) == anchor
        if found:
            return JournalVerdict(True, head.seq, head.hash)
        why = "конец журнала отрезан или хранилище заменено старой копией"
        return JournalVerdict(False, head.seq, head.hash, head.seq + 1, why)

    def holds(self, connection: "Connection", anchor: tuple[int, str] | None) -> bool:
        """Is the end remembered outside an entry of this journal."""
        if anchor is None:
            return False
        seq, digest = anchor
        query = select(TABLE.c.hash).where(TABLE.c.owner == self.owner, TABLE.c.seq == seq)
        return digest == ("" if seq == 0 else connection.execute(query).scalar())


def digests(changes: tuple[Change, ...], key: bytes) -> str:
    """Changes as JSON with keyed digests in place of the values (K43)."""
    if not changes:
        return "[]"
    return json.dumps([[c.path, _digest(c.path, c.old, key), _digest(c.path, c.new, key)] for c in changes])


def _digest(path: str, value: str, key: bytes) -> str:
    if not value:
        return ""
    return hmac.digest(key, f"{path}\0{value}".encode(), hashlib.sha256).hex()[:32]


def shown(changes: str) -> tuple[str, ...]:
    """Changes as lines: path, digest before, digest after."""
    return tuple(
        f"{path}: {old[:SHOWN] or 'пусто'} → {new[:SHOWN] or 'пусто'}"
        for path, old, new in json.loads(changes)
    )


class Guarded:
    """The anchor of an open store: frozen once it contradicts the journal, so that nothing covers it up."""

    def __init__(self, anchor: Anchor, trusted: bool) -> None:
        self._anchor, self.trusted = anchor, trusted

    def read(self) -> tuple[int, str] | None:
        """The end remembered outside."""
        return self._anchor.read()

    def advance(self, head: Head) -> None:
        """Remember a later end, unless the anchor already contradicts the journal."""
        if self.trusted:
            self._anchor.advance(head.seq, head.hash)
