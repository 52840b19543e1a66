"""Many lines at once: read by page, then on with Enter."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Say
from emk_tui.widgets.columns import Columns
from emk_tui.widgets.messages import lines_of
from emk_tui.widgets.part import Answered


class Reader(VerticalScroll, can_focus=True):
    """What was said, as a page to scroll."""

    def __init__(self, said: Sequence[Say], answered: Answered) -> None:
        super().__init__(classes="part")
        self.said, self._answered = said, answered
        self.enter = _("закрыть")

    def compose(self) -> ComposeResult:
        """All of it."""
        columns = [one.compared for one in self.said if one.compared]
        if columns:
            yield Columns(columns)
        lines = [line for one in self.said if not one.compared for line in lines_of(one)]
        yield Static(Content("\n").join(lines))

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def press(self, event: events.Key) -> bool:
        """Scroll, or close with Enter and Esc."""
        if event.key in ("enter", "escape", "f7"):
            self._answered(None)
            return True
        moves = {
            "down": self.scroll_down, "up": self.scroll_up, "pagedown": self.scroll_page_down,
            "space": self.scroll_page_down, "pageup": self.scroll_page_up,
            "home": self.scroll_home, "end": self.scroll_end,
        }  # fmt: skip
        if event.key not in moves:
            return False
        moves[event.key](animate=False)
        return True
