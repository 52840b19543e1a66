"""The last gate before the terminal: no text carries an escape or turns a line round."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class Harmless(LineFilter):
    """Replaces signs that cannot be shown in every line of every widget."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells; only segments that need it are made anew."""
        return [one if one.text.isprintable() or one.control else cleaned(one) for one in segments]


def cleaned(segment: Segment) -> Segment:
    """Blanks of the same width instead."""
    text = "".join(char if char.isprintable() else " " * cell_len(char) for char in segment.text)
    return Segment(text, segment.style, segment.control)
