"""The lines of the review: a heading for each section, a row for each field, «Оформить» at the end."""

from collections.abc import Iterator
from itertools import groupby

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.card.problems import ERROR
from emk_tui.i18n import _
from emk_tui.services.flows.asks import ReviewRow

HEADING = -1
"""Stands for a line that belongs to no row."""
DONE = 9
"""Cells at the right for «сверено» or an empty box; a click there ticks."""


class ReviewLines(Widget):
    """Values wrap, so that all can be compared; `at` is the row under the arrow, the last one the button."""

    at = reactive(0)

    def __init__(self, rows: tuple[ReviewRow, ...]) -> None:
        super().__init__()
        self.rows = rows
        self._blocks: dict[int, list[Content]] = {}
        self._order: list[int] = []
        self._width = 0

    def take(self, rows: tuple[ReviewRow, ...]) -> None:
        """The same card after a change."""
        self.rows, self._blocks = rows, {}
        self.refresh(layout=True)

    def watch_at(self, old: int, new: int) -> None:
        """Only the two rows are painted anew."""
        self._blocks.pop(old, None)
        self._blocks.pop(new, None)
        self.refresh(self.region_of(old), self.region_of(new))

    # -- where they stand

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the values need at this width."""
        return sum(len(block) for _index, block in self._all(width))

    def region_of(self, index: int) -> Region:
        """The lines of a row."""
        top = 0
        for one, block in self._all(self.size.width):
            if one == index:
                return Region(0, top, self.size.width, len(block))
            top += len(block)
        return Region()

    def row_at(self, y: int) -> int:
        """The row on this line, or HEADING."""
        for one, block in self._all(self.size.width):
            y -= len(block)
            if y < 0:
                return one
        return HEADING

    # -- how they look

    def render(self) -> RenderResult:
        """All lines."""
        return Content("\n").join(line for _index, block in self._all(self.size.width) for line in block)

    def _all(self, width: int) -> Iterator[tuple[int, list[Content]]]:
        """Index and lines in order; what has not changed is not made anew."""
        if width != self._width:
            self._width, self._blocks = width, {}
        index = 0
        for section, group in groupby(self.rows, key=lambda row: row.section):
            rows = list(group)
            yield HEADING, [heading_of(section, rows, width)]
            for row in rows:
                if index not in self._blocks:
                    self._blocks[index] = list(lines_of(row, width, here=index == self.at))
                yield index, self._blocks[index]
                index += 1
        yield HEADING, [Content("")]
        here = index == self.at
        yield index, [Content.styled(f"{'>' if here else ' '} [ {_('Оформить')} ]", style_of(here))]


def style_of(here: bool, otherwise: str = "") -> str:
    """The row under the arrow is bold in the accent as well."""
    return "bold $accent" if here else otherwise


def heading_of(section: str, rows: list[ReviewRow], width: int) -> Content:
    """«Личные данные, сверено 3 из 21»."""
    count = sum(row.seen for row in rows)
    words = _("{section}, сверено {n} из {all}").format(section=section, n=count, all=len(rows))
    return Content.styled(words, "bold $muted").truncate(max(1, width), ellipsis=True)


def lines_of(row: ReviewRow, width: int, *, here: bool) -> Iterator[Content]:
    """«> 3 СНИЛС: 112-233-445 95, введено      сверено», the value over as many lines as it needs."""
    head = f"{'>' if here else ' '}{row.number:>3} "
    room = max(8, width - len(head) - DONE)
    label = (f"{row.label}: ", style_of(here, "$muted"))
    origin = (f", {row.origin}" if row.origin else "", style_of(here, "$muted"))
    body = Content.assemble(label, (row.shown, style_of(here, "bold")), origin, *_found(row))
    for number, line in enumerate(body.wrap(room)):
        first = number == 0
        start = Content.styled(head if first else " " * len(head), style_of(here))
        gap = " " * (room - line.cell_length + 1)
        tick = (_("сверено"), "$success") if row.seen else ("[ ]", "$muted")
        yield Content.assemble(start, line, gap, tick) if first else start + line


def _found(row: ReviewRow) -> tuple[tuple[str, str], ...]:
    """«, ошибка: нет такой даты»."""
    if row.problem is None:
        return ()
    wrong = row.problem.level == ERROR
    words = _("ошибка: {short}") if wrong else _("замечание: {short}")
    return ((", " + words.format(short=row.problem.short), "$error" if wrong else "$warning"),)
