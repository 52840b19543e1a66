"""A row of a form: the label and the line to type in, on one line of the screen."""

from rich.cells import cell_len
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.i18n import _
from emk_tui.widgets.field_input import FieldInput

MARK = "▌"
"""Stands before the row in focus, so that colour is not needed; not with --plain."""


class FieldRow(Widget):
    """Draws the label itself; its only child is the line to type in."""

    here = reactive(False, toggle_class="-here")
    """Is this the row in focus."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(id=f"row-{name}")
        self.key, self.field = name, field
        self.input = FieldInput(field, id=f"field-{name}")
        self._label_cells = 0

    @property
    def label(self) -> str:
        """What the row is called."""
        return _(self.field.speech)

    def compose(self) -> ComposeResult:
        """The line."""
        yield self.input

    def set_label_width(self, cells: int) -> None:
        """Where the text begins."""
        if cells != self._label_cells:
            self._label_cells = cells
            self.input.styles.margin = (0, 0, 0, cells)
            self.refresh()

    def render(self) -> RenderResult:
        """Mark and label; the help line has a long one in full."""
        mark = MARK if self.here and not self.app.has_class("-plain") else " "
        return Content(mark + self.label).truncate(max(1, self._label_cells - 1), ellipsis=True)


def label_width(rows: list[FieldRow], room: int) -> int:
    """Cells for the labels of a form: the longest with a mark before and a gap behind, less than half."""
    longest = max((cell_len(row.label) for row in rows), default=0)
    return max(8, min(longest + 3, room // 2 - 1))
