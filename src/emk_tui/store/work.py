"""One transaction in progress: its session, whose it is, and the journal's head."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from emk_tui.ports import Clock, Event, Head, Notice
from emk_tui.store.journal import BEGINNING, Journal, digests
from emk_tui.store.tables.card import Card, Outbox
from emk_tui.store.tables.person import Draft
from emk_tui.store.tables.system import CardKey

ADVISORY = text("SELECT pg_advisory_xact_lock(hashtext(:owner))")


@dataclass(slots=True)
class Work:
    """What every function of the store's concerns works with."""

    connection: Connection
    owner: str
    """Whose data it is."""
    account: str
    """Who signed in: the owner, or one of the staff."""
    actor: str
    """The same by name, for the journal."""
    clock: Clock
    log: Journal
    head: Head | None = None
    """Set once something was written to the journal."""
    before: Head = BEGINNING
    """What it followed, from then on."""
    _session: Session | None = None

    @property
    def session(self) -> Session:
        """The rows' session inside this transaction; made when it is first asked for."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    def finish(self) -> None:
        """Write what the session still holds back."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Let the session go; the transaction is the caller's."""
        if self._session is not None:
            self._session.close()

    @property
    def postgres(self) -> bool:
        """Is this the server backend."""
        return self.connection.dialect.name == "postgresql"

    def insert(self, table: Any) -> Any:
        """An INSERT of the dialect, for `on_conflict_…`."""
        return postgresql.insert(table) if self.postgres else sqlite.insert(table)

    def record(self, event: Event) -> None:
        """Write the event to the journal."""
        connection = self.connection
        if self.head is None:
            if self.postgres:
                connection.execute(ADVISORY, {"owner": self.owner})
            self.before = self.head = self.log.head(connection)
        at = event.at or self.clock.now()
        changes = digests(event.changes, self.digest_key()) if event.changes else "[]"
        self.head = self.log.append(connection, self.head, event, at, self.actor, changes)

    def digest_key(self) -> bytes:
        """Key of the digests: that of the unfinished or the last card; before both, that of the owner."""
        draft = select(Draft.id).where(Draft.owner == self.owner, Draft.state == "open")
        card = select(Card.request_id).where(Card.owner == self.owner)
        subject = self.session.exec(draft).first() or self.session.exec(card).first() or self.owner
        row = self.session.get(CardKey, subject) or self.new_digest_key(subject)
        return row.value

    def new_digest_key(self, subject: str) -> CardKey:
        """A fresh key for this draft, card or owner."""
        row = CardKey(id=subject, owner=self.owner, value=os.urandom(32))
        self.session.add(row)
        self.session.flush()
        return row

    def notify(self, notices: Sequence[Notice]) -> None:
        """Put notices into the outbox; one that is there already is left as it is."""
        for notice in notices:
            row = {"id": notice.id, "owner": self.owner, "channel": notice.channel,
                   "address": notice.address, "subject": notice.subject, "text": notice.text,
                   "created_at": notice.created_at, "state": notice.state}  # fmt: skip
            self.session.execute(self.insert(Outbox).values(row).on_conflict_do_nothing())
