"""The journal's end kept outside the database: shows a cut tail and a rolled-back file."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from emk_tui.ports import Caution, Head, KeyRing
from emk_tui.store.folder import ANCHOR, read_small
from emk_tui.store.ring import RingAnchor
from emk_tui.store.seals import LONGEST, Seal

_MORE = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
WRITING = os.O_WRONLY | os.O_CREAT | sum(getattr(os, name, 0) for name in _MORE)
"""A link or a pipe that somebody put there leads nowhere and holds up no save."""


class Anchor(Protocol):
    """A place where the last entry of the journal is remembered."""

    place: Caution

    def read(self) -> Head | None:
        """The remembered end; None when it is lost or not ours."""

    def write(self, head: Head) -> None:
        """Remember this end, whatever was there; OSError where it cannot."""

    def advance(self, head: Head) -> None:
        """Remember a later end; an earlier one, from a slower thread, is left out."""


class FileAnchor:
    """One record of fixed length, rewritten in place: no sync, so after a power cut it may lag, never lie."""

    def __init__(self, path: Path, key: bytes, place: Caution = Caution.STORE) -> None:
        self.place = place
        self._path, self._seal = path, Seal(key)
        self._last = -1
        self._lock = threading.Lock()

    def read(self) -> Head | None:
        """The remembered end; None when the file is absent, unreadable, torn or not written by this store."""
        try:
            return self._seal.head(read_small(self._path, LONGEST))
        except (OSError, ValueError):
            return None

    def write(self, head: Head) -> None:
        """Remember this end, whatever was there."""
        with self._lock:
            self._put(head)

    def advance(self, head: Head) -> None:
        """Remember a later end; an earlier one, from a slower thread, is left out."""
        with self._lock:
            if head.seq > self._last:
                self._put(head)

    def _put(self, head: Head) -> None:
        line = self._seal.line(head)
        descriptor = os.open(self._path, WRITING, 0o600)
        try:
            os.write(descriptor, line)
            if self._last < 0:
                # only what somebody else left there can be longer
                os.ftruncate(descriptor, len(line))
        finally:
            os.close(descriptor)
        self._last = head.seq


@dataclass(frozen=True, slots=True)
class Anchors:
    """All places of one store: files, written with every entry, and the key store of the system, beside."""

    files: Sequence[Anchor] = ()
    ring: RingAnchor | None = None


def outside(folder: Path, store: str) -> Path:
    """The mark beside the folder, named after the store: it does not come back with an old folder."""
    return folder.parent / f"journal-{store[:12]}.json"


def alone(folder: Path, key: bytes) -> Anchors:
    """The one in its folder: for a store that is still being made, beside its place."""
    return Anchors((FileAnchor(folder / ANCHOR, key),))


def anchors_of(folder: Path, key: bytes, store: str, ring: KeyRing | None = None) -> Anchors:
    """The places of the store of this id (hex) in its folder."""
    files = (FileAnchor(folder / ANCHOR, key), FileAnchor(outside(folder, store), key, Caution.DATA))
    return Anchors(files, RingAnchor(ring, f"journal {store}", key) if ring else None)
