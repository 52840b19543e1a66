"""Paths of fields: `personal.snils`, `documents.2.results.1.low`; record ids may be left out."""

from dataclasses import dataclass

from emk_tui.card.fields import Field
from emk_tui.card.section import Section, members
from emk_tui.card.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path points: its section, its field and the path of its record."""

    section: Section
    name: str
    field: Field
    record: str
    """`personal`, `documents.2`, `documents.2.results.1`."""


def locate(path: str) -> Place:
    """The field of a path; KeyError where there is none."""
    key, *parts = path.split(".")
    section = SECTIONS[key]
    fields, lists, record = section.fields, section.lists, key
    many = section.many is not None
    while parts:
        part = parts.pop(0)
        if many and _is_id(part):
            record, many = f"{record}.{part}", False
        elif part in lists and parts:
            fields, lists = members(lists[part][1])
            record, many = f"{record}.{part}", True
        elif part in fields and not parts:
            return Place(section, part, fields[part], record)
        else:
            raise KeyError(path)
    raise KeyError(path)


def _is_id(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= 9


def belongs(path: str, prefix: str) -> bool:
    """Is this the path itself or one below it."""
    return path == prefix or path.startswith(prefix + ".")


def order(path: str) -> tuple[int | str, ...]:
    """Sort key of a record id path: numbers by value."""
    return tuple(int(part) if part.isdigit() else part for part in path.split("."))
