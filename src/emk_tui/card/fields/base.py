"""What every field has: its words, and one reader with three answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, Any, ClassVar

from emk_tui.card.problems import ERROR, WARNING, Problem, problem_with
from emk_tui.card.text import Unprintable, clean, fold, has_marks
from emk_tui.i18n import _

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Value = str | bool | date | None

NONE_WORDS = ("нет", "ytn")
"""Answers that mean «there is none» (K33); the second is the first in the Latin layout."""


@dataclass(frozen=True, slots=True)
class Right:
    """The value in normal form, how it is shown, and what is worth knowing about it."""

    value: Value
    shown: str
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NotYet:
    """Unfinished: neutral while typing, a problem on leaving the field (K31)."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Wrong:
    """No further typing can mend it."""

    problem: Problem


Reading = Right | NotYet | Wrong


@dataclass(frozen=True, slots=True)
class Only:
    """The field is asked only where another field of the same record has one of these values."""

    field: str
    values: frozenset[Value]


def only(field: str, *values: Value) -> Only:
    """Short form of Only."""
    return Only(field, frozenset(values))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Field:
    """A field of the card. Texts are Russian; `row` is the requirement it comes from."""

    kind: ClassVar[str] = "text"

    label: str
    spoken: str = ""
    """Label for speech, at most 29 cells; the label itself where it is short enough."""
    hint: str = ""
    """The format in words, spoken at the field's start."""
    example: str = ""
    counter: str = ""
    """An example of what is refused, for the rules table."""
    place: str = ""
    """Where it stands on the paper."""
    row: str = ""
    empty: str = ""
    """What stands in the review and the card where it was left empty."""
    required: bool = True
    only: Only | None = None
    absent: str = ""
    """Name of the companion tick that says there is none («отчества нет», K33)."""
    companion: bool = False
    """This tick is answered through the field it accompanies."""
    derived: bool = False
    """Follows from another field; asked only to be corrected."""
    assertion: bool = False
    """A tick that must be given anew each time; never part of a draft."""
    secret: bool = False
    printed: bool = False
    """A code copied from paper: its capitals are its own."""
    directory: str = ""
    """Key of the directory it can be chosen from."""
    offers: tuple[str, ...] = ()
    """Usual answers, offered while typing; any other is as good."""
    also: str = ""
    """What else holds for it, in words, for the rules table."""
    limit: int = 200

    @property
    def speech(self) -> str:
        """The label that is spoken."""
        return self.spoken or self.label

    def read(self, raw: str, today: date) -> Reading:
        """Read what was typed; never raises, touches nothing outside."""
        if len(raw) > self.limit * 8:
            return self.wrong("TOO_LONG", limit=self.limit)
        try:
            text = clean(raw)
        except Unprintable as found:
            return self.wrong("UNPRINTABLE", position=found.position)
        reading = self._read(text, today)
        if isinstance(reading, Right) and has_marks(raw):
            note = self.problem("EDGE_MARKS", level=WARNING)
            return replace(reading, notes=(*reading.notes, note))
        return reading

    def _read(self, text: str, today: date) -> Reading:
        if not text:
            return self.missing() if self.required else Right(None, "")
        if len(text) > self.limit:
            return self.wrong("TOO_LONG", limit=self.limit)
        return self.parse(text, today)

    def is_full(self, raw: str, today: date) -> bool:
        """Can no further sign be meant after this right answer: a face may step on by itself."""
        return False

    def rule(self) -> str:
        """What it accepts, in whole sentences, for the rules table."""
        return _("До {limit} знаков.").format(limit=self.limit)

    def parse(self, text: str, today: date) -> Reading:
        """Read a clean text that is not empty."""
        return Right(text, text)

    def raw_of(self, value: Value) -> str:
        """What to type for this value."""
        return "" if value is None else str(value)

    def says_none(self, raw: str) -> bool:
        """Does this answer mean that there is none; the companion tick then says so (K33)."""
        return bool(self.absent) and fold(raw.strip()) in NONE_WORDS

    def reviewed(self, reading: Right) -> str:
        """How a right answer stands in the review."""
        return reading.shown

    def missing(self) -> NotYet:
        """Nothing was typed where something must be."""
        code = "REQUIRED_OR_ABSENT" if self.absent else "REQUIRED"
        return NotYet(self.problem(code))

    def problem(self, code: str, *, level: str = ERROR, fix: str | None = None, **words: object) -> Problem:
        """A problem of this field; its example and row are filled in."""
        return self._problem(code, words, level, fix)

    def wrong(self, code: str, *, fix: str | None = None, **words: object) -> Wrong:
        """Shorthand for a refusal."""
        return Wrong(self._problem(code, words, ERROR, fix))

    def not_yet(self, code: str, **words: object) -> NotYet:
        """Shorthand for an unfinished text."""
        return NotYet(self._problem(code, words))

    def _problem(
        self, code: str, words: Mapping[str, object], level: str = ERROR, fix: str | None = None
    ) -> Problem:
        found = problem_with(code, {"example": self.example, **words}, level, fix)
        return found if found.row else replace(found, row=self.row)

    def accept(self, value: Value) -> Value:
        """The value if this field could have read it; ValueError without the value in its text."""
        reading = self.read(self.raw_of(value), date(MAXYEAR, 1, 1))
        if not isinstance(reading, Right) or reading.value != value:
            raise ValueError("not in normal form")
        return value

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "Callable[[Any], CoreSchema] | GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """In the store: the Python type, then the reader of this field."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.accept, handler(source))
