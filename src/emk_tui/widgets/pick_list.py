"""Lines with a note behind each, to choose from by arrow, Enter or mouse, or only to read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.widget import Widget

MARK, PAGE = 2, 8
"""Cells for the arrow; lines that Page Up and Page Down go over."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a line: a text, and what is said of it."""

    text: str
    note: str = ""


def laid_out(rows: Sequence[Row], width: int, between: str = ", ") -> list[tuple[int, str]]:
    """(number of the row, line of the screen): two columns where they fit, else one below the other."""
    first = max((cell_len(row.text) for row in rows), default=0)
    second = max((cell_len(row.note) for row in rows), default=0)
    if MARK + first + 2 + second <= width:
        return [(at, f"{row.text.ljust(first)}  {row.note}".rstrip()) for at, row in enumerate(rows)]
    room = max(8, width - MARK)
    return [
        (at, line)
        for at, row in enumerate(rows)
        for line in wrap(
            f"{row.text}{between}{row.note}" if row.note else row.text, room, break_on_hyphens=False
        )
    ]


class Rows(Widget):
    """The lines; `at` is the row under the arrow, -1: none."""

    def __init__(self, rows: Sequence[Row] = (), between: str = ", ") -> None:
        super().__init__()
        self.rows, self.at, self.between = tuple(rows), -1, between

    def laid_out(self, width: int) -> list[tuple[int, str]]:
        """The lines at this width."""
        return laid_out(self.rows, width, self.between)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows need at this width."""
        return len(self.laid_out(width))

    def render(self) -> RenderResult:
        """«> Журнал операций»: the arrow is a sign as well as a colour."""
        shown, before = [], -1
        for at, line in self.laid_out(self.size.width):
            here = at == self.at
            mark = "> " if here and at != before else "  "
            shown.append(Content.styled(mark + line, "bold $accent" if here else ""))
            before = at
        return Content("\n").join(shown)

    def row_at(self, line: int) -> int:
        """The row in this line of the widget."""
        lines = self.laid_out(self.size.width)
        return lines[line][0] if 0 <= line < len(lines) else -1

    def lines_of(self, row: int) -> tuple[int, int]:
        """First line of a row and how many it has."""
        numbers = [number for number, (at, _line) in enumerate(self.laid_out(self.size.width)) if at == row]
        return (numbers[0], len(numbers)) if numbers else (0, 1)


class PickList(VerticalScroll, can_focus=True):
    """One row is under the arrow; `chosen` gets its number."""

    def __init__(self, chosen: Callable[[int], None]) -> None:
        super().__init__()
        self._chosen, self.lines = chosen, Rows()

    def compose(self) -> ComposeResult:
        """The rows."""
        yield self.lines

    def show(self, rows: Sequence[Row], at: int = 0) -> None:
        """Other rows, the arrow at one of them."""
        self.lines.rows, self.lines.at = tuple(rows), -1
        self.lines.refresh(layout=True)
        self.go(at)

    def go(self, at: int) -> None:
        """Put the arrow at a row and the row on the screen."""
        self.lines.at = max(0, min(at, len(self.lines.rows) - 1))
        self.lines.refresh()
        # the size is known only after the layout
        self.call_after_refresh(self._uncover)

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the arrow, for the cursor of the terminal."""
        line, _height = self.lines.lines_of(self.lines.at)
        return self.content_region.offset + Offset(0, line - int(self.scroll_y))

    def on_resize(self) -> None:
        """The row under the arrow stays in sight."""
        self.call_after_refresh(self._uncover)

    def _uncover(self) -> None:
        line, height = self.lines.lines_of(self.lines.at)
        self.scroll_to_region(Region(0, line, 1, height), animate=False)

    def press(self, event: events.Key) -> bool:
        """Arrows, pages, Enter."""
        moves = {"up": -1, "down": 1, "shift+tab": -1, "tab": 1, "pageup": -PAGE, "pagedown": PAGE}
        if event.key in moves:
            self.go(self.lines.at + moves[event.key])
        elif event.key in ("home", "end"):
            self.go(0 if event.key == "home" else len(self.lines.rows) - 1)
        elif event.key == "enter":
            self._choose(self.lines.at)
        else:
            return False
        return True

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.lines.rows):
            self._chosen(at)

    def on_click(self, event: events.Click) -> None:
        """The row under the mouse."""
        if event.widget is self.lines:
            event.stop()
            self._choose(self.lines.row_at(event.y))
