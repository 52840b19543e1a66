"""Names and texts: alphabets, separators, look-alikes by position."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from emk_tui.card.dropped import plain_path
from emk_tui.card.fields.base import Field, Reading, Right, Wrong
from emk_tui.card.problems import ERROR, WARNING, Problem
from emk_tui.card.text import (
    CYRILLIC_LIKE,
    LATIN_LIKE,
    from_latin_layout,
    is_cyrillic,
    is_latin,
    to_cyrillic,
    to_latin,
)
from emk_tui.i18n import _

CYRILLIC, MIXED, ANY = "cyrillic", "mixed", "any"
_LETTERS = re.compile("[A-Za-zА-Яа-яЁё]+")
_BOTH = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
"""Where a run of letters changes its alphabet."""
_RUSSIAN = re.compile("[А-Яа-яЁё0-9 -]+")
PARTICLES = {"оглы", "кызы", "фон", "де", "ибн", "аль", "улы", "ди", "да", "ван"}


def foreign_letter(field: Field, text: str) -> Wrong | None:
    """The first Latin letter in a Cyrillic text: its position and the replacement (K35), or the layout.

    Look-alikes alone are mended as such («12A»); the layout is meant where it gives Russian and nothing else.
    """
    positions = [index for index, char in enumerate(text) if is_latin(char)]
    if not positions:
        return None
    letter = text[positions[0]]
    if all(text[index] in LATIN_LIKE for index in positions):
        words = {"position": positions[0] + 1, "letter": letter, "right": LATIN_LIKE[letter]}
        return field.wrong("LOOKALIKE", fix=to_cyrillic(text), **words)
    typed = from_latin_layout(text)
    if not any(is_cyrillic(char) for char in text) and _RUSSIAN.fullmatch(typed):
        return field.wrong("LAYOUT", fix=typed)
    return field.wrong("LATIN", position=positions[0] + 1, letter=letter)


def unmixed(word: str) -> str:
    """A run of letters in one alphabet where look-alikes are all that spoils it; else the run itself."""
    if not _BOTH.search(word):
        return word
    if all(char in LATIN_LIKE for char in word if is_latin(char)):
        return to_cyrillic(word)
    return to_latin(word) if all(char in CYRILLIC_LIKE for char in word if is_cyrillic(char)) else word


def mixture(text: str) -> tuple[int, str] | None:
    """Position of the first letter of another alphabet within a run, from 1, and the text mended as far as
    look-alikes go; a run that they do not explain counts only where no other does. None where there is none.
    """
    if not _BOTH.search(text):
        return None
    fixed = _LETTERS.sub(lambda run: unmixed(run[0]), text)
    if fixed != text:
        changed = (at for at, (old, new) in enumerate(zip(text, fixed, strict=True), 1) if old != new)
        return next(changed), fixed
    found = _BOTH.search(text)
    assert found
    return found.end(), fixed


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Name(Field):
    """A part of ФИО: Russian letters, hyphen, apostrophe, single spaces, no initials (R45, R56, R65)."""

    kind: ClassVar[str] = "name"

    limit: int = 100
    initials: bool = False
    """Doctors are printed «Петрова А. С.»: full stops pass with a note (K26)."""

    def rule(self) -> str:
        """Letters and what may stand between them."""
        start = _("Русские буквы, между ними дефис, апостроф или пробел")
        return start + (_(", инициалы с точкой можно.") if self.initials else _(", без инициалов и точек."))

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
    mixing: str = ERROR
    """Level of the problem of look-alikes in one run with ANY; batches are truly mixed sometimes."""

    def rule(self) -> str:
        """Alphabet, separators and lengths."""
        if self.script == ANY:
            strict = _("не смешивают") if self.mixing == ERROR else _("смешивают редко, об этом предупредят")
            letters = _("Любые видимые знаки; похожие русские и латинские буквы в одном слове {strict}.")
            start = letters.format(strict=strict)
        else:
            one = _("Русские буквы") if self.script == CYRILLIC else _("В каждом слове буквы одного алфавита")
            start = _("{letters}, цифры, пробел и знаки {signs}").format(
                letters=one, signs=" ".join(self.allowed.strip()) + "."
            )
        size = _("От {shortest} до {limit} знаков.").format(shortest=self.shortest, limit=self.limit)
        return f"{start} {size}"

    def parse(self, text: str, today: date) -> Reading:
        """The first character that does not belong here is named by its position."""
        if self.script == ANY:
            return self._any(text)
        if wrong := self._characters(text) or self._alphabet(text):
            return wrong
        if len(text) < self.shortest:
            return self.not_yet("TEXT_SHORT", shortest=self.shortest)
        if not any(char.isalnum() for char in text):
            return self.not_yet("TEXT_EMPTY")
        return Right(text, text)

    def _any(self, text: str) -> Reading:
        """Free text: only look-alikes within one run of letters are told («ОРBИ», K35)."""
        found = mixture(text)
        if found is None or found[1] == text:
            return Right(text, text)
        told = self.problem("MIXED", level=self.mixing, fix=found[1], position=found[0])
        return Wrong(told) if self.mixing == ERROR else Right(text, text, (told,))

    def _characters(self, text: str) -> Wrong | None:
        for position, char in enumerate(text, 1):
            known = is_cyrillic(char) or is_latin(char) or (char.isascii() and char.isdigit())
            if not known and char not in self.allowed:
                return self.wrong("CHARACTER", position=position)
        return None

    def _alphabet(self, text: str) -> Wrong | None:
        if self.script == CYRILLIC:
            return foreign_letter(self, text)
        if found := mixture(text):
            fix = found[1] if found[1] != text else None
            return self.wrong("MIXED", fix=fix, position=found[0])
        return None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FilePath(Field):
    """The name of a file; what is in it is checked at intake."""

    kind: ClassVar[str] = "file"

    limit: int = 4096

    def rule(self) -> str:
        """Of the name; the content has rules of its own."""
        return _("Имя до {limit} знаков без невидимых. Содержимое проверяется отдельно.").format(
            limit=self.limit
        )

    def read(self, raw: str, today: date) -> Reading:
        """A path without what a terminal puts around it where a file is dropped on it."""
        text = plain_path(raw)
        if not text:
            return self.missing() if self.required else Right(None, "")
        if len(text) > self.limit or not text.isprintable():
            return self.wrong("FILE_NAME")
        return Right(text, text)
