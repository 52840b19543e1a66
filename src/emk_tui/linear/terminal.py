"""The settings of a real terminal: whole letters on Backspace, hidden answers, put back at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    before = termios.tcgetattr(fd)
    after = termios.tcgetattr(fd)
    after[place] = (after[place] | on) & ~off
    # TCSADRAIN keeps what was typed ahead; TCSAFLUSH would lose answers of fast typists and of scripts.
    termios.tcsetattr(fd, termios.TCSADRAIN, after)
    try:
        yield
    finally:
        restore(fd, before)


def restore(fd: int, before: list[int | list[bytes | int]]) -> None:
    """Put settings back; a terminal that is gone has none to restore."""
    import termios
    from contextlib import suppress

    with suppress(termios.error):
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
