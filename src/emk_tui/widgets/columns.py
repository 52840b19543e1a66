"""Two columns beside each field: «указано» and «в реестре» (R76)."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from emk_tui.i18n import _

GAP = 2
"""Cells between two columns."""


class Columns(Widget):
    """A table that wraps what is too long; nothing in it is read as markup."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(classes="columns")
        self.rows = [(_("Поле"), _("Указано"), _("В реестре")), *rows]

    def _drawn(self, width: int) -> list[Content]:
        cells = max(4, (width - 2 * GAP) // 3)
        return [line for index, row in enumerate(self.rows) for line in drawn(row, cells, head=index == 0)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Every line of every row."""
        return len(self._drawn(width))

    def render(self) -> RenderResult:
        """The head and the rows."""
        return Content("\n").join(self._drawn(self.size.width))


def drawn(row: tuple[str, str, str], cells: int, *, head: bool) -> list[Content]:
    """The lines of one row, its cells wrapped side by side."""
    style = "bold" if head else ""
    columns = [Content(text).wrap(cells) or [Content("")] for text in row]
    height = max(len(column) for column in columns)
    lines = []
    for at in range(height):
        parts = [column[at].plain if at < len(column) else "" for column in columns]
        padded = [Content(part).pad_right(cells + GAP - Content(part).cell_length) for part in parts[:-1]]
        lines.append(Content.styled("".join(one.plain for one in padded) + parts[-1], style))
    return lines
