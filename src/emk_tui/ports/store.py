"""Where it is kept: the opened store and the closed one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from emk_tui.ports.base import Value
from emk_tui.ports.notices import Notice
from emk_tui.ports.records import (
    Account,
    Application,
    Booking,
    CardRecord,
    DraftRow,
    Event,
    FileMeta,
    Grant,
    Head,
    InboxItem,
    JournalEntry,
    JournalFilter,
    JournalVerdict,
    NewCard,
    Record,
    ResultCheck,
    SignedConsent,
    StoredDraft,
)


class CardStore(Protocol):
    """The opened store. Every method is one transaction, durable when it returns.

    Any method may raise Fault: DISK_FULL, READ_ONLY, STORE_DAMAGED, STORE_BUSY.
    """

    kind: str

    @property
    def rolled_back(self) -> bool:
        """Does the outside anchor say that an older copy was put in place of the store."""

    def account(self) -> Account:
        """Who signed in: the owner, or one of the staff."""

    def save_account(self, account: Account, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Replace the account of who signed in, with the notices about it."""

    def holder(self) -> Account:
        """The owner, whoever signed in."""

    def save_holder(self, account: Account, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Replace the owner's account; the journal names who signed in."""

    def staff(self) -> tuple[Account, ...]:
        """Accounts of the staff; none in a personal store (K42)."""

    def application(self) -> Application:
        """What the owner typed and gave to be identified (R4, R5)."""

    def set_backup_codes(self, codes: Sequence[str], event: Event) -> None:
        """Replace all backup codes of who signed in; only keyed digests are kept."""

    def use_backup_code(self, code: str, event: Event) -> bool:
        """Is it one of them that was not used; used up by this very call."""

    def backup_codes_left(self) -> int:
        """How many can still be used."""

    def secret(self, name: str) -> bytes | None:
        """A secret kept beside the keys (`gateway.email`, `session`), None where there is none."""

    def keep_secret(self, name: str, value: bytes | None, event: Event | None = None) -> None:
        """Keep or replace it, None forgets it."""

    def grants(self) -> tuple[Grant, ...]:
        """Every access ever given, oldest first (R8)."""

    def grant(self, grant: Grant, event: Event) -> None:
        """Give access; the same id again changes nothing."""

    def revoke(self, grant_id: str, at: datetime, event: Event) -> None:
        """End it; of one that has ended already nothing."""

    def result_checks(self) -> Mapping[str, ResultCheck]:
        """Record of a result → what a specialist said of it last."""

    def check_result(self, check: ResultCheck, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Keep what a specialist said (R112)."""

    def draft(self) -> StoredDraft:
        """The unfinished card; an empty new one with its own id where there is none."""

    def put(self, rows: Sequence[DraftRow], cursor: str) -> None:
        """Save answers and the cursor; an answer with an empty raw text is kept as empty."""

    def drop(self, prefix: str, cursor: str) -> None:
        """Forget all draft rows at or below this path."""

    def discard_draft(self, event: Event) -> None:
        """Forget the whole draft with its files (refusal of consent, R103)."""

    def sign(self, consent: SignedConsent, event: Event) -> None:
        """Keep a signed consent."""

    def consent(self) -> SignedConsent | None:
        """The consent in force, if any: neither withdrawn nor run out."""

    def last_consent(self) -> SignedConsent | None:
        """The consent signed last, in force or not."""

    def withdraw(self, consent_id: str, reason: str, event: Event) -> None:
        """End the consent in force; it is kept with moment and reason (R102). The same again: nothing.

        Health rows of the draft go with their files; before a card is made the booking is released too.
        """

    def add_file(self, meta: FileMeta, content: Iterable[bytes], event: Event) -> None:
        """Keep a document by chunks; replaces an earlier one of the same record as a new version."""

    def keep_document(
        self, parts: Sequence[tuple[FileMeta, Iterable[bytes]]], event: Event, inbox: str = ""
    ) -> None:
        """Keep all parts of one document as its next version; `inbox` is the item it came from, then gone."""

    def files(self) -> tuple[FileMeta, ...]:
        """Documents of the draft and of the card, current versions, by record and part."""

    def file_versions(self, record: str) -> tuple[FileMeta, ...]:
        """Every version of a document, the newest first."""

    def state_pages(self, record: str, statement: str, event: Event) -> None:
        """Keep what the owner stated of every page of the current version (R117)."""

    def keep_records(
        self,
        key: str,
        records: Sequence[Record],
        files: Mapping[str, str],
        event: Event,
        notices: Sequence[Notice] = (),
    ) -> CardRecord:
        """Records of a list of the card: new ones, or next versions of those whose `id` is known (R126).

        `files`: record of the draft → id of the record; its files become the card's as the next version, what
        was typed there is forgotten. KeyError without a card.
        """

    def inbox(self) -> tuple[InboxItem, ...]:
        """Documents that came without a sign-in, oldest first."""

    def inbox_content(self, item_id: str) -> bytes:
        """The content of one; KeyError where it is gone."""

    def leave_inbox(self, item_id: str, event: Event) -> None:
        """Throw one away; of one that is gone nothing."""

    def read_file(self, file_id: str) -> Iterator[bytes]:
        """The chunks of a document."""

    def book(self, booking: Booking, notices: Sequence[Notice], event: Event) -> None:
        """Take a slot and release the one held before, together; SlotTaken when somebody was first."""

    def booking(self) -> Booking | None:
        """The active booking."""

    def cancel_booking(self, booking_id: str, notices: Sequence[Notice], event: Event) -> None:
        """Release this active booking and tell of it, together; of one that is released already: nothing."""

    def submit(self, card: NewCard, event: Event) -> CardRecord:
        """Create the card and end the draft; the same request_id again returns the same card. SnilsTaken."""

    def card(self) -> CardRecord | None:
        """The owner's card."""

    def change_section(
        self,
        key: str,
        values: Mapping[str, Value],
        states: Mapping[str, str],
        notices: Sequence[Notice],
        event: Event,
    ) -> CardRecord:
        """A new version of one section of the card and its status words, with the notices (R166, R167)."""

    def outbox(self) -> tuple[Notice, ...]:
        """All notices."""

    def mark_notice(self, notice_id: str, state: str) -> None:
        """Change the state of a notice: ждёт, отправлено, не отправлено."""

    def vaccine_queue(self) -> tuple[tuple[str, Mapping[str, Value]], ...]:
        """Vaccination records that wait to be handed over (R135); none without a consent in force (R102)."""

    def mark_vaccination(self, record_id: str, state: str, event: Event) -> None:
        """Set ждёт, передано or отклонено."""

    def record(self, event: Event, notices: Sequence[Notice] = ()) -> None:
        """Write a journal entry that belongs to no other change, with the notices about it."""

    def journal(self, wanted: JournalFilter | None = None) -> tuple[JournalEntry, ...]:
        """The entries that fit, oldest first."""

    def journal_head(self) -> Head:
        """The last entry, to be printed on papers as a witness."""

    def verify_journal(self, witness: Head | None = None) -> JournalVerdict:
        """Check the chain, its end against the anchors outside, and that the witness of a paper is in it."""

    def signing_key(self) -> bytes:
        """Raw Ed25519 private key (32 bytes) that signs papers of this store."""

    def backup(self, target: str) -> None:
        """Write a verified encrypted copy, with its entry; Fault BACKUP_EXISTS, FOLDER_ABSENT."""

    def close(self) -> None:
        """Release the database and forget the key."""


class Vault(Protocol):
    """The store while it is closed: key slots, the lock, the counters of failures.

    Any method may raise Fault: KEYS_MISSING, KEYS_DAMAGED, KEYS_SWAPPED, STORE_NEWER, STORE_DAMAGED,
    STORE_BUSY (a second program), READ_ONLY, DISK_FULL, NETWORK_FS.
    """

    kind: str
    """`real` or `demo`, sealed in the header of the key slots."""

    def exists(self) -> bool:
        """Is there a store here."""

    def create(self, account: Account, password: str) -> tuple[CardStore, str]:
        """Make the store and open it; returns it with the recovery code (32 characters in groups)."""

    def doors(self) -> frozenset[str]:
        """Kinds of key slots that open here besides the password: `recovery`, `keyring`, `pin`."""

    def delay(self) -> int:
        """Seconds to wait before the next try counts as one (R190); 0 mostly."""

    def open(self, login: str, password: str) -> CardStore:
        """Open; Fault SIGN_IN_REFUSED (attempts left told), LOCKED_OUT (time told), TOO_EARLY; exit code 3.

        TOO_EARLY and LOCKED_OUT count nothing. Failures are told to the journal at the next opening.
        """

    def open_with_recovery(self, code: str) -> CardStore:
        """Open with the recovery code; Fault RECOVERY_REFUSED. Open also during a pause (K23)."""

    def open_with_keyring(self) -> CardStore:
        """Open with the key that the key store of the system holds; Fault KEYRING_REFUSED."""

    def open_with_pin(self, pin: str) -> CardStore:
        """Open with PIN and the system's key store; Fault PIN_REFUSED (left told), PIN_GONE after five."""

    def change_password(self, store: CardStore, login: str, password: str) -> None:
        """Rewrite the password slot; the data is untouched."""

    def draw_recovery(self) -> str:
        """A new recovery code; it opens nothing until it is set."""

    def set_recovery(self, store: CardStore, code: str) -> None:
        """Replace the recovery slot: this code opens the data, the former one no more."""

    def set_keyring(self, store: CardStore, *, on: bool) -> None:
        """Add or take away the slot of the system's key store; Fault KEYRING_ABSENT where there is none."""

    def set_pin(self, store: CardStore, pin: str) -> None:
        """Add or replace the PIN slot, an empty PIN takes it away; Fault KEYRING_ABSENT."""

    def destroy(self, store: CardStore) -> None:
        """Destroy every key, then the data: nothing of this store can be opened any more."""

    def receive(self, kind: str, name: str, content: Iterable[bytes]) -> int:
        """Seal a document into the inbox, with no sign-in; how many wait now. Fault INBOX_FULL, DOC_…"""

    def take_dropped(self) -> int:
        """Seal what lies in the drop folder into the inbox and remove it there; how many were taken."""

    def left_dropped(self) -> int:
        """How many things stay in the drop folder because they are not taken."""

    def last_copy(self) -> str:
        """Name and day of the newest backup known here; empty where there is none."""

    def restore(self, source: str) -> None:
        """Put a backup in place after checking it; the present store is kept beside it."""
