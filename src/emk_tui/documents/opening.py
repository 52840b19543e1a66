"""Opening a file that a person named: regular files only, links never followed, nothing ever blocks."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from emk_tui.ports import Source

FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
NOT_A_FILE = frozenset({errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENODEV})


class Unopened(Exception):
    """The file can't be taken; carries the code of the problem."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@contextmanager
def open_source(source: Source) -> Iterator[BinaryIO]:
    """The open file of a path, or content in a file without a name; Unopened."""
    with open_regular(source) if isinstance(source, str) else _nameless(source) as file:
        yield file


@contextmanager
def open_regular(path: str) -> Iterator[BinaryIO]:
    """The open file; Unopened with DOC_ABSENT, DOC_NOT_FILE or DOC_UNREADABLE, also while it is read."""
    descriptor = -1
    try:
        descriptor = _open(path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unopened("DOC_NOT_FILE")
        with open(descriptor, "rb", closefd=False) as file:
            yield file
    except OSError as error:
        raise Unopened(_code(error)) from None
    finally:
        if descriptor >= 0:
            os.close(descriptor)


@contextmanager
def _nameless(content: bytes) -> Iterator[BinaryIO]:
    """In memory where the system can: what came sealed is not to touch the disk open."""
    try:
        with _anonymous() as file:
            file.write(content)
            file.flush()
            file.seek(0)
            yield file
    except OSError:
        raise Unopened("DOC_UNREADABLE") from None


def _anonymous() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return open(os.memfd_create("emk"), "w+b")
    return tempfile.TemporaryFile()


def _open(path: str) -> int:
    try:
        if not hasattr(os, "O_NOFOLLOW") and os.path.islink(path):
            raise Unopened("DOC_NOT_FILE")
        return os.open(path, FLAGS)
    except ValueError:
        # A NUL or a lone surrogate: no file system holds such a name.
        raise Unopened("DOC_ABSENT") from None


def _code(error: OSError) -> str:
    if error.errno in ABSENT:
        return "DOC_ABSENT"
    return "DOC_NOT_FILE" if error.errno in NOT_A_FILE else "DOC_UNREADABLE"
