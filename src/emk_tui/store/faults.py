"""Errors of the driver and the file system turned into Faults without any value in them (R174)."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emk_tui.ports import Fault

SQLITE = {5: "STORE_BUSY", 6: "STORE_BUSY", 8: "READ_ONLY", 11: "STORE_DAMAGED", 13: "DISK_FULL",
          14: "READ_ONLY", 26: "STORE_DAMAGED"}  # fmt: skip
"""Primary SQLite result code → code of the fault."""
SQLITE_IOERR = 10
"""A write that a quota or a size limit cut short, or a disk that can't be read: who asks knows which."""
POSTGRES = {"53100": "DISK_FULL", "25006": "READ_ONLY", "40P01": "STORE_BUSY", "55P03": "STORE_BUSY",
            "40001": "STORE_BUSY", "XX001": "STORE_DAMAGED", "XX002": "STORE_DAMAGED"}  # fmt: skip
OS = {errno.ENOSPC: "DISK_FULL", errno.EDQUOT: "DISK_FULL", errno.EFBIG: "DISK_FULL",
      errno.EROFS: "READ_ONLY", errno.EACCES: "READ_ONLY", errno.EPERM: "READ_ONLY"}  # fmt: skip


class HealthBeforeConsent(ValueError):
    """A caller tried to write health data before a signed consent (R92): an error of the program."""


def code_of(error: BaseException | None, io: str = "STORE_DAMAGED") -> str:
    """The fault code of a driver's or an operating system's error, empty where there is none."""
    if isinstance(error, OSError):
        return OS.get(error.errno or 0, "")
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int):
        if number & 0xFF == SQLITE_IOERR:
            return io
        return SQLITE.get(number & 0xFF, "")
    return POSTGRES.get(getattr(error, "sqlstate", None) or "", "")


@contextmanager
def translated(io: str = "STORE_DAMAGED") -> Iterator[None]:
    """Raise Fault instead of an error that has a code, else pass it on; `io`: what an i/o error means."""
    try:
        yield
    except Exception as error:
        # SQLAlchemy keeps the driver's own error in `orig`
        if code := code_of(getattr(error, "orig", None) or error, io):
            raise Fault(code) from None
        raise


ROOM = 64 * 1024
"""Bytes that opening a store may need beside it: the log and its index."""


@contextmanager
def judged(folder: Path) -> Iterator[None]:
    """Before a store is called damaged: where its disk takes nothing more, that is what is wrong."""
    try:
        yield
    except Fault as fault:
        if fault.problem.code != "STORE_DAMAGED" or _has_room(folder):
            raise
        raise Fault("DISK_FULL") from None


def _has_room(folder: Path) -> bool:
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(ROOM))
    except OSError as error:
        return code_of(error) != "DISK_FULL"
    return True


@contextmanager
def creating() -> Iterator[None]:
    """The same for a store that is not there yet: it cannot be damaged, so an i/o error is a full disk."""
    try:
        with translated("DISK_FULL"):
            yield
    except Fault as fault:
        if fault.problem.code != "STORE_DAMAGED":
            raise
        raise Fault("DISK_FULL") from None
