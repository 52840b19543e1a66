"""What anybody may know of a running program: its words, its surroundings, its open files, its memory."""

import os
import re
import termios
from pathlib import Path

import pytest

from tests.e2e.driver import Terminal

HANDED = b"EMK_HANDOVER="
LOOKED_AT = 64 * 1024 * 1024
"""Bytes of one mapping that are searched."""


def words(talk: Terminal) -> bytes:
    """The command line as others see it."""
    return Path(f"/proc/{talk.child.pid}/cmdline").read_bytes()


def around(talk: Terminal) -> bytes:
    """The environment that the program was started with; a program that replaced itself has a new one."""
    return Path(f"/proc/{talk.child.pid}/environ").read_bytes()


def open_files(talk: Terminal) -> list[str]:
    """What its descriptors lead to."""
    folder = Path(f"/proc/{talk.child.pid}/fd")
    return [os.readlink(one) for one in folder.iterdir()]


def in_memory(talk: Terminal, secret: bytes) -> int:
    """How often these bytes stand in the memory of the program; a skip where one may not look."""
    pid, found = talk.child.pid, 0
    try:
        memory = open(f"/proc/{pid}/mem", "rb", buffering=0)  # noqa: SIM115
    except PermissionError:
        pytest.skip("the memory of a process is closed to its own user: PR_SET_DUMPABLE works")
    with memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place = re.match(r"([0-9a-f]+)-([0-9a-f]+) (r)", line)
            if place is None or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = (int(one, 16) for one in place.groups()[:2])
            try:
                memory.seek(start)
                found += memory.read(min(end - start, LOOKED_AT)).count(secret)
            except (OSError, OverflowError):
                continue
    return found


def modes(talk: Terminal) -> list[object]:
    """The settings of its terminal."""
    return termios.tcgetattr(talk.outer)


def children(talk: Terminal) -> list[int]:
    """Processes that the program has started and that have not ended."""
    found = (path.read_text() for path in Path(f"/proc/{talk.child.pid}/task").glob("*/children"))
    return [int(one) for text in found for one in text.split()]
