"""The check that every face shares: the card's own, the directories, and the files that are named."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from emk_tui.card.answers import Answers, merge
from emk_tui.card.check import Node, check, read_section
from emk_tui.card.draft import Draft
from emk_tui.card.dropped import plain_path
from emk_tui.card.fields import Right
from emk_tui.card.problems import WARNING, Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.identity import SLOTS
from emk_tui.card.text import fold
from emk_tui.ports import Directory, Intake

CLOSED = ("regions",)
"""Directories whose field reads nothing else: they need no second look."""


def check_draft(
    draft: Draft,
    today: date,
    directories: Mapping[str, Directory],
    base: Path | None = None,
    intake: Intake | None = None,
) -> list[Problem]:
    """All problems in the order of the paper; files are looked at where a folder and an intake are given."""
    found = check(draft, today)
    wrong = {one.path for one in found if one.level != WARNING}
    nodes = [node for section in SECTIONS.values() for node in read_section(section, draft, today)]
    extra = [*_outside_directories(nodes, directories)]
    if base is not None and intake is not None:
        extra += _files(draft, base, intake, wrong)
    return _sorted([*found, *extra])


def check_answers(
    answers: Answers,
    today: date,
    directories: Mapping[str, Directory],
    base: Path | None = None,
    intake: Intake | None = None,
) -> list[Problem]:
    """The same for an answers file: problems of its form first, no place told twice."""
    return list(merge(answers.problems, check_draft(answers.whole, today, directories, base, intake)))


def outside_directories(
    draft: Draft, key: str, today: date, directories: Mapping[str, Directory]
) -> list[Problem]:
    """Warnings of one section: values that the directory of their field does not know."""
    return list(_outside_directories(read_section(SECTIONS[key], draft, today), directories))


def _outside_directories(nodes: list[Node], directories: Mapping[str, Directory]) -> Iterator[Problem]:
    for node in (inner for top in nodes for inner in top.walk()):
        for name, field in node.fields.items():
            value = node.record.values.get(name)
            known = directories.get(field.directory)
            if field.directory in CLOSED or not known or not isinstance(value, str):
                continue
            if not is_known(known, value):
                yield field.problem("NOT_IN_DIRECTORY", level=WARNING).at(f"{node.path}.{name}")


def is_known(directory: Directory, value: str) -> bool:
    """Is this the name or code of an entry, be it of several."""
    if directory.exact(value):
        return True
    return any(fold(entry.name) == fold(value) for entry in directory.find(value).entries)


def _files(draft: Draft, base: Path, intake: Intake, wrong: set[str]) -> Iterator[Problem]:
    for slot, kind in SLOTS.items():
        path = f"identity.{slot}"
        if (name := draft.raw(path).strip()) and path not in wrong:
            yield from file_problems(base, name, kind, intake, path)
    for record in draft.ids("documents"):
        path = f"documents.{record}.file"
        name = draft.raw(path).strip()
        if name and path not in wrong:
            yield from file_problems(base, name, kind_at(draft, record), intake, path)


def file_problems(
    base: Path, name: str, kind: str, intake: Intake, path: str, *, deep: bool = True
) -> Iterator[Problem]:
    """What the intake says of a file; `name` is relative to `base`. Not deep: what a glance tells."""
    look = intake.check if deep else intake.glance
    for one in look(str(place_of(base, name)), kind).problems:
        yield one.at(path)


def place_of(base: Path, name: str) -> Path:
    """Where a named file is: «~» is the home folder where there is one, else part of the name."""
    name = plain_path(name)
    try:
        return base / Path(name).expanduser()
    except RuntimeError:
        return base / name


def kind_at(draft: Draft, record: str) -> str:
    """The kind of a document in normal form; empty where it is not read rightly."""
    reading = SECTIONS["documents"].fields["kind"].read(draft.raw(f"documents.{record}.kind"), date.max)
    return reading.value if isinstance(reading, Right) and isinstance(reading.value, str) else ""


def _sorted(found: list[Problem]) -> list[Problem]:
    """By section and record, as on the paper; the order within a record stays."""
    keys = list(SECTIONS)

    def place(one: Problem) -> tuple[int, ...]:
        key, *parts = one.path.split(".")
        numbers = (int(part) for part in parts if part.isascii() and part.isdigit())
        return (keys.index(key), *numbers)

    return sorted(found, key=place)
