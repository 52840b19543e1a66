"""Cleaning of every raw text, and the letters that look alike in two alphabets."""

import re
import unicodedata

MARKS = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202c"
"""Invisible marks that copying leaves at the edges of a value; overrides and isolates are none of them."""

LATIN_LIKE = dict(zip("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ", strict=True))
"""Latin letter → the Cyrillic one that looks the same (K35)."""

CYRILLIC_LIKE = {cyrillic: latin for latin, cyrillic in LATIN_LIKE.items()}

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
LAYOUT = dict(zip(_LATIN_KEYS, _CYRILLIC_KEYS, strict=True)) | dict(
    zip('~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>', _CYRILLIC_KEYS.upper(), strict=True)
)
"""Key of the Latin layout → the letter on it in ЙЦУКЕН."""


_MARKS = frozenset(MARKS)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
"""A decimal digit of another script."""


class Unprintable(ValueError):
    """A text holds a character that cannot be shown; `position` counts from 1."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__("unprintable")


def clean(raw: str) -> str:
    """Edges stripped, spaces folded, NFC, ASCII digits; Unprintable for what cannot be shown."""
    text = " ".join(raw.strip(MARKS + " \t\r\n").split())
    text = unicodedata.normalize("NFC", text.strip(MARKS + " "))
    if not text.isprintable():
        raise Unprintable(next(index for index, char in enumerate(text, 1) if not char.isprintable()))
    return text if text.isascii() else _FOREIGN_DIGIT.sub(_ascii_digit, text)


def has_marks(raw: str) -> bool:
    """Did copying leave invisible marks; in a raw text that `clean` takes they were at the edges."""
    return not raw.isascii() and not _MARKS.isdisjoint(raw)


def _ascii_digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0]))


def is_cyrillic(char: str) -> bool:
    """A letter of the Russian alphabet."""
    return "а" <= char.lower() <= "я" or char in "ёЁ"


def is_latin(char: str) -> bool:
    """A letter of the basic Latin alphabet."""
    return char.isascii() and char.isalpha()


def from_latin_layout(text: str) -> str:
    """What the same keys give in the Russian layout."""
    return "".join(LAYOUT.get(char, char) for char in text)


def to_cyrillic(text: str) -> str:
    """Latin look-alikes replaced by the Cyrillic letters they stand for."""
    return "".join(LATIN_LIKE.get(char, char) for char in text)


def to_latin(text: str) -> str:
    """Cyrillic look-alikes replaced by the Latin letters they stand for."""
    return "".join(CYRILLIC_LIKE.get(char, char) for char in text)


def fold(text: str) -> str:
    """For comparing: any case, ё as е, one kind of apostrophe, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").replace("’", "'").split())
