"""Pictures for README and docs: the real program on the demonstration world, at one fixed moment.

`make pictures` writes them; a test makes them anew and compares. Nothing of this machine is in them.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOMENT = datetime(2026, 3, 2, 10, 0)
"""Monday, without a zone: ten o'clock wherever it is run."""
SIGNED = re.compile(r"\s*<!-- Generated with.*?-->")
"""The only address in a picture besides the name of its format."""
ROUNDS = 2000
"""Turns of the event loop that one answer may take."""

NAMES = "Иванова\nМария\nПетровна\n14.03.1985\nж\n"
WRONG = NAMES + "112-233-445 96"
"""The last figure of the СНИЛС does not fit the others."""


class Picture(NamedTuple):
    """What is shown: a step, what is typed there, and how it looks; in `keys` a text is typed letter by letter."""

    name: str
    step: str
    text: str = ""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    look: str = "emk-dark"


PICTURES = (
    Picture("personal", "personal", WRONG),
    Picture("personal-wide", "personal", WRONG, size=(120, 40)),
    Picture("booking", "booking", keys=("down", "enter", "enter", "enter", "right", "down", "down")),
    Picture("review", "review", keys=("space", "space", "space")),
    Picture("clinic-light", "clinic", "детск", look="emk-light"),
    Picture("policy-contrast", "policy", "12345678901", look="emk-contrast"),
)
