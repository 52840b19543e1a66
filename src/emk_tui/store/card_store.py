"""The opened store: every method one transaction, on SQLCipher and on PostgreSQL alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from emk_tui.ports import (
    Account,
    Application,
    Booking,
    CardRecord,
    DraftRow,
    Event,
    FileMeta,
    Grant,
    NewCard,
    Notice,
    Record,
    ResultCheck,
    SignedConsent,
    SnilsTaken,
    StoredDraft,
    Value,
)
from emk_tui.store import (
    accounts,
    bookings,
    cards,
    consents,
    documents,
    drafts,
    grants,
    outgoing,
    result_checks,
    secrets,
    withdrawal,
)
from emk_tui.store.journaled import Ties as Ties
from emk_tui.store.journaled import actor_of
from emk_tui.store.received import Receiving
from emk_tui.store.tables.system import Secret


class SqlStore(Receiving):
    """ports.CardStore over an engine, for one owner; `account` is who signed in where it is somebody else."""

    def account(self) -> Account:
        """Who signed in."""
        with self._read() as work:
            return accounts.load(work, self._account)

    def save_account(self, account: Account, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Replace the account of who signed in, with the notices about it."""
        with self._write() as work:
            work.actor = self._actor or account.login
            accounts.save(work, self._account, account, event)
            work.notify(notices)
        self._actor = actor_of(account.login, account.name)

    def holder(self) -> Account:
        """The owner, whoever signed in."""
        with self._read() as work:
            return accounts.load(work, self._owner)

    def save_holder(self, account: Account, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Replace the owner's account."""
        with self._write() as work:
            accounts.save(work, self._owner, account, event)
            work.notify(notices)

    def add_staff(self, account_id: str, account: Account, event: Event) -> None:
        """One of the staff of a demonstration."""
        with self._write() as work:
            accounts.save(work, account_id, account, event)

    def staff(self) -> tuple[Account, ...]:
        """Accounts of the staff."""
        with self._read() as work:
            return accounts.staff(work)

    def application(self) -> Application:
        """What the owner typed and gave to be identified."""
        with self._write() as work:
            return accounts.application(work)

    def set_backup_codes(self, codes: Sequence[str], event: Event) -> None:
        """Replace all backup codes of who signed in."""
        with self._write() as work:
            secrets.set_backup_codes(work, codes, event)

    def use_backup_code(self, code: str, event: Event) -> bool:
        """Use one up where it is one."""
        with self._write() as work:
            return secrets.use_backup_code(work, code, event)

    def backup_codes_left(self) -> int:
        """How many can still be used."""
        with self._read() as work:
            return secrets.backup_codes_left(work)

    def secret(self, name: str) -> bytes | None:
        """A secret kept beside the keys."""
        with self._read() as work:
            return secrets.read(work, name)

    def keep_secret(self, name: str, value: bytes | None, event: Event | None = None) -> None:
        """Keep, replace or forget it."""
        with self._write() as work:
            secrets.keep(work, name, value, event)

    def grants(self) -> tuple[Grant, ...]:
        """Every access ever given."""
        with self._read() as work:
            return grants.every(work)

    def grant(self, grant: Grant, event: Event) -> None:
        """Give access."""
        with self._write() as work:
            grants.give(work, grant, event)

    def revoke(self, grant_id: str, at: datetime, event: Event) -> None:
        """End it."""
        with self._write() as work:
            grants.end(work, grant_id, at, event)

    def result_checks(self) -> Mapping[str, ResultCheck]:
        """What a specialist said of each result last."""
        with self._read() as work:
            return result_checks.newest(work)

    def check_result(self, check: ResultCheck, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Keep what a specialist said, with the notices of it."""
        with self._write() as work:
            result_checks.keep(work, check, event, notices)

    def draft(self) -> StoredDraft:
        """The unfinished card; an empty new one with its own id where there is none."""
        with self._write() as work:
            return drafts.load(work)

    def put(self, rows: Sequence[DraftRow], cursor: str) -> None:
        """Save answers and the cursor; HealthBeforeConsent (R92)."""
        with self._write() as work:
            drafts.put(work, rows, cursor)

    def drop(self, prefix: str, cursor: str) -> None:
        """Forget all draft rows at or below this path, with the files of dropped document records."""
        with self._write() as work:
            drafts.drop(work, prefix, cursor)

    def discard_draft(self, event: Event) -> None:
        """Forget the whole draft with its files (R103)."""
        with self._write() as work:
            drafts.discard(work, event)

    def sign(self, consent: SignedConsent, event: Event) -> None:
        """Keep a signed consent."""
        with self._write() as work:
            consents.sign(work, consent, event)

    def consent(self) -> SignedConsent | None:
        """The consent in force, if any."""
        with self._read() as work:
            return consents.in_force(work)

    def last_consent(self) -> SignedConsent | None:
        """The consent signed last, in force or not."""
        with self._read() as work:
            return consents.last(work)

    def withdraw(self, consent_id: str, reason: str, event: Event) -> None:
        """End the consent; what it alone allowed is erased or released with it (R102)."""
        with self._write() as work:
            withdrawal.withdraw(work, consent_id, reason, event)

    def add_file(self, meta: FileMeta, content: Iterable[bytes], event: Event) -> None:
        """Keep a document; HealthBeforeConsent (R92)."""
        with self._write() as work:
            drafts.refuse_early(work, (meta.record,))
            documents.keep(work, [(meta, content)], event)

    def files(self) -> tuple[FileMeta, ...]:
        """Documents of the draft and of the card, current versions, by record and part."""
        with self._read() as work:
            return documents.current(work)

    def file_versions(self, record: str) -> tuple[FileMeta, ...]:
        """Every version of a document, the newest first."""
        with self._read() as work:
            return documents.versions(work, record)

    def state_pages(self, record: str, statement: str, event: Event) -> None:
        """Keep what the owner stated of every page (R117); KeyError without such a document."""
        with self._write() as work:
            drafts.refuse_early(work, (record,))
            documents.state(work, record, statement, event)

    def read_file(self, file_id: str) -> Iterator[bytes]:
        """The chunks of a document, each read on its own."""
        part = 0
        while (piece := self._chunk(file_id, part)) is not None:
            yield piece
            part += 1

    def _chunk(self, file_id: str, part: int) -> bytes | None:
        with self._read() as work:
            return documents.chunk(work, file_id, part)

    def book(self, booking: Booking, notices: Sequence[Notice], event: Event) -> None:
        """Take a slot and release the one held before, together; SlotTaken."""
        with self._write() as work:
            bookings.book(work, booking, notices, event)

    def booking(self) -> Booking | None:
        """The active booking."""
        with self._read() as work:
            return bookings.active(work)

    def cancel_booking(self, booking_id: str, notices: Sequence[Notice], event: Event) -> None:
        """Release this active booking and tell of it, together (K11)."""
        with self._write() as work:
            bookings.cancel(work, booking_id, notices, event)

    def submit(self, card: NewCard, event: Event) -> CardRecord:
        """Create the card and end the draft; the same request_id returns the same card. SnilsTaken."""
        try:
            with self._write() as work:
                return cards.submit(work, card, event)
        except (SnilsTaken, IntegrityError):
            # another process may have finished this very request in between
            with self._read() as work:
                if known := cards.by_request(work, card.request_id):
                    return known
            raise

    def card(self) -> CardRecord | None:
        """The owner's card."""
        with self._read() as work:
            return cards.newest(work)

    def change_section(
        self,
        key: str,
        values: Mapping[str, Value],
        states: Mapping[str, str],
        notices: Sequence[Notice],
        event: Event,
    ) -> CardRecord:
        """A new version of one section of the card, with its notices."""
        with self._write() as work:
            return cards.change(work, key, values, states, notices, event)

    def keep_records(
        self,
        key: str,
        records: Sequence[Record],
        files: Mapping[str, str],
        event: Event,
        notices: Sequence[Notice] = (),
    ) -> CardRecord:
        """Records of a list of the card, with their files (R126); KeyError, HealthBeforeConsent."""
        with self._write() as work:
            return cards.keep(work, key, records, files, notices, event)

    def outbox(self) -> tuple[Notice, ...]:
        """All notices."""
        with self._read() as work:
            return outgoing.notices(work)

    def mark_notice(self, notice_id: str, state: str) -> None:
        """Change the state of a notice."""
        with self._write() as work:
            outgoing.mark_notice(work, notice_id, state)

    def vaccine_queue(self) -> tuple[tuple[str, Mapping[str, Value]], ...]:
        """Vaccination records that wait to be handed over; none without a consent in force (R102)."""
        with self._read() as work:
            return outgoing.vaccinations(work) if consents.in_force(work) else ()

    def mark_vaccination(self, record_id: str, state: str, event: Event) -> None:
        """Set ждёт, передано or отклонено."""
        with self._write() as work:
            outgoing.mark_vaccination(work, record_id, state, event)

    def record(self, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Write a journal entry that belongs to no other change, with the notices about it."""
        with self._write() as work:
            work.notify(notices)
            work.record(event)

    def signing_key(self) -> bytes:
        """Raw Ed25519 private key that signs papers of this store."""
        with self._read() as work:
            query = select(Secret.value).where(Secret.owner == self._owner, Secret.name == "papers")
            return work.session.exec(query).one()

    def backup(self, target: str) -> None:
        """Write a verified encrypted copy that holds its own entry; never over an existing file."""
        if self._ties is None:
            raise RuntimeError("a database on a server is copied by its own tools")
        from emk_tui.store import backup

        backup.check(Path(target))
        self.record(Event("копия хранилища", Path(target).name))
        self._ties.backup(target)
