"""The closed store in its folder: making, opening by every door, key slots, lock, counters of failures."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.ports import Account, CardStore, Clock, Fault, KeyRing
from emk_tui.store import backup, changing, copies, destroying, doors, folder, keyfile, recovery, salt
from emk_tui.store.closed import Closed, being_opened
from emk_tui.store.doors import Entered
from emk_tui.store.faults import creating, translated
from emk_tui.store.folder import DATABASE, DROP
from emk_tui.store.keyfile import Found
from emk_tui.store.keys import KEYRING, PIN, KdfCost
from emk_tui.store.place import Opened, Place
from emk_tui.store.staffing import Staff

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore


class FileVault:
    """ports.Vault over a folder that belongs to the store alone."""

    def __init__(
        self,
        place: Path,
        kind: str = "real",
        *,
        clock: Clock,
        kdf: KdfCost | None = None,
        terminal: str = "",
        keyring: KeyRing | None = None,
        staff: Staff = (),
    ) -> None:
        """`terminal` is the name of the terminal (`terminal_name`), `staff` only in a demonstration (K42)."""
        if staff and kind == "real":
            raise ValueError("a personal store has its owner alone")
        self.kind = kind
        self._place = Place(place.absolute(), kind, clock, kdf, terminal, keyring, staff)
        self._folder, self._clock = self._place.folder, clock
        self._opened: Opened | None = None

    def exists(self) -> bool:
        """Is there a store here: its database or its keys."""
        return self._place.exists()

    def create(self, account: Account, password: str) -> tuple[CardStore, str]:
        """Make the store beside its place, rename it there, open it; Fault STORE_EXISTS."""
        if self.exists():
            raise Fault("STORE_EXISTS")
        from emk_tui.store import making

        with creating():
            self._place.prepare()
            made = making.make(self._folder, self.kind, account, password, self._place.price(), self._clock)
            lock = making.settle(made.place, self._folder)
            folder.private_folder(self._folder.with_name(DROP))
            store, found = made.keys.header.store, Found(made.keys)
            attempts = self._place.attempts(store)
            closed = Closed(self._place, found, bytes.fromhex(store), lock, attempts)
            try:
                attempts.succeed()
                opened = self._start(closed, Entered(made.data_key), by_password=True)
                return opened, recovery.render(made.code)
            except BaseException:
                lock.close()
                raise

    def doors(self) -> frozenset[str]:
        """Kinds of key slots that open here besides the password: `recovery`, `keyring`, `pin`."""
        usable, store = doors.usable(self._folder, self._place.ring), keyfile.peek(self._folder)[0]
        return usable - {PIN} if PIN in usable and self._place.attempts(store).pin_gone() else usable

    def delay(self) -> int:
        """Seconds to wait before the next try counts as one; 0 during a lock, `open` tells its end."""
        store = keyfile.peek(self._folder)[0]
        return self._place.attempts(store).wait() if store else 0

    def open(self, login: str, password: str) -> CardStore:
        """Open with the password; Fault SIGN_IN_REFUSED, LOCKED_OUT, TOO_EARLY (exit code 3)."""
        with being_opened(self._place) as closed:
            account = doors.account_of(closed.keys, login)
            left = closed.attempts.begin(account)
            entered = doors.by_password(closed.keys, login, password)
            if entered is None:
                raise closed.refused(closed.attempts.fail(left, account), account)
            closed.attempts.succeed(account)
            return self._start(closed, entered, by_password=True)

    def open_with_recovery(self, code: str) -> CardStore:
        """Open with the recovery code, during a pause too; Fault RECOVERY_REFUSED."""
        with being_opened(self._place) as closed:
            entered = doors.by_recovery(closed.keys, code)
            if entered is None:
                raise closed.refused(Fault("RECOVERY_REFUSED", 3))
            closed.attempts.succeed(everywhere=True)
            return self._start(closed, entered)

    def open_with_keyring(self) -> CardStore:
        """Open with the key that the key store of the system holds; Fault KEYRING_REFUSED."""
        with being_opened(self._place) as closed:
            kept = doors.kept_for(closed.keys, KEYRING, self._place.ring)
            entered = kept and doors.by_keyring(closed.keys, kept)
            if not entered:
                raise Fault("KEYRING_REFUSED", 3)
            closed.attempts.succeed(everywhere=True)
            return self._start(closed, entered)

    def open_with_pin(self, pin: str) -> CardStore:
        """Open with the PIN; Fault PIN_REFUSED, PIN_GONE; PIN_FORMAT, KEYRING_REFUSED count nothing."""
        if not doors.is_pin(pin):
            raise Fault("PIN_FORMAT", 3)
        with being_opened(self._place) as closed:
            if PIN not in closed.keys.kinds or closed.attempts.pin_gone():
                self._place.forget(closed.id, PIN)
                raise Fault("PIN_GONE", 3)
            kept = doors.kept_for(closed.keys, PIN, self._place.ring)
            if kept is None:
                raise Fault("KEYRING_REFUSED", 3)
            left = closed.attempts.begin_pin()
            entered = doors.by_pin(closed.keys, pin, kept)
            if entered is None:
                raise closed.refused_pin(left)
            closed.attempts.reset_pin()
            return self._start(closed, entered)

    def change_password(self, store: CardStore, login: str, password: str) -> None:
        """Rewrite the password slot of who signed in; the owner's PIN and key in the system go with it."""
        with translated():
            changing.password(self._place, self._mine(store), login, password)

    def draw_recovery(self) -> str:
        """A new recovery code; it opens nothing until it is set."""
        return recovery.draw()

    def set_recovery(self, store: CardStore, code: str) -> None:
        """Replace the recovery slot: this code opens the data, the former one no more."""
        with translated():
            changing.recovery_code(self._place, self._owners(store), code)

    def set_keyring(self, store: CardStore, *, on: bool) -> None:
        """Add or take away the slot of the system's key store; Fault KEYRING_ABSENT."""
        with translated():
            changing.keyring(self._place, self._owners(store), on=on)

    def set_pin(self, store: CardStore, pin: str) -> None:
        """Add or replace the PIN slot, an empty PIN takes it away; Fault PIN_FORMAT, KEYRING_ABSENT."""
        with translated():
            changing.pin(self._place, self._owners(store), pin)

    def destroy(self, store: CardStore) -> None:
        """Destroy every key, then the data; copies made elsewhere are the owner's to delete."""
        opened, identity = self._owners(store), self._place.present().header.store
        with translated():
            # from here on closing the store leaves the lock alone
            self._opened = None
            opened.store.close()
            try:
                if sys.platform == "win32":
                    # no folder with an open file can be renamed there
                    opened.lock.close()
                destroying.destroy(self._folder, lambda: self._place.forget_all(identity))
            finally:
                opened.lock.close()

    def receive(self, kind: str, name: str, content: Iterable[bytes]) -> int:
        """Seal a document into the inbox, with no sign-in: how many wait.

        Fault STORE_ABSENT (exit code 3), INBOX_FULL, DOC_TOO_LARGE; nothing is left of what failed.
        """
        if not self.exists():
            raise Fault("STORE_ABSENT", 3)
        from emk_tui.store import arrivals, inbox

        inbox.clear_begun(self._folder)
        public = bytes.fromhex(self._place.present().header.inbox)
        try:
            with translated():
                arrivals.seal(self._folder, public, kind, name, self._clock.now(), content)
                return arrivals.waiting(self._folder)
        except FileNotFoundError:
            # destroyed or put aside in this very moment
            raise Fault("STORE_ABSENT", 3) from None

    def take_dropped(self) -> int:
        """Seal what lies in the drop folder, remove it there: how many. What fails is left for next time."""
        if not self.exists():
            return 0
        from emk_tui.store import dropped

        return dropped.take(self._folder.with_name(DROP), self.receive)

    def left_dropped(self) -> int:
        """How many things stay in the drop folder because they are not taken."""
        from emk_tui.store import dropped

        return dropped.left(self._folder.with_name(DROP))

    def last_copy(self) -> str:
        """Name and day of the newest backup known here; empty where there is none."""
        return copies.newest(self._folder)

    def restore(self, source: str) -> None:
        """Put a backup in place after checking it; the present store is kept beside it."""
        with translated():
            self._place.prepare()
            lock = folder.take_lock(self._folder) if self.exists() else None
            try:
                backup.restore(Path(source), self._folder, self.kind, self._clock.now())
            finally:
                if lock is not None:
                    lock.close()

    def _start(self, closed: Closed, entered: Entered, *, by_password: bool = False) -> CardStore:
        """Open with this key, then do what waited for an opening."""
        from emk_tui.store import card_store, failures

        salt.mend(self._folder / DATABASE, entered.key, closed.salt, bytes.fromhex(closed.id))
        store = self._proven(closed, entered)
        self._opened = Opened(store, entered.key, closed.lock, entered.account)
        store.tie(card_store.Ties(self._backup, self._close, self._folder))
        try:
            keyfile.proven(self._folder, closed.found)
            with suppress(Fault, OSError):
                # what cannot be taken now is taken next time
                failures.take(self._folder, store, closed.id)
            changing.settle_in(self._place, self._opened, closed.keys, by_password=by_password)
        except BaseException:
            store.close()
            raise
        return store

    def _proven(self, closed: Closed, entered: Entered) -> "SqlStore":
        from emk_tui.store import opening

        account, ring = entered.account, self._place.ring
        try:
            return opening.start(self._folder, closed.keys, entered.key, self._clock, account, ring)
        except Fault as fault:
            if closed.found.lost and fault.problem.code == "KEYS_DAMAGED":
                # the former key file is older than the store knows
                raise Fault(closed.found.lost) from None
            raise

    def _mine(self, store: CardStore) -> Opened:
        if self._opened is None or self._opened.store is not store:
            raise ValueError("not the store this vault has open")
        return self._opened

    def _owners(self, store: CardStore) -> Opened:
        opened = self._mine(store)
        if opened.account:
            raise ValueError("only the owner may do this")
        return opened

    def _backup(self, target: str) -> None:
        assert self._opened is not None
        store, now = self._opened.store, self._clock.now()
        with translated():
            backup.write(Path(target), self._folder, self._opened.key, store.signing_key(), now)
        with suppress(OSError):
            # the copy is there, whether its name can be noted or not
            copies.remember(self._folder, Path(target).name, now)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.lock.close()
            self._opened = None
