"""Login and password: their alphabets, classes and sequences (R18, R28–R30)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from unicodedata import normalize

from emk_tui.card.fields.base import Field, Reading, Right
from emk_tui.card.problems import Problem, problem
from emk_tui.card.text import LAYOUT, fold, from_latin_layout
from emk_tui.i18n import _, _l

SHORTEST = 8
"""Characters a password must have (R28)."""

ROWS = (
    "0123456789", "1234567890",
    "abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
)  # fmt: skip
RUN = 4
"""Length of a run that counts as a simple sequence."""

_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[.\-/ ]?\d{1,2}[.\-/ ]?(?:19|20)\d\d|(?:19|20)\d\d[.\-/ ]?\d\d[.\-/ ]?\d\d"
    r"|\d{1,2}[.\-/]\d{1,2}[.\-/]\d\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)(?!\d)"
)


NEEDED = {
    "заглавная буква": _l("нужна заглавная"),
    "строчная буква": _l("нужна строчная"),
    "цифра": _l("нужна цифра"),
    "спецсимвол": _l("нужен спецсимвол"),
}
"""A missing class in a few words: one at a time beside the field, all of them in the full text."""


def login_in_password(login: str, password: str) -> Problem | None:
    """Whoever knows the login would guess such a password (R30)."""
    held = bool(login.strip()) and fold(login) in fold(password)
    return problem("PASSWORD_LOGIN") if held else None


def missing_classes(text: str) -> Iterator[str]:
    """Names of the character classes that a password still lacks (R29)."""
    if not any(char.isupper() for char in text):
        yield "заглавная буква"
    if not any(char.islower() for char in text):
        yield "строчная буква"
    if not any(char.isdigit() for char in text):
        yield "цифра"
    if not any(not char.isalnum() for char in text):
        yield "спецсимвол"


def has_sequence(text: str) -> bool:
    """A run of four along the alphabet, the digits or a keyboard row, either way, or four of a kind (R30)."""
    low = text.casefold()
    pieces = (low[start : start + RUN] for start in range(len(low) - RUN + 1))
    return any(
        len(set(piece)) == 1 or any(piece in row or piece[::-1] in row for row in ROWS) for piece in pieces
    )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Password(Field):
    """A password: 8 characters, four classes, no simple sequence, no date (R28–R30, K32)."""

    kind: ClassVar[str] = "password"

    limit: int = 128
    secret: bool = True

    def rule(self) -> str:
        """Sequences and dates; the classes are in the hint."""
        return _("До {limit} знаков, без простых рядов (1234, йцукен, аааа) и без дат.").format(
            limit=self.limit
        )

    def read(self, raw: str, today: date) -> Reading:
        """Taken as typed (NFC); a class may still come, a sequence will not go away."""
        if len(raw) > self.limit * 8:
            return self.wrong("TOO_LONG", limit=self.limit)
        text = normalize("NFC", raw)
        if not text:
            return self.missing()
        if len(text) > self.limit:
            return self.wrong("TOO_LONG", limit=self.limit)
        if not text.isprintable():
            return self.wrong("PASSWORD_CHARACTER")
        return self.parse(text, today)

    def parse(self, text: str, today: date) -> Reading:
        """Sequences and dates first: no further typing mends them."""
        if has_sequence(text):
            return self.wrong("PASSWORD_SEQUENCE")
        if _DATE.search(text):
            return self.wrong("PASSWORD_DATE")
        if classes := tuple(missing_classes(text)):
            names = ", ".join(classes)
            return self.not_yet("PASSWORD_CLASSES", first=_(NEEDED[classes[0]]), classes=names)
        if len(text) < SHORTEST:
            return self.not_yet("PASSWORD_SHORT", shortest=SHORTEST)
        return Right(text, "•" * 8)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Login(Field):
    """A login: Latin letters, digits and . _ - @ +, from 3 characters (K18)."""

    kind: ClassVar[str] = "login"

    limit: int = 64

    def rule(self) -> str:
        """Characters and lengths."""
        return _("Латинские буквы, цифры и знаки . _ - @ +; от 3 до {limit} знаков.").format(limit=self.limit)

    def parse(self, text: str, today: date) -> Reading:
        """The first character outside the alphabet is named; the wrong layout is recognised."""
        for position, char in enumerate(text, 1):
            if not (char.isascii() and (char.isalnum() or char in "._-@+")):
                return self.wrong("LOGIN_CHARACTER", position=position, fix=self._layout(text))
        if len(text) < 3:
            return self.not_yet("LOGIN_SHORT")
        return Right(text, text)

    def _layout(self, text: str) -> str | None:
        keys = {letter: key for key, letter in LAYOUT.items()}
        latin = "".join(keys.get(char, char) for char in text)
        fits = latin.isascii() and all(char.isalnum() or char in "._-@+" for char in latin)
        return latin if fits and from_latin_layout(latin) == text else None
