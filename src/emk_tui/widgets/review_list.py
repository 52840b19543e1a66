"""The review: every field to compare with its paper, a jump to any of them, «Оформить» (R85, R86)."""

from collections.abc import Callable
from dataclasses import replace

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.fields import Field
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR
from emk_tui.i18n import _
from emk_tui.services.flows.asks import COMPARE, SEEN, SUBMIT, UNSEEN, Review, ReviewRow
from emk_tui.services.live import Live, when_left
from emk_tui.widgets.part import Answered
from emk_tui.widgets.review_lines import DONE, HEADING, ReviewLines

PAGE = 8
"""Rows that Page Up and Page Down go over."""
WHOLE = frozenset("aаф")
"""What the key A types in either layout: the whole section."""


def _unheard(_field: Field | None, _live: Live) -> None:
    """Nobody wants to know which row is under the arrow."""


class ReviewList(Vertical, can_focus=True):
    """Space ticks, a number jumps, Enter opens the field; it stays while ticks are kept by the flow."""

    def __init__(
        self,
        ask: Review,
        answered: Answered,
        told: Callable[[Field | None, Live], None] = _unheard,
    ) -> None:
        super().__init__(classes="part review")
        self.ask, self._answered, self._told = ask, answered, told
        self.typed = ""
        self._head = Static(markup=False, classes="review-head")
        self.lines = ReviewLines(ask.rows)
        self._scroll = VerticalScroll(self.lines, can_focus=False)

    def compose(self) -> ComposeResult:
        """The count, the rows."""
        yield self._head
        yield self._scroll

    def on_mount(self) -> None:
        """Begin where it was changed, or at the first row that is not ticked."""
        self._count()
        self.lines.at = self._place(self.ask.at)

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)
        self._go(self.lines.at)

    def again(self, ask: object, answered: Answered) -> bool:
        """The same list asks once more: what changed is painted, the place stays."""
        if not isinstance(ask, Review):
            return False
        self.ask, self._answered = ask, answered
        self.lines.take(ask.rows)
        self._count()
        if ask.at:
            self.lines.at = self._place(ask.at)
        self.start()
        return True

    # -- what stands here

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """The rows."""
        return self.ask.rows

    @property
    def row(self) -> ReviewRow | None:
        """The row under the arrow; None at the button."""
        return self.rows[self.lines.at] if self.lines.at < len(self.rows) else None

    @property
    def enter(self) -> str:
        """What Enter does here."""
        return _("исправить") if self.row is not None else _("оформить")

    @property
    def problems(self) -> list[int]:
        """Rows with an error."""
        return [
            i for i, row in enumerate(self.rows) if row.problem is not None and row.problem.level == ERROR
        ]

    def _place(self, path: str) -> int:
        paths = [row.path for row in self.rows]
        if path in paths:
            return paths.index(path)
        return next((index for index, row in enumerate(self.rows) if not row.seen), len(self.rows))

    def _count(self) -> None:
        count = sum(row.seen for row in self.rows)
        words = _("Сверено {n} из {all}. Пробел: сверено, A: весь раздел.").format(
            n=count, all=len(self.rows)
        )
        if cell_len(words) > self.content_size.width:
            words = _("Сверено {n} из {all}. Пробел, A: раздел.").format(n=count, all=len(self.rows))
        self._head.update(Content(words))

    def on_resize(self) -> None:
        """Words that fit; the row under the arrow stays in sight."""
        self._count()
        self.call_after_refresh(self._uncover)

    # -- keys

    def press(self, event: events.Key) -> bool:
        """Arrows, Space, A, «=», Enter, digits."""
        by = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE, "tab": 1, "shift+tab": -1}.get(
            event.key
        )
        ends = {"home": 0, "end": len(self.rows)}
        if event.character and event.character in "0123456789":
            self._number(self.typed + event.character)
            return True
        self.typed = ""
        if by is not None or event.key in ends:
            self._go(ends[event.key] if by is None else self.lines.at + by)
        elif event.key == "enter":
            self._open(self.lines.at)
        elif event.key == "space":
            self._tick(self.lines.at)
        elif event.character == "=":
            self._compare()
        elif (event.character or "").lower() in WHOLE:
            self._tick_section()
        else:
            return False
        return True

    def _number(self, typed: str) -> None:
        """To the row of this number; digits that lead nowhere begin a new one."""
        for start in range(len(typed)):
            if 1 <= int(typed[start:]) <= len(self.rows) and typed[start] != "0":
                self.typed = typed[start:]
                self._go(int(self.typed) - 1)
                return
        self.typed = ""

    def _go(self, index: int) -> None:
        self.lines.at = max(0, min(index, len(self.rows)))
        self._uncover()
        row = self.row
        if row is None:
            words = _("Последняя проверка, подтверждение, карта. Enter или F3.")
            self._told(None, Live(short=words))
            return
        # F4 changes nothing here: the fix is offered at the field itself
        found = replace(row.problem, fix=None) if row.problem is not None else None
        live = Live(short=_("=: ввести с бумаги и сравнить.")) if found is None else when_left(found)
        self._told(locate(row.path).field, live)

    def _uncover(self) -> None:
        """Scroll to the row under the arrow."""
        region = self.lines.region_of(self.lines.at)
        top = self.lines.row_at(region.y - 1) == HEADING
        self._scroll.scroll_to_region(region.grow((1, 0, 0, 0)) if top else region, animate=False)

    def next_problem(self) -> bool:
        """To the next row with an error, round the end; False where there is none."""
        after = [index for index in self.problems if index > self.lines.at]
        if self.problems:
            self._go((after or self.problems)[0])
        return bool(self.problems)

    # -- replies

    def done(self) -> None:
        """On to «Оформить»."""
        self._answered(SUBMIT)

    def _open(self, index: int) -> None:
        self._go(index)
        self._answered(SUBMIT if self.row is None else self.row.path)

    def _tick(self, index: int) -> None:
        """Ticked, on to the next one; a second time takes it back."""
        if index >= len(self.rows):
            return
        row = self.rows[index]
        self._go(index if row.seen else index + 1)
        self._answered(f"{UNSEEN if row.seen else SEEN} {row.path}")

    def _compare(self) -> None:
        if self.row is not None:
            self._answered(f"{COMPARE} {self.row.path}")

    def _tick_section(self) -> None:
        row = self.row
        if row is None:
            return
        section = [one for one in self.rows if one.section == row.section]
        left = [one.path for one in section if not one.seen]
        word, paths = (SEEN, left) if left else (UNSEEN, [one.path for one in section])
        self._answered(" ".join((word, *paths)))

    def on_click(self, event: events.Click) -> None:
        """A row opens, its right edge ticks, the button goes on."""
        event.stop()
        if event.widget is not self.lines:
            return
        index = self.lines.row_at(event.y)
        if index == HEADING:
            return
        if event.x >= self.lines.size.width - DONE and index < len(self.rows):
            self._tick(index)
        else:
            self._open(index)
