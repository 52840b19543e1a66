"""The third pane of a wide terminal: the paper in hand and the place on it."""

import textwrap
from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.card.papers import WIDTH, Line, bare, concrete, draw, paper_at, printed
from emk_tui.card.papers.drawing import TITLE, WORDS, Look
from emk_tui.card.paths import locate
from emk_tui.i18n import _
from emk_tui.services.session import Session


class PaperPane(Widget):
    """Where the field stands on the paper; paints only the cells that change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paper--title", "paper--frame", "paper--caption", "paper--value", "paper--here", "paper--words",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(id="paper")
        self._told: tuple[Field, str, Session, str] | None = None
        self._lines: tuple[Line, ...] = ()
        self._known: dict[str, tuple[str, str]] = {}

    def tell(self, field: Field | None, path: str, session: Session | None, typed: str | None = None) -> None:
        """Another field is in focus, or more was typed in it than the draft holds yet."""
        if field is None or session is None or field.secret:
            self._told = None
            self._known.clear()
        else:
            text = session.draft.raw(path) if typed is None else typed
            if self._told is not None and self._told[1] == path and self._is_quiet():
                return
            self._told = (field, path, session, text)
        if self.display:
            self._draw()

    def _is_quiet(self) -> bool:
        """With --plain nothing changes here while one types: a screen reader would speak it."""
        return self.app.has_class("-plain")

    def on_show(self) -> None:
        """The terminal grew wide enough."""
        self._draw()

    # -- what it says

    def _draw(self) -> None:
        lines = self._paper()
        before, top, self._lines = self._lines, self._top(), lines
        if len(before) != len(lines) or top != self._top():
            self.refresh()
            return
        changed = [
            Region(start, number - top, end - start, 1)
            for number, (old, new) in enumerate(zip(before, lines, strict=True))
            if old != new
            for start, end in [changed_cells(old, new)]
        ]
        if changed:
            self.refresh(*changed)

    def _paper(self) -> tuple[Line, ...]:
        if self._told is None:
            return ()
        field, path, session, typed = self._told
        today = session.world.clock.today()
        paper = paper_at(path, session.draft, today)
        words = _(paper.words if paper is not None else field.place)
        below = tuple(((line, WORDS),) for line in textwrap.wrap(words, WIDTH))
        title = _(paper.sheet.title if paper is not None and paper.sheet is not None else field.label)
        head = tuple(((line, TITLE),) for line in textwrap.wrap(title, WIDTH))
        if paper is None or paper.sheet is None:
            return (*head, *below)

        def text_of(slot: str) -> str:
            place = concrete(slot, path)
            return self._text(place, typed if place == path else session.draft.raw(place))

        return (*head, *draw(paper.sheet, text_of, Look(bare(path), self.app.has_class("-plain"))), *below)

    def _text(self, path: str, raw: str) -> str:
        """As it is printed; read anew only where it changed."""
        known = self._known.get(path)
        if known is None or known[0] != raw:
            assert self._told is not None
            today = self._told[2].world.clock.today()
            known = self._known[path] = (raw, printed(locate(path).field, raw, today) if raw else "")
        return known[1]

    # -- how it is shown

    def _top(self) -> int:
        """The first line shown: the place in focus is seen also where the terminal is low."""
        spare = max(0, len(self._lines) - self.size.height)
        places = [
            number for number, line in enumerate(self._lines) if any(kind == "here" for _text, kind in line)
        ]
        return min(spare, max(0, places[-1] - self.size.height + 2)) if spare and places else 0

    def render_line(self, y: int) -> Strip:
        """One line, each part in its colour; text of people is never read as markup."""
        number = y + self._top()
        line = self._lines[number] if 0 <= number < len(self._lines) else ()
        parts = [Segment(text, self.get_component_rich_style(f"paper--{kind}")) for text, kind in line]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)


def changed_cells(old: Line, new: Line) -> tuple[int, int]:
    """Between which cells two lines differ; all of them where a colour changed."""
    if [(len(text), kind) for text, kind in old] != [(len(text), kind) for text, kind in new]:
        return 0, WIDTH
    places = list(_differing("".join(text for text, _kind in old), "".join(text for text, _kind in new)))
    return places[0], places[-1] + 1


def _differing(old: str, new: str) -> Iterator[int]:
    return (place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
