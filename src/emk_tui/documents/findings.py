"""What a worker found out about a file: how it says so, and how much of it the parent believes."""

import math
from dataclasses import asdict, dataclass, replace
from typing import Any


class Nonsense(Exception):
    """A worker said something that none ever says: it is not believed at all."""


SEEN = "seen"
ENCRYPTED, NO_PAGES, COMPLEX, BROKEN, LIMIT = "encrypted", "no pages", "complex", "broken", "limit"
STATES = (ENCRYPTED, NO_PAGES, COMPLEX, BROKEN, LIMIT, SEEN)
"""How a look ended. COMPLEX: too much by count, not worth a second try; LIMIT: out of means here and now."""
ACTIVE = ("", "script", "launch", "file", "xfa", "send", "media", "act")
MOST_PAGES = 5000
MOST_DPI, MOST_SIDE, MOST_SHARPNESS = 1_000_000, 1_000_000, 1000.0
Row = tuple[int, int | None, float, float | None, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One page: dots per inch (None: no scan), shares of ink, sharpness (None: nothing to judge)."""

    number: int
    dpi: int | None
    ink: float
    sharpness: float | None
    plain: float
    """Of the ink, what is plainly darker than the paper."""

    def row(self) -> Row:
        """As it goes through the pipe."""
        sharp = self.sharpness and round(self.sharpness, 4)
        return self.number, self.dpi, round(self.ink, 6), sharp, round(self.plain, 6)


@dataclass(frozen=True, slots=True)
class Findings:
    """The whole of it; a picture is a document of one page with a width and a height."""

    state: str
    pages: int = 0
    active: str = ""
    signed: bool = False
    marked: tuple[int, ...] = ()
    """Pages with a watermark."""
    rows: tuple[Row, ...] = ()
    width: int = 0
    height: int = 0
    position: bool = False
    light: bool = False
    """The only page of a file over the limit is within it, once it is by itself."""

    def said(self) -> dict[str, Any]:
        """The last line of a worker."""
        return {"verdict": asdict(self)}

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The pages in their order."""
        return tuple(Measure(*row) for row in sorted(self.rows, key=lambda row: row[0]))


def believed(line: dict[str, Any] | None) -> Findings:
    """The findings of a last line; Nonsense where it has not exactly their shape and range."""
    said = (line or {}).get("verdict")
    if not isinstance(said, dict) or set(said) != set(Findings.__slots__):
        raise Nonsense("shape")
    pages, rows, marked = _whole(said["pages"], MOST_PAGES), said["rows"], said["marked"]
    if said["state"] not in STATES or said["active"] not in ACTIVE:
        raise Nonsense("word")
    if not (_is_list(rows, pages) and _is_list(marked, pages)):
        raise Nonsense("list")
    return Findings(
        said["state"],
        pages,
        said["active"],
        said["signed"] is True,
        tuple(sorted(_whole(one, pages, 1) for one in marked)),
        tuple(_row(one, pages) for one in rows),
        _whole(said["width"], MOST_SIDE),
        _whole(said["height"], MOST_SIDE),
        said["position"] is True,
        said["light"] is True,
    )


def joined(parts: list[Findings]) -> Findings:
    """Those of several workers that shared the pages; the first one also looked at the structure."""
    worst = min(parts, key=lambda part: STATES.index(part.state))
    first = parts[0]
    if worst.state != SEEN or first.active:
        return worst if worst.state != SEEN else first
    rows = tuple(row for part in parts for row in part.rows)
    marked = tuple(sorted(page for part in parts for page in part.marked))
    if sorted(row[0] for row in rows) != list(range(1, first.pages + 1)):
        return Findings(BROKEN)
    return replace(first, marked=marked, rows=rows)


def _is_list(thing: Any, most: int) -> bool:
    return isinstance(thing, list) and len(thing) <= most


def _row(row: Any, pages: int) -> Row:
    if not isinstance(row, list) or len(row) != 5:
        raise Nonsense("row")
    number, dpi, ink, sharpness, plain = row
    return (
        _whole(number, pages, 1),
        None if dpi is None else _whole(dpi, MOST_DPI),
        _real(ink, 1.0),
        None if sharpness is None else _real(sharpness, MOST_SHARPNESS),
        _real(plain, 1.0),
    )


def _whole(thing: Any, most: int, least: int = 0) -> int:
    if type(thing) is not int or not least <= thing <= most:
        raise Nonsense("number")
    return thing


def _real(thing: Any, most: float) -> float:
    if type(thing) not in (int, float) or not math.isfinite(thing) or not 0 <= thing <= most:
        raise Nonsense("number")
    return float(thing)
