"""Yes or no: two lines to choose from; where nothing may be assumed, neither is chosen before."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Confirm
from emk_tui.widgets.part import Answered


class Question(Widget, can_focus=True):
    """The question and «да», «нет»: by arrow and Enter, by the letter, by mouse."""

    at = reactive(-1)
    missed = reactive(False)
    """Was Enter pressed with nothing chosen."""

    def __init__(self, ask: Confirm, answered: Answered) -> None:
        super().__init__(classes="part question")
        self.ask, self._answered = ask, answered
        self.enter = _("выбрать")
        self.set_reactive(Question.at, {True: 0, False: 1, None: -1}[ask.default])
        self.words = (_("да"), _("нет"))

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)

    def render(self) -> RenderResult:
        """The question, both answers with the arrow, last a line for what Enter waits for."""
        lines = [Content(self.ask.question)]
        for index, word in enumerate(self.words):
            here = index == self.at
            lines.append(Content.styled(f"{'>' if here else ' '} {word}", "bold $accent" if here else ""))
        hint = _("Сначала выберите: стрелка или буква.") if self.missed and self.at < 0 else ""
        return Content("\n").join([*lines, Content.styled(hint, "$warning")])

    rest: str | None = None
    """What may still be typed of the word whose letter answered: it is not for the next question."""

    def press(self, event: events.Key) -> bool:
        """Arrows choose, Enter takes, «д» and «н» answer at once."""
        if event.key in ("up", "down", "tab", "shift+tab", "left", "right"):
            self.at = 1 - self.at if self.at >= 0 else 0
            return True
        if event.key == "enter":
            if self.at >= 0:
                self._answered(self.at == 0)
            self.missed = self.at < 0
            return True
        letter = fold(from_latin_layout(event.character or ""))
        for index, word in enumerate(self.words):
            if letter and word.startswith(letter):
                self.rest = word[1:]
                self._answered(index == 0)
                return True
        return False

    def on_click(self, event: events.Click) -> None:
        """The answer under the mouse."""
        event.stop()
        first = self.content_size.height - len(self.words) - 1
        index = event.get_content_offset_capture(self).y - first
        if index in (0, 1):
            self._answered(index == 0)
