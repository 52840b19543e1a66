"""All fields of the card by path, for tables and properties."""

from collections.abc import Iterator
from datetime import date

from emk_tui.card.fields import Field, NotYet, Reading, Right
from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS

TODAY = date(2026, 3, 2)
"""The day of all tables; the demonstrations use it too."""


def all_fields() -> Iterator[tuple[str, Field]]:
    """Path without record ids → field, in the order of the papers."""
    for key, section in SECTIONS.items():
        yield from ((f"{key}.{name}", field) for name, field in section.fields.items())
        for inner, (_many, cls) in section.lists.items():
            yield from ((f"{key}.{inner}.{name}", field) for name, field in members(cls)[0].items())


FIELDS = dict(all_fields())


def read(path: str, raw: str, today: date = TODAY) -> Reading:
    """What the field at this path says."""
    return locate(path).field.read(raw, today)


def verdict(reading: Reading) -> tuple[str, str]:
    """The word of the reading and the code of its first problem or note."""
    if isinstance(reading, Right):
        return "right", reading.notes[0].code if reading.notes else ""
    return "not_yet" if isinstance(reading, NotYet) else "wrong", reading.problem.code


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """All problems and notes of a reading."""
    return reading.notes if isinstance(reading, Right) else (reading.problem,)
