"""A text to be read to its end: no button works before the end was shown (R24, R99)."""

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Page
from emk_tui.widgets.part import Answered


class PageView(VerticalScroll, can_focus=True):
    """Sections with numbers; Enter and Space go on by a page, at the end they answer."""

    def __init__(self, ask: Page, answered: Answered) -> None:
        super().__init__(classes="part page")
        self.ask, self._answered = ask, answered
        self.enter = _("дальше по тексту")
        self.read = False

    def compose(self) -> ComposeResult:
        """Title with version, sections, summary, end."""
        yield Static(Content(_("{title}, версия {v}").format(title=self.ask.title, v=self.ask.version)), classes="heading")
        for number, (head, text) in enumerate(self.ask.sections, 1):
            yield Static(Content(f"{number}. {head}"), classes="heading")
            yield Static(Content(text))
        if self.ask.summary:
            yield Static(Content(self.ask.summary), classes="heading")
        yield Static(Content(_("Конец текста.")))

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def press(self, event: events.Key) -> bool:
        """Page by page; the last Enter says that it was read."""
        if event.key in ("enter", "space"):
            if self.is_at_end:
                self._end()
            else:
                self.scroll_page_down(animate=False)
            return True
        moves = {
            "down": self.scroll_down, "up": self.scroll_up, "pagedown": self.scroll_page_down,
            "pageup": self.scroll_page_up, "home": self.scroll_home, "end": self.scroll_end,
        }  # fmt: skip
        if event.key not in moves:
            return False
        moves[event.key](animate=False)
        return True

    @property
    def is_at_end(self) -> bool:
        """Is the last line on the screen."""
        return self.scroll_target_y >= self.max_scroll_y

    def _end(self) -> None:
        if not self.read:
            self.read = True
            self._answered(True)
