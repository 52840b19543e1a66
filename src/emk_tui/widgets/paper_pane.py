"""The third pane of a wide terminal: the paper in hand and the place on it."""

import textwrap
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.card.papers import WIDTH, Line, Sheet, bare, concrete, draw, paper_at, printed, retyped
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
        self._drawn: Sheet | None = None
        self._is_due = False

    def tell(self, field: Field | None, path: str, session: Session | None, text: str | None = None) -> None:
        """This field is in focus; its text where the draft may not hold it yet."""
        self._drawn = None
        if field is None or session is None or field.secret:
            self._told = None
            self._known.clear()
        else:
            self._told = (field, path, session, session.draft.raw(path) if text is None else text)
        if self.display:
            self._draw()

    def typed(self, text: str) -> None:
        """A key changed its text; not with --plain: a screen reader would speak what changes here."""
        if self._told is None or self._is_plain():
            return
        field, path, session, _before = self._told
        self._told = (field, path, session, text)
        if self.display and not self._is_due:
            # painted together, two far places cost all that lies between them: the key comes first
            self._is_due = self.call_after_refresh(self._draw)

    def _is_plain(self) -> bool:
        return self.app.has_class("-plain")

    def on_show(self) -> None:
        """The terminal grew wide enough."""
        self._drawn = None
        self._draw()

    # -- what it says

    def _draw(self) -> None:
        self._is_due = False
        lines = self._paper()
        before, top, self._lines = self._lines, self._top(), lines
        if len(before) != len(lines) or top != self._top():
            self.refresh()
            return
        changed = [
            Region(start, number - top, end - start, 1)
            for number, (old, new) in enumerate(zip(before, lines, strict=True))
            if old is not new and old != new
            for start, end in [changed_cells(old, new)]
        ]
        if changed:
            self.refresh(*changed)

    def _paper(self) -> tuple[Line, ...]:
        if self._told is None:
            return ()
        field, path, session, typed = self._told
        paper = paper_at(path, session.draft, session.world.clock.today())
        sheet = paper.sheet if paper is not None else None

        def text_of(slot: str) -> str:
            place = concrete(slot, path)
            return self._text(place, typed if place == path else session.draft.raw(place))

        look = Look(bare(path), self._is_plain())
        if sheet is not None and sheet is self._drawn:
            return retyped(sheet, self._lines, text_of, look)
        self._drawn = sheet
        words = wrapped(_(paper.words if paper is not None else field.place), WORDS)
        if sheet is None:
            return (*wrapped(_(field.label), TITLE), *words)
        return (*wrapped(_(sheet.title), TITLE), *draw(sheet, text_of, look), *words)

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
        spare = len(self._lines) - self.size.height
        if spare <= 0:
            return 0
        places = [
            number for number, line in enumerate(self._lines) if any(kind == "here" for _text, kind in line)
        ]
        return min(spare, max(0, places[-1] - self.size.height + 2)) if places else 0

    def render_line(self, y: int) -> Strip:
        """One line, each part in its colour; text of people is never read as markup."""
        number = y + self._top()
        line = self._lines[number] if 0 <= number < len(self._lines) else ()
        parts = [Segment(text, self.get_component_rich_style(f"paper--{kind}")) for text, kind in line]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)


@cache
def wrapped(words: str, kind: str) -> tuple[Line, ...]:
    """A title or a sentence of ours in lines."""
    return tuple(((line, kind),) for line in textwrap.wrap(words, WIDTH))


def changed_cells(old: Line, new: Line) -> tuple[int, int]:
    """Between which cells two lines differ; all of them where a colour changed."""
    if [(len(text), kind) for text, kind in old] != [(len(text), kind) for text, kind in new]:
        return 0, WIDTH
    places = list(_differing("".join(text for text, _kind in old), "".join(text for text, _kind in new)))
    return places[0], places[-1] + 1


def _differing(old: str, new: str) -> Iterator[int]:
    return (place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
