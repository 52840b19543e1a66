"""The store's folder: names in it, durable replacement of small files, the lock, network disks."""

import errno
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from emk_tui.ports import Fault

DATABASE, KEYS, OLD_KEYS = "emk.db", "keys.json", "keys.json.old"
LOCK, ANCHOR, ATTEMPTS = "lock", "anchor.json", "attempts.json"
RESTORED = "restored.json"
"""Left by `restore` for the next opening: the journal of this copy may end earlier than the marks outside."""
BACKUPS, COPIES, INBOX = "backups", "copies.json", "inbox"
DROP = "drop"
"""Beside the store's folder: what lies in it is taken into the inbox."""
DESTROYED = "destroyed"
"""Purpose in the name of a folder whose destruction has begun."""
SMALL = 64 * 1024
"""More than any small file of the store ever holds."""
UNHURRIED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""How a file is opened that somebody may have put there: a pipe holds nobody up."""
NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "gfs2", "ocfs2",
     "fuse.sshfs", "fuse.davfs", "davfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs")
)  # fmt: skip
"""File systems of other machines: SQLite's locks and shared memory can't be trusted there."""


def read_small(path: Path, most: int = SMALL) -> bytes:
    """The content of a plain file of at most so many bytes; ValueError for anything else, OSError."""
    try:
        descriptor = os.open(path, UNHURRIED)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise ValueError("no plain file") from None
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("no plain file")
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise ValueError("too large")
    return content


def replace_file(path: Path, content: bytes) -> None:
    """Write beside, sync, rename, sync the folder: either the old or the new content survives. Mode 0600."""
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, path)
    sync_folder(path.parent)


def replace_json(path: Path, content: object) -> None:
    """Replace a file by this JSON."""
    replace_file(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def sync_folder(folder: Path) -> None:
    """Make renames in the folder durable; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(path: Path) -> bool:
    """Make it (0700) where it is missing; False where what is there is no folder of ours itself."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())


def take_lock(folder: Path) -> IO[bytes]:
    """Hold the store for this program until the file is closed; Fault STORE_BUSY when another holds it."""
    handle = open(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # noqa: SIM115
    try:
        _lock(handle)
    except OSError:
        handle.close()
        raise Fault("STORE_BUSY") from None
    return handle


def _lock(handle: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def filesystem(path: Path, mounts: str) -> str:
    """Type of the file system that holds the path, by the text of /proc/mounts; the longest mount wins."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        inside = path == Path(point) or Path(point) in path.parents
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
            # 9p is also how a virtual machine sees its own host: only a network transport counts
            if kind == "9p" and "trans=tcp" in line:
                kind = "nfs"
    return kind


def refuse_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Fault NETWORK_FS when the folder lies on another machine's disk."""
    if str(folder).startswith(("\\\\", "//")):
        raise Fault("NETWORK_FS")
    if (
        mounts.exists()
        and filesystem(folder.absolute().resolve(), mounts.read_text(errors="replace")) in NETWORK
    ):
        raise Fault("NETWORK_FS")


def temporary(place: Path, purpose: str) -> Path:
    """A new folder (0700) beside the place, on the same disk; a later start clears what is left over."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{place.name}.{purpose}-", dir=place.parent))


def clear_leftovers(place: Path) -> None:
    """Remove folders of a making or restoring that was killed; one still in use holds its lock."""
    for purpose in ("new", "restored"):
        finish_leftovers(place, purpose, shutil.rmtree)


def finish_leftovers(place: Path, purpose: str, finish: Callable[[Path], None]) -> None:
    """Do this with every folder of one purpose that a killed program left beside the place."""
    for left in place.parent.glob(f".{place.name}.{purpose}-*"):
        try:
            lock = take_lock(left)
        except Fault:
            continue
        finish(left)
        lock.close()
