"""The first line: where one is, how many errors there are, when it was saved."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

GAP = 2
"""Cells between the two at least."""
BETWEEN = " · "
"""Stands between the parts of the state, the most important one first."""


class TitleLine(Widget):
    """Left the place, right the state; the right one gives way part by part where both do not fit."""

    place = reactive("")
    state = reactive("")

    def render(self) -> RenderResult:
        """One line."""
        width = self.size.width
        left = f" {self.place}"
        state = self.state
        while state and width - cell_len(left) - cell_len(state) - 1 < GAP:
            state = state.rpartition(BETWEEN)[0]
        gap = width - cell_len(left) - cell_len(state) - 1
        return Content(f"{left}{' ' * gap}{state} " if state else left)
