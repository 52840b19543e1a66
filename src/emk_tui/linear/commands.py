"""What was typed at a prompt: a command in any case and either keyboard layout, or an answer. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from emk_tui.card.text import from_latin_layout


class Word(StrEnum):
    """The commands of every prompt (accessibility rule 6)."""

    HELP = "справка"
    REPEAT = "повтор"
    BACK = "назад"
    NEXT = "дальше"
    SUMMARY = "сводка"
    GOTO = "перейти"
    FIX = "исправить"
    SAVE = "сохранить"
    STOP = "стоп"
    SCREEN = "экран"
    """Go on at the full screen, at the same field."""
    REPLACE = "замена"
    """Accept the fix that the problem offers."""
    RESEND = "ещё"
    """Ask for a new code."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `number` only for GOTO and FIX, None where it was left out; GOTO may have a name instead."""

    word: Word
    number: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as typed."""

    text: str


QUESTION_KEYS = {"?", ",", "&"}
"""The question mark, and what its keys give in the other layout."""
NUMBERED = {Word.GOTO, Word.FIX}
SPELLED = {word.value.replace("ё", "е"): word for word in Word}


def parse(line: str) -> Command | Answer:
    """A command or an answer; a leading «=» makes the rest an answer whatever it is."""
    typed = line.strip()
    if typed.startswith("="):
        return Answer(typed[1:])
    return command(typed) or Answer(line)


def parse_secret(line: str) -> Command | Answer:
    """The same for a hidden answer: «=» is dropped only before a command, or passwords would lose it."""
    if line.startswith("=") and command(line.lstrip("=")):
        return Answer(line[1:])
    return command(line.strip()) or Answer(line)


def command(typed: str) -> Command | None:
    """The command these words are, in either layout, or None."""
    if typed in QUESTION_KEYS:
        return Command(Word.HELP)
    return _spelled(typed) or _spelled(from_latin_layout(typed))


def _spelled(text: str) -> Command | None:
    head, *rest = text.lower().replace("ё", "е").split() or [""]
    word = SPELLED.get(head)
    if word is None:
        return None
    if not rest:
        return Command(word)
    if len(rest) == 1 and word in NUMBERED and _is_number(rest[0]):
        return Command(word, int(rest[0]))
    return _named(" ".join(rest)) if word is Word.GOTO else None


def _named(name: str) -> Command | None:
    """«перейти вакцинация»; any other words are an answer."""
    # the table of names knows all sections: too much for the first prompt
    from emk_tui.services.places import is_name

    return Command(Word.GOTO, name=name) if is_name(name) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
