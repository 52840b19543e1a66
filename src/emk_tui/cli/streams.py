"""Standard streams that may be closed, full or broken: never a traceback, not even from the last flush."""

import os
import sys
from contextlib import suppress
from typing import IO

STREAMS = (
    (0, "stdin", "r", os.O_RDONLY),
    # opened for reading only: the first thing written fails as on any output that takes nothing
    (1, "stdout", "w", os.O_RDONLY),
    (2, "stderr", "w", os.O_WRONLY),
)
"""Descriptor, name in sys, mode, and how it is opened on nothing where it was closed."""


class OutputLost(Exception):
    """Standard output takes nothing more: closed, or its disk is full."""


def secure() -> None:
    """Put nothing in the place of closed streams, so that no file of ours gets their descriptors."""
    for descriptor, name, mode, flags in STREAMS:
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, flags)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def write(stream: IO[str], text: str) -> None:
    """Write and flush; OutputLost or BrokenPipeError for standard output, errors on others stay silent."""
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError) as error:
        if stream is not sys.stdout:
            # there is no place left to say it; the exit code still tells
            silence(stream)
        elif isinstance(error, BrokenPipeError):
            raise
        else:
            raise OutputLost from None


def silence(stream: IO[str]) -> None:
    """Let what is still buffered go nowhere: Python flushes once more at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
