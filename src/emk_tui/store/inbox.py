"""The sealed inbox: what arrives without a sign-in waits here for the next opening (storage.md 10).

Anybody who may write into the folder can put something there, so nothing in it is trusted: no link is
followed, no size is believed, and what cannot be opened is set aside.
"""

import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from emk_tui.ports import Event
from emk_tui.store import sealing
from emk_tui.store.folder import INBOX, UNHURRIED, sync_folder

ASIDE, BEGUN = "aside", ".new-"
NAME = re.compile(r"([a-z]{1,16})\.[0-9a-f]{32}")
"""`KIND.ID`; the whole name is bound to the content, so no item can be taken twice under two names."""
LOOKED_AT = 1000
"""Names read at one opening, and the most that is ever set aside."""
FRESH, STALE = 60.0, 24 * 3600.0
"""Seconds after which an item whose writing never ended is thrown away: one that nobody holds, any."""


SET_ASIDE = "входящее отложено"
"""Action of the journal's entry about what cannot be opened."""
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most items of one kind that may wait, most bytes of one sealed, of all of them (0: no such bound)."""

    number: int
    size: int
    total: int = 0


FAILURE, DOCUMENT = "failure", "document"
LARGEST = 512 * MIB
"""Bytes of a document that is taken without a sign-in; the seal and its first line come on top."""
KINDS = {FAILURE: Bounds(200, 4096), DOCUMENT: Bounds(100, LARGEST + MIB, 2048 * MIB)}
"""What this program takes; items of other kinds are left for a later version."""


class BadItem(ValueError):
    """An item that cannot be taken: no plain file of ours, too large, or not sealed for this store."""


class TooLarge(ValueError):
    """More than an item of its kind may have."""


def put(folder: Path, public: bytes, kind: str, content: bytes | Iterable[bytes]) -> bool:
    """Seal one item into the inbox of this store's folder; False where enough of its kind are waiting.

    TooLarge; whatever the content raises leaves nothing either.
    """
    inbox, bounds = folder / INBOX, KINDS[kind]
    with suppress(FileExistsError):
        inbox.mkdir(mode=0o700)
    sizes = [_size(path) for path in items(folder, kind)]
    room = bounds.total - sum(sizes) if bounds.total else bounds.size
    if not _is_folder(inbox) or len(sizes) >= bounds.number or room <= 0:
        return False
    name = f"{kind}.{secrets.token_hex(16)}"
    beside = inbox / (BEGUN + name)
    try:
        _write(beside, inbox / name, sealing.sealed(public, content, name.encode()), min(bounds.size, room))
    except TooLarge:
        if room < bounds.size:
            return False
        raise
    sync_folder(inbox)
    return True


def _write(path: Path, name: Path, pieces: Iterable[bytes], most: int) -> None:
    """Beside first, locked while it is written, then under its name; on any failure nothing is left."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as out:
            claim(out.fileno())
            for piece in pieces:
                out.write(piece)
                if out.tell() > most:
                    raise TooLarge("too large for the inbox")
            out.flush()
            os.fsync(out.fileno())
        os.rename(path, name)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def claim(descriptor: int) -> bool:
    """Lock an open file until it is closed; False where somebody else holds it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def items(folder: Path, *kinds: str) -> list[Path]:
    """What waits of these kinds, by name; without any: all kinds taken here and what has no business here."""
    inbox = folder / INBOX
    return [inbox / name for name in sorted(_names(inbox)) if kind_of(name) in (kinds or ("", *KINDS))]


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        # taken in between
        return 0


def kind_of(name: str) -> str:
    """The kind in an item's name, empty for a name that no item has."""
    found = NAME.fullmatch(name)
    return found[1] if found else ""


def open_item(private: bytes, path: Path) -> bytes:
    """The content of an item; BadItem for anything that is not one."""
    with opened(private, path) as (_size, pieces):
        return b"".join(pieces)


@contextmanager
def opened(private: bytes, path: Path) -> Iterator[tuple[int, Iterator[bytes]]]:
    """Bytes of an item's content, and the content by chunks, each proven as it comes; BadItem, also late."""
    bounds = KINDS.get(kind_of(path.name))
    if bounds is None:
        raise BadItem("no kind of ours")
    try:
        with plain_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > bounds.size:
                raise BadItem("too large")
            # what is added behind it meanwhile is not read
            left = BoundedReader(file, size)
            yield sealing.content_size(size), sealing.unsealed(private, left.read, path.name.encode())
    except (OSError, ValueError):
        raise BadItem("cannot be opened") from None


@contextmanager
def plain_file(path: Path) -> Iterator[BinaryIO]:
    """An open plain file of ours alone; ValueError for anything else, OSError."""
    descriptor = os.open(path, UNHURRIED | getattr(os, "O_NOFOLLOW", 0))
    try:
        found = os.fstat(descriptor)
        if not (stat.S_ISREG(found.st_mode) and _is_ours(found)):
            raise ValueError("no plain file of ours")
        with open(descriptor, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


class BoundedReader:
    """The beginning of a file, of so many bytes."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, most: int) -> bytes:
        """So many bytes, fewer at the end."""
        found = self._file.read(min(most, self._left))
        self._left -= len(found)
        return found


def _is_ours(found: os.stat_result) -> bool:
    """Ours alone: no second name of a file elsewhere, nobody else's."""
    return found.st_nlink == 1 and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())


def set_aside(path: Path) -> bool:
    """Move a bad item out of the way without looking into it; False where that is not possible."""
    aside = path.parent / ASIDE
    try:
        aside.mkdir(mode=0o700, exist_ok=True)
        if not _is_folder(aside) or len(os.listdir(aside)) >= LOOKED_AT:
            return False
        os.rename(path, aside / secrets.token_hex(16))
    except OSError:
        return False
    return True


def told_aside(count: int) -> Event:
    """The journal's entry of so many items that were set aside."""
    return Event(SET_ASIDE, f"не открывается, файлов: {count}")


def clear_begun(folder: Path) -> None:
    """Throw away what a killed program began to write: nobody holds it, or it is a day old."""
    with suppress(OSError):
        for path in (folder / INBOX).glob(BEGUN + "*"):
            age = time.time() - path.lstat().st_mtime
            if age > STALE or (age > FRESH and _is_left(path)):
                path.unlink()


def _is_left(path: Path) -> bool:
    """Did its writer end without it."""
    if sys.platform == "win32":
        return False
    with suppress(OSError, ValueError), plain_file(path) as file:
        return claim(file.fileno())
    return False


def _names(inbox: Path) -> Iterator[str]:
    if not _is_folder(inbox):
        return
    with os.scandir(inbox) as found:
        for one in islice(found, LOOKED_AT):
            if one.name != ASIDE and not one.name.startswith(BEGUN):
                yield one.name


def _is_folder(path: Path) -> bool:
    """Is it a folder itself, no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False
