"""The drop folder: files that another program or machine left there go into the sealed inbox (storage.md 10).

Only whole plain files of the owner: links, pipes, files of others, with a second name, or that somebody
is writing stay where they are. A file goes from here when its sealed copy is durable, if it is the same.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from emk_tui.ports import Fault
from emk_tui.store.folder import private_folder, sync_folder
from emk_tui.store.inbox import LARGEST, MIB, BoundedReader, claim, plain_file

AT_ONCE = 100
LOOKED_AT = 1000
"""Names that are read in one go."""
QUIET = 2.0
"""Seconds since the last change: before that it may be still on its way."""
UNFINISHED = (".part", ".filepart", ".tmp", ".crdownload")
"""Endings of names that programs give to what they are still writing."""
Receive = Callable[[str, str, Iterable[bytes]], int]


class Changed(Exception):
    """The file was written to while it was read."""


def take(folder: Path, receive: Receive) -> int:
    """Seal what is there and remove it; how many. Stops where the inbox is full or takes nothing."""
    # what could not be removed would be taken again and again
    if not (private_folder(folder) and os.access(folder, os.W_OK | os.X_OK)):
        return 0
    count = 0
    for path in islice(_names(folder), AT_ONCE):
        try:
            count += _take(path, receive)
        except Fault as fault:
            if not fault.problem.code.startswith("DOC_"):
                # full, or no disk: what was not taken lies here still
                break
        except (OSError, ValueError, Changed):
            continue
    if count:
        with suppress(OSError):
            sync_folder(folder)
    return count


def left(folder: Path) -> int:
    """How many lie there that are not taken: links, pipes, folders, files of others, or not finished."""
    with suppress(OSError), os.scandir(folder) as names:
        return sum(not one.name.startswith(".") for one in islice(names, LOOKED_AT))
    return 0


def _names(folder: Path) -> Iterator[Path]:
    """Plain files that seem to be finished, the oldest first."""
    found = []
    with suppress(OSError), os.scandir(folder) as names:
        for one in islice(names, LOOKED_AT):
            with suppress(OSError):
                if (status := one.stat(follow_symlinks=False)) and _fits(one.name, status):
                    found.append((status.st_mtime, one.name))
    return (folder / name for _moment, name in sorted(found))


def _fits(name: str, found: os.stat_result) -> bool:
    """A name that is no passing one, a plain file of a size that is taken, left alone for a while."""
    passing = name.startswith(".") or name.casefold().endswith(UNFINISHED)
    quiet = abs(time.time() - found.st_mtime) >= QUIET
    return not passing and quiet and stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST


def _take(path: Path, receive: Receive) -> bool:
    with plain_file(path) as file:
        found = os.fstat(file.fileno())
        # a second program of ours may take this very file: the lock is gone with the file when it was first
        if not (claim(file.fileno()) and _same(path, found)) or _is_written(file.fileno()):
            return False
        receive("", path.name, _content(file, found))
        if _same(path, found):
            path.unlink()
    return True


def _content(file: BinaryIO, found: os.stat_result) -> Iterator[bytes]:
    """All of it; Changed where it is not what it was before the last byte of it was read."""
    reader = BoundedReader(file, found.st_size)
    while piece := reader.read(MIB):
        yield piece
    now = os.fstat(file.fileno())
    if (now.st_size, now.st_mtime_ns) != (found.st_size, found.st_mtime_ns) or file.tell() != found.st_size:
        raise Changed


def _same(path: Path, found: os.stat_result) -> bool:
    """Does the name still lead to this file, unchanged."""
    with suppress(OSError):
        now = path.lstat()
        return (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns) == (
            found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns,
        )  # fmt: skip
    return False


def _is_written(descriptor: int) -> bool:
    """Has somebody opened it for writing, however long ago; Linux alone can tell, by refusing a lease."""
    if sys.platform != "linux":
        return False
    import fcntl
    import signal

    try:
        # a writer who comes in this very moment would be told by a signal: one that does nothing
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        # a file system without leases
        return False
    return False
