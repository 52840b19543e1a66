"""A real terminal: whole letters on Backspace, hidden answers, settings put back, a lost listener."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

IUTF8 = 0x4000
"""Input flag of Linux and macOS: Backspace takes a whole UTF-8 letter. Not named by `termios` everywhere."""
INPUT, LOCAL = 0, 3
"""Places of the input and local flags in the list of `tcgetattr`."""


@contextmanager
def whole_letters(fd: int) -> Iterator[None]:
    """IUTF8 on this terminal; the settings found are put back. Nothing where there is no termios."""
    with _changed(fd, INPUT, IUTF8, 0):
        yield


@contextmanager
def hidden(fd: int) -> Iterator[None]:
    """No echo on this terminal, not even of the line end; the settings found are put back."""
    with _changed(fd, LOCAL, 0, _echo()):
        yield


def _echo() -> int:
    try:
        import termios
    except ImportError:
        return 0
    return termios.ECHO | termios.ECHONL


@contextmanager
def _changed(fd: int, place: int, on: int, off: int) -> Iterator[None]:
    try:
        import termios
    except ImportError:
        yield
        return
    try:
        before, after = termios.tcgetattr(fd), termios.tcgetattr(fd)
    except termios.error as fault:
        # No OSError of its own accord, though it is one.
        raise OSError(*fault.args) from fault
    after[place] = (after[place] | on) & ~off
    # TCSADRAIN keeps what was typed ahead; TCSAFLUSH would lose answers of fast typists and of scripts.
    termios.tcsetattr(fd, termios.TCSADRAIN, after)
    try:
        yield
    finally:
        restore(fd, before)


def readable(fd: int, seconds: float) -> bool:
    """Does a line wait there within this time; a signal ends the wait as its handler says."""
    import select

    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(max(1, int(seconds * 1000))))


def restore(fd: int, before: list[int | list[bytes | int]]) -> None:
    """Put settings back; a terminal that is gone has none to restore."""
    import termios
    from contextlib import suppress

    with suppress(termios.error):
        termios.tcsetattr(fd, termios.TCSADRAIN, before)


def discard(writer: BinaryIO) -> None:
    """Send what is still buffered for a lost listener nowhere; else Python complains at its end."""
    try:
        lost = writer.fileno()
    except io.UnsupportedOperation:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, lost)
    os.close(nowhere)
