"""Names and texts: alphabets, separators, look-alikes by position."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from emk_tui.card.fields.base import Field, Reading, Right, Wrong
from emk_tui.card.problems import WARNING, Problem
from emk_tui.card.text import LATIN_LIKE, from_latin_layout, is_cyrillic, is_latin, to_cyrillic

CYRILLIC, MIXED, ANY = "cyrillic", "mixed", "any"
_LETTERS = re.compile("[A-Za-zА-Яа-яЁё]+")
PARTICLES = {"оглы", "кызы", "фон", "де", "ибн", "аль", "улы", "ди", "да", "ван"}


def foreign_letter(field: Field, text: str) -> Wrong | None:
    """The first Latin letter in a Cyrillic text: its position and the replacement (K35), or the layout."""
    positions = [index for index, char in enumerate(text) if is_latin(char)]
    if not positions:
        return None
    if not any(is_cyrillic(char) for char in text):
        return field.wrong("LAYOUT", fix=from_latin_layout(text))
    first = positions[0]
    if all(text[index] in LATIN_LIKE for index in positions):
        return field.wrong("LOOKALIKE", fix=to_cyrillic(text), position=first + 1, letter=text[first])
    return field.wrong("LATIN", position=first + 1, letter=text[first])


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Name(Field):
    """A part of ФИО: Russian letters, hyphen, apostrophe, single spaces, no initials (R45, R56, R65)."""

    kind: ClassVar[str] = "name"

    limit: int = 100
    initials: bool = False
    """Doctors are printed «Петрова А. С.»: full stops pass with a note (K26)."""

    def parse(self, text: str, today: date) -> Reading:
        """Letters first, then where the separators stand."""
        if wrong := self._letters(text):
            return wrong
        if "." in text:
            if not self.initials:
                return self.wrong("NAME_INITIALS")
            return Right(text, text, (self.problem("NAME_INITIALS_NOTE", level=WARNING),))
        if not is_cyrillic(text[0]) or any(a in "-'’ " and b in "-'’ " for a, b in pairwise(text)):
            return self.wrong("NAME_SEPARATOR")
        if not is_cyrillic(text[-1]):
            return self.not_yet("NAME_END")
        return Right(text, text, self._case(text))

    def _letters(self, text: str) -> Wrong | None:
        if wrong := foreign_letter(self, text):
            return wrong
        for position, char in enumerate(text, 1):
            if not is_cyrillic(char) and char not in "-'’ .":
                return self.wrong("NAME_LETTER", position=position)
        return None

    def _case(self, text: str) -> tuple[Problem, ...]:
        words = [word for word in text.replace("-", " ").split() if word not in PARTICLES]
        if any(word[0].islower() for word in words):
            return (self.problem("NAME_CASE", level=WARNING, fix=_capitals(text)),)
        return ()


def _capitals(text: str) -> str:
    done = ""
    for index, char in enumerate(text):
        start = index == 0 or text[index - 1] in " -"
        word = text[index:].split(" ")[0].split("-")[0]
        done += char.upper() if start and word not in PARTICLES else char
    return done


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Text(Field):
    """A text with its own alphabet and separators (R66)."""

    script: str = CYRILLIC
    """CYRILLIC: no Latin; MIXED: both, not in one run of letters («D-димер» is fine); ANY: all printable."""
    allowed: str = " .,-–—№\"«»()/'’:;"
    """Characters besides letters and digits; ANY takes all."""
    shortest: int = 1

    def parse(self, text: str, today: date) -> Reading:
        """The first character that does not belong here is named by its position."""
        if self.script != ANY and (wrong := self._characters(text) or self._alphabet(text)):
            return wrong
        if len(text) < self.shortest:
            return self.not_yet("TEXT_SHORT", shortest=self.shortest)
        if self.script != ANY and not any(char.isalnum() for char in text):
            return self.not_yet("TEXT_EMPTY")
        return Right(text, text)

    def _characters(self, text: str) -> Wrong | None:
        for position, char in enumerate(text, 1):
            known = is_cyrillic(char) or is_latin(char) or (char.isascii() and char.isdigit())
            if not known and char not in self.allowed:
                return self.wrong("CHARACTER", position=position)
        return None

    def _alphabet(self, text: str) -> Wrong | None:
        if self.script == CYRILLIC:
            return foreign_letter(self, text)
        for run in _LETTERS.finditer(text):
            word = run[0]
            if (
                any(map(is_cyrillic, word))
                and any(map(is_latin, word))
                and (wrong := foreign_letter(self, word))
            ):
                fixed = text[: run.start()] + to_cyrillic(word) + text[run.end() :]
                position = run.start() + next(index for index, char in enumerate(word, 1) if is_latin(char))
                return self.wrong("MIXED", fix=fixed if wrong.problem.fix else None, position=position)
        return None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FilePath(Field):
    """The name of a file; what is in it is checked at intake."""

    kind: ClassVar[str] = "file"

    limit: int = 4096

    def read(self, raw: str, today: date) -> Reading:
        """A path is taken as typed but for its edges."""
        text = raw.strip("\r\n\t \ufeff")
        if not text:
            return self.missing() if self.required else Right(None, "")
        if len(text) > self.limit or not text.isprintable():
            return self.wrong("FILE_NAME")
        return Right(text, text)
