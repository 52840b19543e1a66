"""Errors of the driver and the file system turned into Faults without any value in them (R174)."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

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
