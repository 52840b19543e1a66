"""A store that is being opened: its lock is held, its keys are read, nothing is proven yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from emk_tui.ports import Fault
from emk_tui.store import backup, copies, folder, keyfile, salt
from emk_tui.store.attempts import Attempts
from emk_tui.store.faults import judged, translated
from emk_tui.store.folder import DATABASE
from emk_tui.store.keyfile import Found
from emk_tui.store.keys import PIN, KeyFile
from emk_tui.store.place import Place


@dataclass(frozen=True, slots=True, repr=False)
class Closed:
    """What is known of it."""

    place: Place
    found: Found
    salt: bytes
    """The head of the database as it is."""
    lock: IO[bytes]
    attempts: Attempts

    @property
    def keys(self) -> KeyFile:
        """Its key slots."""
        return self.found.keys

    @property
    def id(self) -> str:
        """Its id, also the salt its database should have."""
        return self.found.keys.header.store

    def refused(self, fault: Fault, account: str = "") -> Fault:
        """What to say of a secret that opens nothing; word of it waits for the next opening."""
        if salt.alien(self.salt, bytes.fromhex(self.id)):
            return Fault("KEYS_SWAPPED")
        from emk_tui.store import failures

        public, code = bytes.fromhex(self.keys.header.inbox), fault.problem.code
        failed = failures.Failure(code, self.place.clock.now(), self.attempts.terminal, account)
        failures.tell(self.place.folder, public, failed)
        # the former keys may have had another password: what is wrong is the lost file
        return Fault(self.found.lost) if self.found.lost else fault

    def refused_pin(self, left: int) -> Fault:
        """The same of a PIN; after the last one it is gone for good."""
        if left:
            return self.refused(Fault("PIN_REFUSED", 3, left=left))
        self.place.forget(self.id, PIN)
        return self.refused(Fault("PIN_GONE", 3))


@contextmanager
def being_opened(place: Place) -> Iterator[Closed]:
    """Lock and read the store; the lock is released where the opening fails."""
    with copies.told(lambda: copies.newest(place.folder)), judged(place.folder), translated():
        if not place.exists():
            raise Fault("STORE_ABSENT")
        place.prepare()
        lock = folder.take_lock(place.folder)
        try:
            found = keyfile.read(place.folder, place.kind)
            head = backup.salt_of(place.folder / DATABASE)
            yield Closed(place, found, head, lock, place.attempts(found.keys.header.store))
        except BaseException:
            lock.close()
            raise
