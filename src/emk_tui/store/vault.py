"""The closed store in its folder: making, opening, key slots, lock, counters of failures."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from emk_tui.ports import Account, CardStore, Clock, Fault
from emk_tui.store import backup, folder, keys, recovery
from emk_tui.store.attempts import Attempts
from emk_tui.store.faults import creating, judged, translated
from emk_tui.store.folder import ATTEMPTS, DATABASE, KEYS, OLD_KEYS
from emk_tui.store.keys import FLOOR, KdfCost, KeyFile

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore


@dataclass(slots=True)
class Opened:
    """What the vault keeps while its store is open."""

    store: "SqlStore"
    key: bytes
    lock: IO[bytes]


class FileVault:
    """ports.Vault over a folder that belongs to the store alone."""

    def __init__(self, place: Path, kind: str = "real", *, clock: Clock, kdf: KdfCost | None = None) -> None:
        self.kind = kind
        self._folder, self._clock, self._cost = place.absolute(), clock, kdf
        self._opened: Opened | None = None

    def exists(self) -> bool:
        """Is there a store here: its database or its keys."""
        return any((self._folder / name).exists() for name in (DATABASE, KEYS))

    def create(self, account: Account, password: str) -> tuple[CardStore, str]:
        """Make the store beside its place, rename it there, open it; Fault STORE_EXISTS."""
        if self.exists():
            raise Fault("STORE_EXISTS")
        from emk_tui.store import making

        with creating():
            self._prepare()
            made = making.make(self._folder, self.kind, account, password, self._price(), self._clock)
            lock = making.settle(made.place, self._folder)
            try:
                return self._start(made.keys, made.data_key, lock), recovery.render(made.code)
            except BaseException:
                lock.close()
                raise

    def open(self, login: str, password: str) -> CardStore:
        """Open with the password; Fault SIGN_IN_REFUSED, LOCKED_OUT (exit code 3)."""
        with judged(self._folder), translated():
            lock = self._lock()
            try:
                slots = self._load()
                slot = slots.slot("password")
                attempts = Attempts(self._folder / ATTEMPTS, self._clock)
                left = attempts.begin()
                wrapping = keys.stretch(keys.secret_of(login, password), slot.salt, slot.cost or FLOOR)
                data_key = keys.unwrap(slots.header, slot, wrapping)
                if data_key is None:
                    raise attempts.fail(left)
                attempts.reset()
                return self._start(slots, data_key, lock)
            except BaseException:
                lock.close()
                raise

    def open_with_recovery(self, code: str) -> CardStore:
        """Open with the recovery code; Fault RECOVERY_REFUSED."""
        with judged(self._folder), translated():
            lock = self._lock()
            try:
                slots, secret = self._load(), recovery.parse(code)
                slot = slots.slot("recovery")
                wrapping = keys.derive((secret or b"") + slot.salt, "recovery")
                data_key = keys.unwrap(slots.header, slot, wrapping)
                if data_key is None:
                    raise Fault("RECOVERY_REFUSED", 3)
                Attempts(self._folder / ATTEMPTS, self._clock).reset()
                return self._start(slots, data_key, lock)
            except BaseException:
                lock.close()
                raise

    def change_password(self, store: CardStore, login: str, password: str) -> None:
        """Rewrite the password slot; the data is untouched."""
        with translated():
            slots, opened = self._load(), self._mine(store)
            secret = keys.secret_of(login, password)
            new = keys.password_slot(slots.header, secret, opened.key, self._price())
            self._replace(slots.with_slot(new), opened)

    def new_recovery(self, store: CardStore) -> str:
        """Replace the recovery slot; returns the new code."""
        with translated():
            slots, opened, code = self._load(), self._mine(store), os.urandom(recovery.SIZE)
            self._replace(slots.with_slot(keys.recovery_slot(slots.header, code, opened.key)), opened)
        return recovery.render(code)

    def restore(self, source: str) -> None:
        """Put a backup in place after checking it; the present store is kept beside it."""
        with translated():
            self._prepare()
            lock = folder.take_lock(self._folder) if self.exists() else None
            try:
                backup.restore(Path(source), self._folder, self.kind, self._clock.now())
            finally:
                if lock is not None:
                    lock.close()

    def _prepare(self) -> None:
        folder.refuse_network(self._folder.parent if not self._folder.exists() else self._folder)
        folder.clear_leftovers(self._folder)

    def _price(self) -> KdfCost:
        cost = self._cost or keys.calibrate()
        if self.kind == "real" and not keys.between(FLOOR, cost, keys.CEILING):
            raise ValueError("a real store needs the full cost")
        return cost

    def _lock(self) -> IO[bytes]:
        if not self.exists():
            raise Fault("STORE_ABSENT")
        self._prepare()
        return folder.take_lock(self._folder)

    def _load(self) -> KeyFile:
        """keys.json, judged against the vault and the database beside it."""
        try:
            slots = keys.load((self._folder / KEYS).read_bytes())
        except FileNotFoundError:
            raise Fault("KEYS_MISSING") from None
        if slots.header.kind != self.kind:
            raise Fault("STORE_FOREIGN")
        backup.match(slots.header, self._folder / DATABASE)
        return slots

    def _mine(self, store: CardStore) -> Opened:
        if self._opened is None or self._opened.store is not store:
            raise ValueError("not the store this vault has open")
        return self._opened

    def _replace(self, slots: KeyFile, opened: Opened) -> None:
        """New file first, then the revision inside: a kill in between leaves a store that opens."""
        from emk_tui.store.opening import note_revision

        path = self._folder / KEYS
        folder.replace_file(self._folder / OLD_KEYS, path.read_bytes())
        folder.replace_file(path, keys.dump(slots, opened.store.signing_key()))
        note_revision(opened.store.engine, slots.revision)

    def _start(self, slots: KeyFile, data_key: bytes, lock: IO[bytes]) -> CardStore:
        from emk_tui.store import card_store, opening

        store = opening.start(self._folder, slots, data_key, self._clock)
        self._opened = Opened(store, data_key, lock)
        store.tie(card_store.Ties(self._backup, self._close))
        # proven by this opening: the copy would only let a former password in
        with suppress(FileNotFoundError):
            (self._folder / OLD_KEYS).unlink()
        return store

    def _backup(self, target: str) -> None:
        assert self._opened is not None
        store = self._opened.store
        with translated():
            backup.write(Path(target), self._folder, self._opened.key, store.signing_key(), self._clock.now())

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.lock.close()
            self._opened = None
