"""The recovery code: 160 bits in Crockford base 32, groups of five, read tolerantly."""

import os

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIZE = 20
"""Bytes; 32 characters."""
ALIKE = str.maketrans("OILАВЕКМНОРСТХУЗ", "011ABEKMH0PCTXY3")
"""What a pen or another layout turns into: Latin O, I, L and Cyrillic letters of the same shape."""


def draw() -> str:
    """A new code."""
    return render(os.urandom(SIZE))


def render(secret: bytes) -> str:
    """The code to write down: `XXXXX-XXXXX-…`, the last group has two characters."""
    number = int.from_bytes(secret)
    text = "".join(ALPHABET[number >> shift & 31] for shift in range(SIZE * 8 - 5, -1, -5))
    return "-".join(text[start : start + 5] for start in range(0, len(text), 5))


def parse(code: str) -> bytes | None:
    """The 20 bytes of a code as typed (case, blanks, hyphens, look-alikes), None when it can't be one."""
    text = "".join(char for char in code.upper() if char.isalnum()).translate(ALIKE)
    if len(text) != SIZE * 8 // 5 or any(char not in ALPHABET for char in text):
        return None
    number = 0
    for char in text:
        number = number << 5 | ALPHABET.index(char)
    return number.to_bytes(SIZE)
