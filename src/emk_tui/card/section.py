"""A section of the card: a plain annotated class, its rules across fields, and how to find a field in it."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import get_args, get_type_hints

from emk_tui.card.fields import Field, Only, Reading, Right, Value, Wrong
from emk_tui.card.problems import Problem

Values = Mapping[str, Value]
"""Name → value of one record; a name with a point is a path of another section (`personal.birth_date`)."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of records of their own class."""

    least: int
    most: int
    add: str = ""
    """Caption of the button that adds one."""
    empty: str = ""
    """What an empty list says."""
    only: Only | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across fields: called where all of `needs` were read rightly; the problem stands at `path`."""

    path: str
    needs: tuple[str, ...]
    check: Callable[[Values, date], Problem | None]
    code: str
    """The problem it gives."""
    text: str
    """The rule in words, for the rules table: what must hold, not what went wrong."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: key, class, title and rules; `many` where it is a list of records."""

    key: str
    cls: type
    title: str
    rules: tuple[Rule, ...] = ()
    many: Many | None = None
    health: bool = False
    """Holds health data: nothing of it is written before the consent (R92)."""
    optional: bool = False
    """May be left out as a whole."""
    headings: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Field that begins a group → title of the group, where a face has room for it."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its fields in the order of the paper."""
        return members(self.cls)[0]

    @property
    def lists(self) -> Mapping[str, tuple[Many, type]]:
        """Its lists of records: name → (Many, class of a record)."""
        return members(self.cls)[1]


@cache
def members(cls: type) -> tuple[Mapping[str, Field], Mapping[str, tuple[Many, type]]]:
    """Fields and lists of a section class, read from its annotations."""
    fields: dict[str, Field] = {}
    lists: dict[str, tuple[Many, type]] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, Field):
                fields[name] = extra
            elif isinstance(extra, Many):
                lists[name] = (extra, get_args(get_args(hint)[0])[0])
    return fields, lists


def is_asked(field: Field, values: Values) -> bool:
    """Does its condition hold."""
    return field.only is None or values.get(field.only.field) in field.only.values


def is_listed(many: Many, values: Values) -> bool:
    """Does the condition of a list within a record hold."""
    return many.only is None or values.get(many.only.field) in many.only.values


@dataclass(slots=True)
class Record:
    """One record as read: values, problems and notes by field name; `asked` in the order of the paper."""

    values: dict[str, Value]
    readings: dict[str, Reading]
    asked: tuple[str, ...]

    @property
    def wrong(self) -> dict[str, Problem]:
        """Problems by field name."""
        return {name: got.problem for name, got in self.readings.items() if not isinstance(got, Right)}


def read_record(fields: Mapping[str, Field], raws: Mapping[str, str], today: date) -> Record:
    """Read the fields whose conditions hold, and what was typed where it is not known whether they do."""
    record = Record({}, {}, ())
    for name, field in fields.items():
        undecided = field.only is not None and field.only.field not in record.values
        if not is_asked(field, record.values) and not (undecided and raws.get(name, "").strip()):
            record.values[name] = None
            continue
        reading = _read(name, fields, raws, today)
        record.readings[name] = reading
        record.asked += (name,)
        if isinstance(reading, Right):
            record.values[name] = reading.value
    return record


def _read(name: str, fields: Mapping[str, Field], raws: Mapping[str, str], today: date) -> Reading:
    """One field together with the tick that says there is none (K33)."""
    field, raw = fields[name], raws.get(name, "")
    if not field.absent:
        return field.read(raw, today)
    tick = fields[field.absent].read(raws.get(field.absent, ""), today)
    if not (isinstance(tick, Right) and tick.value is True):
        return field.read(raw, today)
    return Wrong(field.problem("BOTH_GIVEN")) if raw.strip() else Right(None, "")
