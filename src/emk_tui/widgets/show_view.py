"""One page of a document to look at: its text, and in its place the picture when it is wanted."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _
from emk_tui.ports import Fault, Stopped, Track
from emk_tui.services.flows.asks import Show
from emk_tui.widgets.action_line import ActionLine
from emk_tui.widgets.part import Answered

Rows = tuple[str, ...]
Beside = Callable[[Callable[[], Rows]], Awaitable[Rows]]
"""Runs a call beside the keys."""
SCROLLBAR = 1
"""Cells at the right that a picture leaves free, whether it is needed or not."""
PAPER_FOR_INK = str.maketrans(" ▀▄█", "█▄▀ ")
"""Without colour ink cannot be made dark: paper is drawn instead."""


class ShowView(Vertical, can_focus=True):
    """Enter and Esc close it; «К» or a click changes between text and picture."""

    def __init__(self, ask: Show, answered: Answered, beside: Beside, say: Callable[[str], None]) -> None:
        super().__init__(classes="part")
        self.ask, self._answered, self._beside, self._say = ask, answered, beside, say
        self.enter = _("закрыть")
        self.pictured = False
        self._drawn = 0
        """Columns of the picture that is shown or on its way; 0: none yet."""
        self._track = Track()
        """Of the picture that is being made: one at a time, none once this is gone."""
        self.text = Static(self._text(), classes="show-text")
        self.picture = Static("", classes="show-picture", markup=False)
        self.body = VerticalScroll(self.text, self.picture, classes="show-body", can_focus=False)
        self.button = ActionLine([_("К: картинка")], lambda _index: self.turn())
        self.picture.display = False
        self.button.display = ask.picture is not None

    def _text(self) -> Content:
        if self.ask.lines:
            return Content("\n").join(Content(line) for line in self.ask.lines)
        words = _("На этой странице текста нет.")
        return Content(f"{words} {_('Картинка: К.')}" if self.ask.picture is not None else words)

    def compose(self) -> ComposeResult:
        """Title, the page, the button."""
        yield Static(Content(self.ask.title), classes="show-title")
        yield self.body
        yield self.button

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def press(self, event: events.Key) -> bool:
        """Scroll, change, or close."""
        if event.key in ("enter", "escape", "f7"):
            self._answered(None)
            return True
        if self.ask.picture is not None and fold(from_latin_layout(event.character or "")) == "к":
            self.turn()
            return True
        moves = {
            "down": self.body.scroll_down, "up": self.body.scroll_up, "pagedown": self.body.scroll_page_down,
            "space": self.body.scroll_page_down, "pageup": self.body.scroll_page_up,
            "home": self.body.scroll_home, "end": self.body.scroll_end,
            "left": self.body.scroll_left, "right": self.body.scroll_right,
        }  # fmt: skip
        if event.key not in moves:
            return False
        moves[event.key](animate=False)
        return True

    def turn(self) -> None:
        """To the picture, or back to the text."""
        self.pictured = not self.pictured
        self.button.tell(0, _("К: текст") if self.pictured else _("К: картинка"), off=False)
        self.text.display, self.picture.display = not self.pictured, self.pictured
        self.body.scroll_home(animate=False)
        self._say("")
        self._draw()

    def on_resize(self) -> None:
        """A picture fits the width there is."""
        self._draw()

    def _draw(self) -> None:
        """Make the picture of this width, unless it is there."""
        columns = self.body.outer_size.width - SCROLLBAR
        if self.pictured and columns > 0 and columns != self._drawn:
            self._drawn = columns
            self._track.stop()
            self._track = Track()
            self._say(_("Готовим картинку."))
            self.run_worker(partial(self._make, columns, self._track), exclusive=True)  # type: ignore[arg-type]

    def on_unmount(self) -> None:
        """Nobody waits for the picture any more."""
        self._track.stop()

    async def _make(self, columns: int, track: Track) -> None:
        """Put it in its place, or say why there is none."""
        assert self.ask.picture is not None
        try:
            rows = await self._beside(partial(self.ask.picture, columns, track))
        except Stopped:
            return
        except Fault as fault:
            self._drawn = 0
            self._say(fault.problem.text)
            return
        self.picture.update(Content("\n".join(self._inked(rows))))
        self._say("")

    def _inked(self, rows: Rows) -> Rows:
        return tuple(row.translate(PAPER_FOR_INK) for row in rows) if self.app.no_color else rows
