"""The list under a field: entries of a directory by any fragment, chosen by arrow, Enter or mouse."""

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.i18n import _
from emk_tui.services.lookups import Suggestion


class Suggestions(Widget):
    """Never takes the focus: the person goes on typing and the list follows."""

    at = reactive(-1)
    """The line under the arrow; -1: none, Enter then means what was typed."""

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, suggestion: Suggestion) -> None:
            super().__init__()
            self.suggestion = suggestion

    def __init__(self) -> None:
        super().__init__(id="suggestions")
        self.found: tuple[Suggestion, ...] = ()
        self.lines: tuple[Suggestion, ...] = ()
        """Those of the found that there is room for."""
        self.total = 0
        self.display = False

    @property
    def chosen(self) -> Suggestion | None:
        """The line under the arrow."""
        return self.lines[self.at] if self.display and 0 <= self.at < len(self.lines) else None

    def show(self, lines: tuple[Suggestion, ...], total: int, under: Region, room: Region) -> None:
        """Open below this region, above it where there is no room below."""
        if not lines:
            self.close()
            return
        self.found, self.total, self.at = lines, total, -1
        self.display = True
        self.place(under, room)

    def place(self, under: Region, room: Region) -> None:
        """Beside its field, wherever that is now, with the lines that fit there."""
        lines, total = self.found, self.total
        below, above = room.bottom - under.bottom, under.y - room.y
        if len(lines) + (total > len(lines)) > max(below, above):
            lines = lines[: max(1, max(below, above) - 1)]
        self.lines, self.at = lines, min(self.at, len(lines) - 1)
        height = len(lines) + (1 if total > len(lines) else 0)
        width = min(max(self._width(), under.width), room.width)
        x = max(room.x, min(under.x, room.right - width))
        y = under.bottom if height <= below else max(room.y, under.y - height)
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (x, y)
        self.refresh(layout=True)

    def _width(self) -> int:
        return max(cell_len(one.text) for one in self.lines) + 4

    def close(self) -> None:
        """Put it away."""
        if self.display:
            self.display = False
        self.found, self.lines, self.at = (), (), -1

    def move(self, by: int) -> None:
        """The arrow up or down, through «none» at both ends."""
        self.at = (self.at + 1 + by) % (len(self.lines) + 1) - 1

    def render(self) -> RenderResult:
        """The lines; the arrow is a sign as well as a colour."""
        rows = []
        for index, one in enumerate(self.lines):
            mark, style = ("> ", "bold $text on $focus") if index == self.at else ("  ", "")
            line = Content(mark + one.text).truncate(self.size.width, ellipsis=True, pad=True)
            rows.append(line.stylize(style) if style else line)
        if self.total > len(self.lines):
            more = _("  ещё {n}, уточните").format(n=self.total - len(self.lines))
            rows.append(Content.styled(more, "$muted").truncate(self.size.width, ellipsis=True, pad=True))
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        """Take the line under the mouse."""
        event.stop()
        if 0 <= event.y < len(self.lines):
            self.post_message(self.Chosen(self.lines[event.y]))
