"""Reading what a command is given: bounded, with a Fault (exit code 2) for what cannot be read."""

import sys
from pathlib import Path

from emk_tui.card.answers import Answers, FileRefused, load_answers
from emk_tui.card.answers_text import LARGEST
from emk_tui.ports import Fault

STANDARD_INPUT = "-"


def read_bytes(name: str) -> bytes:
    """At most one byte more than an answers file may have; Fault FILE_ABSENT or FILE_UNREADABLE."""
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        with open(name, "rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Fault("FILE_ABSENT", 2) from None
    except (OSError, ValueError):
        raise Fault("FILE_UNREADABLE", 2) from None


def read_answers(name: str) -> Answers:
    """The answers of a file or of standard input («-»); Fault FILE_… where it is none."""
    try:
        return load_answers(read_bytes(name), name)
    except FileRefused as refused:
        raise Fault(refused.code, 2, **refused.words) from None


def folder_of(name: str) -> Path:
    """The folder that file names in the answers are relative to."""
    return Path() if name == STANDARD_INPUT else Path(name).parent
