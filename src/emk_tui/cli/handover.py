"""A locked program replaces itself: memory cannot be wiped in Python, a new process has none (storage.md 12).

What it needs to go on goes through a pipe that only the new process has: no argument shows it.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import NoReturn

from emk_tui.services.handover import Handover

VARIABLE = "EMK_HANDOVER"
"""Number of the open file; what is in it is read once."""
LARGEST = 4096
"""Bytes: a pipe takes so much without a reader."""


def forget_typed() -> None:
    """What was typed and not read was meant for the session that is closed: it is no part of a password."""
    try:
        import termios
    except ImportError:
        return
    # a terminal that is gone has nothing to forget; termios.error is no OSError
    with suppress(termios.error, OSError, ValueError):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def start_again(handover: Handover) -> NoReturn:
    """The same command in the same process slot, with nothing of the former memory."""
    reader, writer = os.pipe()
    content = json.dumps(asdict(handover)).encode()
    if len(content) > LARGEST:
        raise ValueError("a handover is small")
    os.write(writer, content)
    os.close(writer)
    os.set_inheritable(reader, True)
    if handover.alive >= 0:
        os.set_inheritable(handover.alive, True)
    environ = {**os.environ, VARIABLE: str(reader)}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environ)


def handed_over() -> Handover | None:
    """What the former program left; None where this one was started by a person."""
    given = os.environ.pop(VARIABLE, "")
    if not (given.isascii() and given.isdigit()):
        return None
    try:
        with os.fdopen(int(given), "rb") as file:
            fields = json.loads(file.read(LARGEST))
        return Handover(**fields)
    except (OSError, ValueError, TypeError):
        return None
