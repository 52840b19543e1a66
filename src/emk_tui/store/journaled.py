"""Transactions of an open store, each with its journal, and what can be asked about the journal."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from emk_tui.ports import Break, Clock, Event, Fault, Head, JournalEntry, JournalFilter, JournalVerdict
from emk_tui.store import journal_shown
from emk_tui.store.anchor import Anchors
from emk_tui.store.engine import writer
from emk_tui.store.faults import translated
from emk_tui.store.guard import Guard
from emk_tui.store.journal import MISSING, Gap, Journal
from emk_tui.store.journal_check import audit
from emk_tui.store.tables.person import AccountRow
from emk_tui.store.work import Work


def actor_of(login: str, name: str) -> str:
    """Who it was, for the journal: one of the staff by name as well."""
    return f"{login} ({name})" if name else login


@dataclass(frozen=True, slots=True)
class Ties:
    """What the vault lends to the store it opened: copy maker, release of lock and key, its folder."""

    backup: Callable[[str], None]
    close: Callable[[], None]
    folder: Path | None = None


class Journaled:
    """One owner's data behind an engine: transactions that keep the journal's end inside and outside."""

    def __init__(
        self,
        engine: Engine,
        owner: str,
        kind: str,
        journal_key: bytes,
        clock: Clock,
        anchors: Anchors,
        account: str = "",
    ) -> None:
        self.kind = kind
        self.engine, self._writer = engine, writer(engine)
        self._owner, self._account, self._clock = owner, account or owner, clock
        self._journal = Journal(owner, journal_key)
        self._actor = ""
        self._ties: Ties | None = None
        with self._read() as work:
            found = work.session.get(AccountRow, self._account)
            self._actor = actor_of(found.login, found.name) if found else ""
            self.guard = Guard(anchors, self._journal, work.connection)

    @property
    def rolled_back(self) -> bool:
        """Does the journal lack an end remembered outside: tail cut, old copy put back, all marks lost."""
        self._ask_key_store(self.guard.patience)
        return self.guard.older or not self.guard.trusted

    def _ask_key_store(self, seconds: float) -> None:
        if self.guard.answered(seconds):
            with self._read() as work:
                self.guard.judge_ring(work.connection)
            self.note_gap()

    def tie(self, ties: Ties) -> None:
        """Take what the vault lends."""
        self._ties = ties

    @contextmanager
    def _work(self, engine: Engine, io: str = "STORE_DAMAGED") -> Iterator[Work]:
        with translated(io), engine.begin() as connection:
            work = Work(connection, self._owner, self._account, self._actor, self._clock, self._journal)
            try:
                yield work
                work.finish()
            finally:
                work.close()

    def _read(self) -> AbstractContextManager[Work]:
        return self._work(self.engine)

    @contextmanager
    def _write(self) -> Iterator[Work]:
        with self._work(self._writer, "DISK_FULL") as work:
            yield work
            if work.head is not None:
                self.guard.meet(work.before)
                if self.guard.trusted:
                    self._journal.keep(work.connection, work.head)
        if work.head is not None:
            self.guard.advance(work.head)
            self.note_gap()

    def note_gap(self) -> None:
        """Entries that are gone are told in the journal as soon as it is known, by their numbers."""
        gap = self.guard.gap
        if gap is None or self.guard.restored:
            return
        self.guard.gap = None
        with self._read() as work:
            wanted = JournalFilter(action=MISSING, last=1)
            before = journal_shown.entries(work.connection, self._owner, wanted)
        told = Gap.told(before[-1].subject) if before else None
        if told is None or told.last < gap.last:
            with self._write() as work:
                work.record(Event(MISSING, gap.words))

    def journal(self, wanted: JournalFilter | None = None) -> tuple[JournalEntry, ...]:
        """The entries that fit, oldest first."""
        with self._read() as work:
            return journal_shown.entries(work.connection, self._owner, wanted)

    def journal_head(self) -> Head:
        """The last entry, for a paper that is being made; the key store gets it too, beside."""
        self._ask_key_store(0)
        with self._read() as work:
            head = self._journal.head(work.connection)
        self.guard.hand_over(head)
        return head

    def verify_journal(self, witness: Head | None = None) -> JournalVerdict:
        """Check the chain, its end against every mark, and that the witness of a paper is in it."""
        self._ask_key_store(self.guard.patience)
        with self._read() as work:
            verdict = audit(self._journal, work.connection, self.guard.marks(), witness)
        if verdict.ok and not self.guard.trusted:
            # none was there at the opening: one that came since proves nothing
            return JournalVerdict(False, verdict.count, verdict.head, verdict.count + 1, Break.ANCHOR)
        return verdict

    def close(self) -> None:
        """Release the database and forget the key."""
        with suppress(Fault):
            # a database that cannot be read any more is released all the same
            self._ask_key_store(self.guard.patience)
            self.guard.hand_over(self.guard.last)
        self.engine.dispose()
        self.guard.finish()
        if self._ties is not None:
            self._ties.close()
