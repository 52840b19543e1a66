"""Sends only the cells that changed: a tenth of a whole update, for slow lines and braille (B19)."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Cell = tuple[str, Style | None]
"""A sign and its style; the right half of a wide sign is empty."""

BRIDGE = 6
"""Unchanged cells that are sent again rather than jumped over: a jump costs about as many bytes."""


class Painter:
    """What stands on the terminal, line by line."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._first: LayoutUpdate | None = None
        """The update after which nothing was painted yet: its cells are counted when they are needed."""

    def forget(self) -> None:
        """The terminal may show anything now: the next update is sent whole."""
        self._lines.clear()
        self._first = None

    def changes(self, update: CompositorUpdate, console: Console) -> str:
        """What to send so that the terminal shows this update."""
        if isinstance(update, LayoutUpdate) and not self._lines and self._first is None:
            self._first = _kept(update)
            return self._first.render_segments(console)
        self._remember()
        system = console._color_system or ColorSystem.TRUECOLOR
        sent: list[str] = []
        for y, x, segments in pieces(update):
            line = self._lines.setdefault(y, [])
            cells = cells_of(segments)
            if len(line) < x + len(cells):
                line.extend([None] * (x + len(cells) - len(line)))
            for start, end in runs(line, x, cells):
                sent.append(f"\x1b[{y + 1};{x + start + 1}H")
                sent.extend(painted(cells[start:end], system))
            line[x : x + len(cells)] = cells
        return "".join(sent)

    def _remember(self) -> None:
        """The cells of the first update."""
        first, self._first = self._first, None
        for y, x, segments in pieces(first) if first is not None else ():
            self._lines[y] = [*[None] * x, *cells_of(segments)]


class Changes(CompositorUpdate):
    """An update of Textual's compositor on its way through the painter."""

    def __init__(self, painter: Painter, update: CompositorUpdate) -> None:
        self._painter, self._update = painter, update

    def render_segments(self, console: Console) -> str:
        """Only what changed; what is no layout or chops goes as it is."""
        if isinstance(self._update, LayoutUpdate | ChopsUpdate):
            return self._painter.changes(self._update, console)
        self._painter.forget()
        return self._update.render_segments(console)


def pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    """(line, column, segments) of an update."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, (segment for strip in strips for segment in strip)
    elif isinstance(update, ChopsUpdate):
        for y, x1, x2 in update.spans:
            ends = update.chop_ends[y]
            for end, (x, strip) in zip(ends, update.chops[y].items(), strict=False):
                if strip is not None and x <= x2 and end > x1:
                    yield y, x, _within(strip, x, end, x2)


def _kept(update: LayoutUpdate) -> LayoutUpdate:
    """The same with lines that can be gone through again."""
    return LayoutUpdate([list(strips) for strips in update.strips], update.region)


def _within(strip: Strip, x: int, end: int, x2: int) -> Strip:
    return strip if end <= x2 else strip.crop(0, x2 - x)


def cells_of(segments: Iterable[Segment]) -> list[Cell]:
    """One entry a cell; a sign without width belongs to the one before it, controls are no cells."""
    cells: list[Cell] = []
    for text, style, control in segments:
        if control:
            continue
        if text.isascii():
            cells += [(char, style) for char in text]
            continue
        for char in text:
            width = cell_len(char)
            if width:
                cells.append((char, style))
            elif cells:
                cells[-1] = (cells[-1][0] + char, cells[-1][1])
            if width == 2:
                cells.append(("", style))
    return cells


def runs(line: list[Cell | None], x: int, cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """Stretches of cells that differ from what stands there, near ones as one."""
    start = last = -1
    for index, cell in enumerate(cells):
        if line[x + index] == cell:
            continue
        if start < 0:
            start = index
        elif index - last > BRIDGE:
            yield _whole(cells, start), last + 1
            start = index
        last = index
    if start >= 0:
        yield _whole(cells, start), last + 1


def _whole(cells: list[Cell], start: int) -> int:
    """A stretch never begins with the right half of a wide sign."""
    return start - 1 if start and not cells[start][0] else start


def painted(cells: Iterable[Cell], system: ColorSystem) -> Iterator[str]:
    """The signs with their styles, one sequence for each change of style."""
    text, style = "", None
    for char, own in cells:
        if own is not style and own != style:
            yield _styled(text, style, system)
            text, style = "", own
        text += char
    yield _styled(text, style, system)


def _styled(text: str, style: Style | None, system: ColorSystem) -> str:
    if not text:
        return ""
    return text if style is None else Strip.render_style(style, text, color_system=system)
