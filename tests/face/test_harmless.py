"""The last gate before the terminal."""

import pytest
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color

from emk_tui.face.harmless import Harmless

BLACK = Color(0, 0, 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Иванова [red]", "Иванова [red]"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("a\x9b31mb\x07\x7f", "a31mb"),
        ("a\u202eb\u2066c\u200e", "abc"),
        ("a\u00a0b", "a b"),
        ("é│▌日本", "é│▌日本"),
    ],
)
def test_texts(text: str, shown: str) -> None:
    """Only what can be shown is left, on as many cells."""
    painted = Harmless().apply([Segment(text)], BLACK)
    assert painted[0].text == shown
    assert cell_len(shown) == cell_len(text)


def test_what_textual_itself_sends_stays() -> None:
    """Segments of control are its own."""
    own = Segment("\x1b[1;1H", None, [(ControlType.HOME,)])
    assert Harmless().apply([own], BLACK) == [own]
