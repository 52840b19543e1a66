"""What a field says while it is typed and when it is left: the three answers for a face (R87, K31)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emk_tui.card.fields import Field, NotYet, Right
from emk_tui.card.fields.base import NONE_WORDS
from emk_tui.card.fields.secrets import SHORTEST, missing_classes
from emk_tui.card.problems import ERROR, WARNING, Problem, problem
from emk_tui.card.text import fold, is_cyrillic, is_latin
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
    if isinstance(reading, Right) and field.kind == "file" and not reading.notes:
        # whether there is such a file is seen when it is left: half a name is not «верно» yet
        return Live(Answer.NOT_YET)
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


CAPITALS = 4
"""So many capitals and no small letter look like Caps Lock."""


def keyboard_hint(text: str) -> Problem | None:
    """What a secret tells of its keyboard: Caps Lock, a layout changed within a word (R18)."""
    if any(_is_mixed(word) for word in re.findall(r"[^\W\d_]+", text)):
        return problem("PASSWORD_LAYOUT", level=WARNING)
    capitals = sum(char.isupper() for char in text)
    if capitals >= CAPITALS and not any(char.islower() for char in text):
        return problem("PASSWORD_CAPS", level=WARNING)
    return None


def _is_mixed(word: str) -> bool:
    return any(map(is_latin, word)) and any(map(is_cyrillic, word))


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a password must have, and whether it has it now (R28–R30)."""

    text: str
    met: bool


def password_needs(field: Field, text: str, today: date) -> tuple[Need, ...]:
    """Length, the four classes, no simple sequence or date: each for itself, in a fixed order."""
    missing = set(missing_classes(text))
    reading = field.read(text, today)
    weak = not isinstance(reading, Right) and reading.problem.code in ("PASSWORD_SEQUENCE", "PASSWORD_DATE")
    classes = ("заглавная буква", "строчная буква", "цифра", "спецсимвол")
    return (
        Need(_("от {n} знаков").format(n=SHORTEST), len(text) >= SHORTEST),
        *(Need(_(name), name not in missing) for name in classes),
        Need(_("без простых рядов и дат"), bool(text) and not weak),
    )


def repeated(first: str, again: str) -> Problem | None:
    """Is the second one the first one: told when it is left, not at the end of all."""
    return problem("PASSWORD_REPEAT") if again and first != again else None
