"""What a field says while it is typed and when it is left: the three answers for a face (R87, K31)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emk_tui.card.fields import Field, NotYet, Right
from emk_tui.card.fields.base import NONE_WORDS
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.text import fold
from emk_tui.i18n import _


class Answer(StrEnum):
    """State of a field in one word."""

    EMPTY = ""
    RIGHT = "right"
    NOT_YET = "not_yet"
    WRONG = "wrong"
    NOTE = "note"


@dataclass(frozen=True, slots=True, repr=False)
class Live:
    """The answer, its short words for the row, and the problem behind them."""

    answer: Answer = Answer.EMPTY
    short: str = ""
    problem: Problem | None = None

    @property
    def fix(self) -> str | None:
        """What one key would type instead."""
        return self.problem.fix if self.problem else None


def while_typing(field: Field, raw: str, today: date) -> Live:
    """Unfinished is neutral; a wrong sign is told at once."""
    if not raw.strip():
        return Live()
    if field.absent and any(word.startswith(fold(raw.strip())) for word in NONE_WORDS):
        return Live(Answer.RIGHT, _("нет")) if field.says_none(raw) else Live(Answer.NOT_YET)
    reading = field.read(raw, today)
    if isinstance(reading, Right):
        return Live(Answer.NOTE, reading.notes[0].short, reading.notes[0]) if reading.notes else RIGHT
    answer = Answer.NOT_YET if isinstance(reading, NotYet) else Answer.WRONG
    return Live(answer, reading.problem.short, reading.problem)


RIGHT = Live(Answer.RIGHT, _("верно"))


def when_left(found: Problem | None) -> Live:
    """After the field was left: what stands against it, or what is worth knowing of it."""
    if found is None:
        return Live()
    return Live(Answer.WRONG if found.level == ERROR else Answer.NOTE, found.short, found)
