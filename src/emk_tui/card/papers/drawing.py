"""A schematic drawing of a paper: a picture in text, in which runs of a sign stand for fields."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat

from emk_tui.i18n import _

WIDTH = 34
"""Cells of a drawing with its frame."""
INNER = WIDTH - 2
SIGNS = "@#%&=+~^$*"
"""Each run of one of these in a picture is the place of a field; its first cell is kept for the mark.
Of a place that is read downwards only the first cell of all."""
RULE = "---"
"""A line of a picture that parts it."""
HERE, HERE_PLAIN = "►", ">"
"""Stands before the place of the field in focus, so that colour is not needed."""
BLANK = "_"
"""What an empty place is filled with; with --plain nothing."""

FRAME, CAPTION, VALUE, FOCUS, TITLE, WORDS = "frame", "caption", "value", "here", "title", "words"
"""What a span of a line is, for its colour."""

Span = tuple[str, str]
"""(text, kind)."""
Line = tuple[Span, ...]


def same(text: str) -> str:
    """Printed as it is shown here."""
    return text


@dataclass(frozen=True, slots=True)
class Slot:
    """The field at a place: its path without record ids, and how the paper prints it."""

    path: str
    prints: Callable[[str], str] = same
    down: bool = False
    """Printed from top to bottom, one sign a line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper: what it is called, its picture, sign → field."""

    title: str
    picture: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """How a drawing is shown: the path in focus without ids, and whether without boxes and arrows."""

    here: str = ""
    plain: bool = False


_PART = re.compile("|".join([*(f"{re.escape(sign)}+" for sign in SIGNS), f"[^{re.escape(SIGNS)}]+"]))
Row = tuple[str, ...]


def draw(sheet: Sheet, text_of: Callable[[str], str], look: Look) -> tuple[Line, ...]:
    """The lines of the drawing with what is known so far at its places."""
    rows, runs = _plan(_(sheet.picture))
    filled = {sign: _filled(sheet.slots[sign], widths, text_of, look) for sign, widths in runs.items()}
    lines = tuple(_framed(row, filled, sheet, look) for row in rows)
    if look.plain:
        return lines
    bar = "─" * INNER
    return (((f"┌{bar}┐", FRAME),), *lines, ((f"└{bar}┘", FRAME),))


def retyped(
    sheet: Sheet, lines: tuple[Line, ...], text_of: Callable[[str], str], look: Look
) -> tuple[Line, ...]:
    """The same drawing after a key: only the places of the field in focus are filled anew."""
    rows, runs = _plan(_(sheet.picture))
    here = {sign: slot for sign, slot in sheet.slots.items() if slot.path == look.here}
    filled = {sign: _filled(slot, runs[sign], text_of, look) for sign, slot in here.items()}
    pieces = (next(filled[part[0]]) for row in rows for part in row if part[0] in here)
    return tuple(
        tuple((next(pieces) if kind == FOCUS else text, kind) for text, kind in line)
        if any(kind == FOCUS for _text, kind in line)
        else line
        for line in lines
    )


@cache
def _plan(picture: str) -> tuple[tuple[Row, ...], Mapping[str, list[int]]]:
    """The picture taken apart once: captions and runs of each row, sign → widths of its runs in order."""
    rows = tuple(tuple(_PART.findall(row)) for row in picture.strip("\n").split("\n"))
    runs: dict[str, list[int]] = {}
    for part in (part for row in rows for part in row if part[0] in SIGNS):
        runs.setdefault(part[0], []).append(len(part))
    return rows, runs


def _filled(slot: Slot, widths: list[int], text_of: Callable[[str], str], look: Look) -> Iterator[str]:
    """The text of each run, mark included."""
    known = text_of(slot.path)
    text = slot.prints(known)
    # a form that a longer number can no longer have loses its mark
    marked = slot.path == look.here and bool(text) >= bool(known)
    mark = (HERE_PLAIN if look.plain else HERE) if marked else " "
    kept = "" if slot.down else " "
    rooms = [width - len(before) for width, before in zip(widths, _before(mark, kept), strict=False)]
    if not text and not look.plain:
        pieces = [BLANK * room for room in rooms]
    else:
        pieces = list(_down(text, rooms)) if slot.down else list(_along(text, rooms))
    return (before + piece for before, piece in zip(_before(mark, kept), pieces, strict=False))


def _before(mark: str, kept: str) -> Iterator[str]:
    """What stands before each run: the mark, then what is kept free under it."""
    return chain((mark,), repeat(kept))


def _down(text: str, rooms: list[int]) -> Iterator[str]:
    place = 0
    for room in rooms:
        yield text[place : place + room].ljust(room)
        place += room


def _along(text: str, rooms: list[int]) -> Iterator[str]:
    """Words over the runs; what does not fit ends with an ellipsis."""
    for room in rooms[:-1]:
        part = text
        if len(text) > room:
            end = text.rfind(" ", 0, room + 1)
            part = text[: end if end > 0 else room]
        text = text[len(part) :].lstrip()
        yield part.ljust(room)
    last = rooms[-1]
    yield (text if len(text) <= last else text[: last - 1] + "…").ljust(last)


def _framed(row: Row, filled: Mapping[str, Iterator[str]], sheet: Sheet, look: Look) -> Line:
    if row == (RULE,):
        return (("", CAPTION),) if look.plain else ((f"├{'─' * INNER}┤", FRAME),)
    inner = _row(row, filled, sheet, look)
    if look.plain:
        return inner
    rest = " " * (INNER - sum(len(text) for text, _kind in inner))
    return (("│", FRAME), *inner, (rest, CAPTION), ("│", FRAME))


def _row(row: Row, filled: Mapping[str, Iterator[str]], sheet: Sheet, look: Look) -> Line:
    spans: list[Span] = []
    for part in row:
        slot = sheet.slots.get(part[0]) if part[0] in SIGNS else None
        if slot is None:
            spans.append((part, CAPTION))
        else:
            spans.append((next(filled[part[0]]), FOCUS if slot.path == look.here else VALUE))
    return tuple(spans)
