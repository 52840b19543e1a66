"""The terminal before the screen stands: what is typed too early is kept and not shown."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

INPUT, LOCAL = 0, 3
"""Places of the input and local flags in the list of `tcgetattr`."""


@contextmanager
def unseen(descriptor: int) -> Iterator[None]:
    """No echo, whole keys instead of lines, Enter as Enter; then as it was found."""
    try:
        import termios
    except ImportError:
        yield
        return
    try:
        before, after = termios.tcgetattr(descriptor), termios.tcgetattr(descriptor)
    except termios.error:
        # no terminal, or gone already: nothing to hide
        yield
        return
    after[LOCAL] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON)
    after[INPUT] &= ~termios.ICRNL
    try:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, after)
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
