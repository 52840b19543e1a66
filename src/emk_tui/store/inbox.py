"""The sealed inbox: what arrives without a sign-in waits here for the next opening (storage.md 10).

Anybody who may write into the folder can put something there, so nothing in it is trusted: no link is
followed, no size is believed, and what cannot be opened is set aside.
"""

import os
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from emk_tui.store import sealing
from emk_tui.store.folder import INBOX, UNHURRIED, read_plain, sync_folder

ASIDE, BEGUN = "aside", ".new-"
NAME = re.compile(r"([a-z]{1,16})\.[0-9a-f]{32}")
"""`KIND.ID`; the whole name is bound to the content, so no item can be taken twice under two names."""
LOOKED_AT = 1000
"""Names read at one opening, and the most that is ever set aside."""
STALE = 24 * 3600.0
"""Seconds after which an item whose writing never ended is thrown away."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most items of one kind that may wait, most bytes of one sealed item."""

    number: int
    size: int


FAILURE = "failure"
KINDS = {FAILURE: Bounds(200, 4096)}
"""What this program takes; items of other kinds are left for a later version."""


class BadItem(ValueError):
    """An item that cannot be taken: no plain file of ours, too large, or not sealed for this store."""


def put(folder: Path, public: bytes, kind: str, content: bytes | Iterable[bytes]) -> bool:
    """Seal one item into the inbox of this store's folder; False where enough of its kind are waiting."""
    inbox, bounds = folder / INBOX, KINDS[kind]
    inbox.mkdir(mode=0o700, exist_ok=True)
    if not _is_folder(inbox) or sum(kind_of(one) == kind for one in _names(inbox)) >= bounds.number:
        return False
    name = f"{kind}.{secrets.token_hex(16)}"
    beside = inbox / (BEGUN + name)
    try:
        _write(beside, sealing.sealed(public, content, name.encode()), bounds.size)
        os.rename(beside, inbox / name)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(inbox)
    return True


def _write(path: Path, pieces: Iterable[bytes], most: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as out:
        for piece in pieces:
            out.write(piece)
            if out.tell() > most:
                raise ValueError("too large for the inbox")
        out.flush()
        os.fsync(out.fileno())


def items(folder: Path) -> list[Path]:
    """What waits, by name: everything of the kinds taken here and everything that has no business here."""
    inbox = folder / INBOX
    return [inbox / name for name in sorted(_names(inbox)) if kind_of(name) in ("", *KINDS)]


def kind_of(name: str) -> str:
    """The kind in an item's name, empty for a name that no item has."""
    found = NAME.fullmatch(name)
    return found[1] if found else ""


def open_item(private: bytes, path: Path) -> bytes:
    """The content of an item; BadItem for anything that is not one."""
    bounds = KINDS.get(kind_of(path.name))
    if bounds is None:
        raise BadItem("no kind of ours")
    try:
        return sealing.unseal(private, _read(path, bounds.size), path.name.encode())
    except (OSError, ValueError):
        raise BadItem("cannot be opened") from None


def _read(path: Path, most: int) -> bytes:
    return read_plain(os.open(path, UNHURRIED | getattr(os, "O_NOFOLLOW", 0)), most, _is_ours)


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


def clear_begun(folder: Path) -> None:
    """Throw away what a killed program began to write a day ago or earlier."""
    with suppress(OSError):
        for path in (folder / INBOX).glob(BEGUN + "*"):
            if time.time() - path.lstat().st_mtime > STALE:
                path.unlink()


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
