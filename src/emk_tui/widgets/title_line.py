"""The first line: where one is, how many errors there are, when it was saved."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleLine(Widget):
    """Left the place, right the state; the right one gives way where there is no room for both."""

    place = reactive("")
    state = reactive("")

    def render(self) -> RenderResult:
        """One line."""
        width = self.size.width
        left = f" {self.place}"
        gap = width - cell_len(left) - cell_len(self.state) - 1
        return Content(left if gap < 1 else f"{left}{' ' * gap}{self.state} ")
