"""Where the real cursor of the terminal stands: braille displays and magnifiers follow it."""

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen


def cursor_cell(screen: Screen[Any]) -> Offset:
    """The cell that the person works in: of the text cursor, of the chosen line, else of the focus."""
    focused = screen.focused
    if focused is None:
        return Offset(0, 0)
    cell = getattr(focused, "cursor_cell", None) or getattr(focused, "cursor_screen_offset", None)
    return cell if isinstance(cell, Offset) else focused.content_region.offset
