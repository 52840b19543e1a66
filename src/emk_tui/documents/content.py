"""The operators of a PDF content stream in order: own bounded reader, every step costs budget (R15)."""

import re
from collections.abc import Iterator

_SPACE = rb"\x00\t\n\f\r "
_WORD = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"[" + _SPACE + rb"]*+(?:"
    rb"([-+.0-9]++)|(/" + _WORD + rb"*+)|([A-Za-z'\"]" + _WORD + rb"*+)|(\()"
    rb"|<<|<[0-9A-Fa-f" + _SPACE + rb"]*+>?|%[^\r\n]*+|[^" + _SPACE + rb"])"
)
_PATHS = re.compile(rb"(?:[-+.0-9" + _SPACE + rb"]{1,200}+[mlcvyh](?=[" + _SPACE + rb"]))++")
"""Lines and curves in a row: most of what a drawing is made of, of no interest here."""
_STRING = re.compile(rb"(?:[^()\\]++|\\.)*+(?:([()])|\Z)", re.DOTALL)
_IMAGE_END = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"/\[<(]|\Z)")
_PRINTED = re.compile(rb"[\t\n\r\x20-\x7e]*+\Z")
_WORDS = frozenset({b"true", b"false", b"null"})
_COMPONENTS = {b"/G": 1, b"/DeviceGray": 1, b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4}
MOST_OPERANDS = 64
"""No operator takes as many; an inline image has fewer keys."""
BYTES_A_STEP = 16
"""So many bytes that are stepped over at once cost as much as one operator."""
BYTES_OF_TEXT = 64
"""The same for strings, besides one for each bracket in them."""


class BudgetSpent(Exception):
    """The file asks for more work than any honest one."""


class Budget:
    """Steps left, counted over all pages of a file."""

    def __init__(self, operators: int) -> None:
        self.left = operators

    def spend(self, steps: int = 1) -> None:
        """Take steps; BudgetSpent where there are none left."""
        self.left -= steps
        if self.left < 0:
            raise BudgetSpent


Operation = tuple[bytes, list[bytes]]
"""Operator and its last operands: raw numbers and names; strings and brackets are left out."""


def operations(data: bytes, budget: Budget) -> Iterator[Operation]:
    """Every operator but lines and curves; `ID` is a whole inline image, its keys the operands."""
    place, operands = 0, list[bytes]()
    while found := _TOKEN.match(data, place):
        place, kind = found.end(), found.lastindex
        if kind == 3 and (word := found[3]) not in _WORDS:
            budget.spend()
            if word == b"ID":
                place = _behind_image(data, place, operands, budget)
            if word != b"BI":
                yield word, operands
            operands = []
            place = _behind_paths(data, place, budget)
        elif kind == 4:
            place = _behind_string(data, place, budget)
        else:
            operands.append(found[0].strip())
            if len(operands) > MOST_OPERANDS:
                budget.spend(MOST_OPERANDS // 2)
                del operands[: MOST_OPERANDS // 2]


def number(raw: bytes) -> float:
    """A number as readers take it; what is none is 0."""
    try:
        return float(raw[:40])
    except ValueError:
        return 0.0


def _behind_paths(data: bytes, place: int, budget: Budget) -> int:
    found = _PATHS.match(data, place)
    if found is None:
        return place
    budget.spend((found.end() - place) // BYTES_A_STEP)
    return found.end()


def _behind_string(data: bytes, place: int, budget: Budget) -> int:
    """Behind the bracket that closes the string, the end of the data where there is none."""
    depth, start = 1, place
    while depth and (found := _STRING.match(data, place)) and found.end() > place:
        place = found.end()
        budget.spend()
        depth += {b"(": 1, b")": -1}.get(found[1], 0)
    budget.spend((place - start) // BYTES_OF_TEXT)
    return place if depth == 0 else len(data)


def _behind_image(data: bytes, place: int, keys: list[bytes], budget: Budget) -> int:
    """Behind `EI`: by the size of plain data where it is told, else by looking for the mark."""
    start = place + 1
    told = start + _plain_size(keys)
    if told > start and data[told : told + 4].lstrip()[:2] == b"EI":
        return data.index(b"EI", told) + 2
    for found in _IMAGE_END.finditer(data, place):
        budget.spend()
        if _PRINTED.match(data[found.end() : found.end() + 12]):
            budget.spend((found.end() - place) // BYTES_A_STEP)
            return found.end()
    return len(data)


def _plain_size(keys: list[bytes]) -> int:
    """Bytes of an image without filter; 0: not known."""
    space = _COMPONENTS.get(value(keys, b"/CS", b"/ColorSpace"), 0)
    mask = value(keys, b"/IM", b"/ImageMask") == b"true"
    if value(keys, b"/F", b"/Filter") or not (space or mask):
        return 0
    depth = 1 if mask else int(number(value(keys, b"/BPC", b"/BitsPerComponent")))
    width, height = (int(number(value(keys, *names))) for names in ((b"/W", b"/Width"), (b"/H", b"/Height")))
    return (width * depth * (space or 1) + 7) // 8 * height


def value(keys: list[bytes], *names: bytes) -> bytes:
    """The value behind one of these names of an inline image; empty: not told."""
    return next((keys[at + 1] for at, key in enumerate(keys[:-1]) if key in names), b"")
