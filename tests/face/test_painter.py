"""What the painter sends leaves the terminal as the whole update would, in fewer bytes."""

import io

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from emk_tui.face.painter import Changes, Painter

WIDTH, HEIGHT = 12, 3
STYLES = (Style(), Style(bold=True), Style(color="#ff0000", bgcolor="#000010"))
SIGNS = "аБв 字xyz│"
Row = list[tuple[str, int]]


def console() -> Console:
    """A console of true colours."""
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=WIDTH)


def strip_of(row: Row) -> Strip:
    """A line of exactly WIDTH cells."""
    strip = Strip([Segment(text, STYLES[style]) for text, style in row])
    return strip.crop(0, WIDTH).extend_cell_length(WIDTH, STYLES[0])


def whole(rows: list[Row]) -> LayoutUpdate:
    """All lines."""
    return LayoutUpdate([[strip_of(row)] for row in rows], Region(0, 0, WIDTH, HEIGHT))


def shown(screen: pyte.Screen) -> list[list[object]]:
    """Every cell with its colours."""
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


rows = st.lists(
    st.lists(st.tuples(st.text(SIGNS, min_size=1, max_size=6), st.integers(0, 2)), max_size=4),
    min_size=HEIGHT,
    max_size=HEIGHT,
)


@given(st.lists(rows, min_size=1, max_size=5))
def test_the_terminal_shows_the_same(screens: list[list[Row]]) -> None:
    """Update after update, cell by cell."""
    painter, out = Painter(), console()
    plain, quick = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    by_plain, by_quick = pyte.Stream(plain), pyte.Stream(quick)
    for lines in screens:
        update = whole(lines)
        by_plain.feed("\x1b[2J" + update.render_segments(out).replace("\n", "\r\n"))
        by_quick.feed(Changes(painter, update).render_segments(out))
        assert shown(quick) == shown(plain)


def test_nothing_is_sent_twice() -> None:
    """The same screen again costs nothing; one changed sign costs one cell."""
    painter, out = Painter(), console()
    first: list[Row] = [[("Иванова", 0)], [("СНИЛС", 1)], []]
    assert Changes(painter, whole(first)).render_segments(out)
    assert Changes(painter, whole(first)).render_segments(out) == ""
    changed: list[Row] = [[("Иванова", 0)], [("СНИЛЗ", 1)], []]
    assert Changes(painter, whole(changed)).render_segments(out) == "\x1b[2;5H\x1b[1mЗ\x1b[0m"


def test_spans_of_a_line() -> None:
    """A partial update paints its span and leaves the rest."""
    painter, out = Painter(), console()
    Changes(painter, whole([[("аааааааааааа", 0)]] * 3)).render_segments(out)
    chops = [{}, {0: Strip([Segment("аааа", STYLES[0])]), 4: Strip([Segment("бббббббб", STYLES[0])])}, {}]
    update = ChopsUpdate(chops, [(1, 4, 8)], [[], [4, 12], []])
    assert Changes(painter, update).render_segments(out) == "\x1b[2;5Hбббб"


def test_after_forgetting_everything_is_sent() -> None:
    """A terminal that changed its size may show anything."""
    painter, out = Painter(), console()
    lines: list[Row] = [[("Иванова", 0)], [], []]
    sent = Changes(painter, whole(lines)).render_segments(out)
    painter.forget()
    assert Changes(painter, whole(lines)).render_segments(out) == sent
