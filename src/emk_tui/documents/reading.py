"""The parent's side of parts and of single pages: what a worker sends is taken within bounds (R110)."""

from collections.abc import Callable
from time import monotonic
from typing import Any, BinaryIO, TypeVar

from emk_tui.documents.findings import BROKEN, LIMIT, SEEN, Findings, Nonsense
from emk_tui.documents.formats import mib
from emk_tui.documents.judge import FAILED, judged
from emk_tui.documents.looking import told
from emk_tui.documents.process import MOST, Budget, Ended, Order, Pipe, serve
from emk_tui.ports import Fault, FilePart, PageView, Track

PDF = "application/pdf"
MOST_LINES, MOST_LETTERS, MOST_COLUMNS = 5000, 2000, 500
Made = TypeVar("Made")


class _Parts:
    """Parts as they come; Nonsense where they don't follow one another or outgrow the limit."""

    def __init__(self, size_limit: int, track: Track) -> None:
        self._limit, self._track = size_limit, track
        self.parts: list[FilePart] = []
        self.large = 0
        """A page that is larger than the limit alone."""

    def take(self, line: dict[str, Any], pipe: Pipe) -> None:
        """One line: a part with its bytes, or a page that is too large."""
        if "large" in line:
            self.large = _number(line["large"], 1)
            return
        span = line.get("part")
        if not isinstance(span, list) or len(span) != 2:
            raise Nonsense("part")
        pages, first = _number(line.get("pages"), 1), self.parts[-1].last + 1 if self.parts else 1
        last = _number(span[1], first)
        if span[0] != first or last > pages or not 0 < _number(line.get("bytes")) <= self._limit:
            raise Nonsense("part")
        self.parts.append(FilePart(pipe.exactly(line["bytes"]), first, last))
        self._track.tell(last, pages)


def divided(file: BinaryIO, size: int, size_limit: int, budget: Budget, track: Track) -> tuple[FilePart, ...]:
    """The parts of an open PDF; Stopped, Fault."""
    order = Order("split", PDF, size, size_limit=size_limit)

    def attempt(means: Budget) -> tuple[_Parts, Findings, Ended]:
        parts = _Parts(size_limit, track)
        return parts, *_served(order, file, means, track, parts.take, 2 * size + MOST)

    def more(parts: _Parts, end: Ended, _seconds: float) -> Budget | None:
        # as in a look: more time is for files that go on
        return None if end.late and not parts.parts else budget.doubled()

    parts, found = _twice(attempt, budget, more)
    if found.active:
        raise Fault.of(judged(found, "", PDF, size, size_limit).problems[0], exit_code=2)
    if found.signed:
        raise Fault("DOC_SIGNED_LARGE", exit_code=2, limit=mib(size_limit))
    if parts.large:
        raise Fault("DOC_PAGE_TOO_LARGE", exit_code=2, limit=mib(size_limit), page=parts.large)
    if not parts.parts or parts.parts[-1].last != found.pages:
        raise Fault("DOC_DAMAGED", exit_code=2)
    return tuple(parts.parts)


class _Lines:
    """Text and picture of a page, made harmless."""

    def __init__(self) -> None:
        self.text: tuple[str, ...] = ()
        self.picture: tuple[str, ...] = ()

    def take(self, line: dict[str, Any], _pipe: Pipe) -> None:
        """The one line there is."""
        self.text, self.picture = _harmless(line.get("text")), _harmless(line.get("picture"))


def shown(
    file: BinaryIO, media_type: str, size: int, number: int, columns: int, budget: Budget, track: Track
) -> PageView:
    """One page of an open file, all tries together within one budget of time; Stopped, Fault."""
    order = Order("view", media_type, size, number=number, columns=max(0, min(columns, MOST_COLUMNS)))

    def attempt(means: Budget) -> tuple[_Lines, Findings, Ended]:
        lines = _Lines()
        return lines, *_served(order, file, means, track, lines.take, MOST)

    def more(_lines: _Lines, end: Ended, seconds: float) -> Budget | None:
        return None if end.late else budget.left(end.cpu, seconds)

    lines, found = _twice(attempt, budget, more)
    if not 1 <= number <= found.pages:
        raise Fault("DOC_NO_PAGE", exit_code=2, pages=found.pages)
    return PageView(number, found.pages, lines.text, lines.picture)


def _twice(
    attempt: Callable[[Budget], tuple[Made, Findings, Ended]],
    budget: Budget,
    more: Callable[[Made, Ended, float], Budget | None],
) -> tuple[Made, Findings]:
    """Once, and where it failed once more with what `more` gives after so many seconds; Fault."""
    start = monotonic()
    made, found, end = attempt(budget)
    failed = found.state in (LIMIT, BROKEN)
    if failed and (means := more(made, end, monotonic() - start)):
        first = found
        made, found, _end = attempt(means)
        found = Findings(LIMIT) if (first.state, found.state) == (LIMIT, BROKEN) else found
    if found.state != SEEN:
        raise Fault(FAILED[found.state], exit_code=2)
    return made, found


def _served(
    order: Order, file: BinaryIO, budget: Budget, track: Track, take: Any, most: int
) -> tuple[Findings, Ended]:
    (end,) = serve([order], file, budget, track, take, most)
    try:
        return told(end), end
    except Nonsense:
        return Findings(BROKEN), end


def _number(thing: Any, least: int = 0) -> int:
    if type(thing) is not int or not least <= thing < 1 << 40:
        raise Nonsense("number")
    return thing


def _harmless(lines: Any) -> tuple[str, ...]:
    """Lines without anything that a terminal obeys: control and direction marks become spaces."""
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise Nonsense("lines")
    return tuple(_plain(line[:MOST_LETTERS]) for line in lines[:MOST_LINES])


def _plain(line: str) -> str:
    return "".join(one if one.isprintable() else " " for one in line)
