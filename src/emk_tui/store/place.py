"""Where a store lies and what belongs to it there: counters, price of a password, key store of the system."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from emk_tui.ports import Clock, Fault, KeyRing
from emk_tui.store import destroying, doors, folder, keyfile, keys
from emk_tui.store.attempts import Attempts
from emk_tui.store.folder import DATABASE, KEYS, OLD_KEYS
from emk_tui.store.keys import FLOOR, KEYRING, PIN, KdfCost, KeyFile
from emk_tui.store.staffing import Staff

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore


@dataclass(slots=True, repr=False)
class Opened:
    """What the vault keeps while its store is open; `account` is empty for the owner."""

    store: "SqlStore"
    key: bytes
    lock: IO[bytes]
    account: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One store's folder with everything around it."""

    folder: Path
    kind: str
    clock: Clock
    cost: KdfCost | None
    terminal: str
    ring: KeyRing | None
    staff: Staff

    def exists(self) -> bool:
        """Is there a store: its database or its keys."""
        return any((self.folder / name).exists() for name in (DATABASE, KEYS, OLD_KEYS))

    def prepare(self) -> None:
        """Refuse a network disk, finish what killed programs left; Fault NETWORK_FS."""
        folder.refuse_network(self.folder if self.folder.exists() else self.folder.parent)
        folder.clear_leftovers(self.folder)
        destroying.resume(self.folder)

    def attempts(self, store: str) -> Attempts:
        """The counters of the store of this id, seen from this terminal."""
        return Attempts(self.folder, store, self.clock, self.terminal)

    def price(self) -> KdfCost:
        """The cost of a new password slot; ValueError for a cheap one in a real store."""
        cost = self.cost or keys.calibrate()
        if self.kind == "real" and not keys.between(FLOOR, cost, keys.CEILING):
            raise ValueError("a real store needs the full cost")
        return cost

    def present(self) -> KeyFile:
        """The key slots as they are now."""
        return keyfile.read(self.folder, self.kind).keys

    def keep(self, store: str, kind: str) -> bytes:
        """A new secret for this slot in the key store of the system; Fault KEYRING_ABSENT."""
        kept, name = os.urandom(keys.KEY), doors.ring_name(store, kind)
        if self.ring is None or not self.ring.available() or not self.ring.put(name, kept):
            raise Fault("KEYRING_ABSENT", 3)
        return kept

    def forget(self, store: str, *kinds: str) -> None:
        """Let the secrets of these slots go: whatever is left of the slots opens nothing any more."""
        for kind in kinds:
            if self.ring is not None:
                self.ring.forget(doors.ring_name(store, kind))

    def forget_all(self, store: str) -> None:
        """Everything the key store of the system has of this store, the end of its journal with it."""
        self.forget(store, KEYRING, PIN)
        if self.ring is not None:
            self.ring.forget(f"journal {store}")
