"""Reading what a command is given: bounded, with a Fault (exit code 2) for what cannot be read."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from emk_tui.card.answers import Answers, FileRefused, load_answers
from emk_tui.card.answers_text import LARGEST
from emk_tui.ports import Fault

STANDARD_INPUT = "-"
MORE = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in MORE)
"""Opening never waits, whatever it is."""
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
NOT_A_FILE = (errno.EISDIR, errno.ENXIO, errno.ENODEV, errno.ELOOP)


def read_bytes(name: str) -> bytes:
    """At most one byte more than an answers file may have; Fault FILE_ABSENT, FILE_OTHER, FILE_UNREADABLE."""
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        with open(name, "rb", opener=_open_regular) as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Fault(_code(error), 2) from None
    except ValueError:
        # a NUL or half a letter: no file system holds such a name
        raise Fault("FILE_ABSENT", 2) from None


def _open_regular(name: str, _flags: int) -> int:
    """Descriptor of a regular file; OSError for a folder, a pipe or a device."""
    descriptor = os.open(name, FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EISDIR, "")
    return descriptor


def _code(error: OSError) -> str:
    if error.errno in ABSENT:
        return "FILE_ABSENT"
    return "FILE_OTHER" if error.errno in NOT_A_FILE else "FILE_UNREADABLE"


def read_answers(name: str) -> Answers:
    """The answers of a file or of standard input («-»); Fault FILE_… where it is none."""
    try:
        return load_answers(read_bytes(name), name)
    except FileRefused as refused:
        raise Fault(refused.code, 2, **refused.words) from None


def check_usable(folder: str) -> None:
    """Fault KEEP_UNUSABLE where this folder cannot be made or written; DISK_FULL; nothing stays behind."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=_nearest(os.path.abspath(folder))):
            return
    except (OSError, ValueError) as error:
        full = getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT)
        raise (Fault("DISK_FULL") if full else Fault("KEEP_UNUSABLE", 2)) from None


def _nearest(folder: str) -> str:
    """The folder, or the nearest one above it that is there; OSError where the name itself is impossible."""
    try:
        os.lstat(folder)
    except FileNotFoundError:
        above, name = os.path.split(folder)
        there = _nearest(above)
        with suppress(FileNotFoundError):
            # a name that is too long shows only where the folder above it is there
            os.lstat(os.path.join(there, name))
        return there
    return folder


def folder_of(name: str) -> Path:
    """The folder that file names in the answers are relative to."""
    return Path() if name == STANDARD_INPUT else Path(name).parent
