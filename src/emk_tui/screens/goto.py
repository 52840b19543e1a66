"""Where to: the eight steps with their states in words; a digit, Enter or the mouse goes there."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.steps import STEPS
from emk_tui.face.commands import BY_ID
from emk_tui.i18n import _
from emk_tui.screens.above import AboveScreen
from emk_tui.widgets.pick_list import PickList, Row

if TYPE_CHECKING:
    from emk_tui.screens.dialogue import Dialogue
    from emk_tui.services.wizard import Wizard


class GotoScreen(AboveScreen):
    """A step that waits for another one says for which instead of opening."""

    def __init__(self, dialogue: "Dialogue") -> None:
        super().__init__()
        assert dialogue.session is not None
        self.dialogue, self.wizard = dialogue, dialogue.session.wizard
        self.list = PickList(self._choose)
        self.said = Static(Content(""), classes="said")

    def lines(self) -> ComposeResult:
        """The steps, and a line for the reason."""
        with Vertical(classes="above"):
            yield Static(Content(_("Куда: цифра или Enter, Esc: остаться")), classes="heading")
            yield self.list
            yield self.said

    def on_mount(self) -> None:
        """Begin at the present step."""
        self.set_focus(self.list)
        self.list.show(rows_of(self.wizard), self.wizard.step.number - 1)

    def press(self, event: events.Key) -> bool:
        """A digit goes at once."""
        if event.key in ("escape", *BY_ID["goto"].keys):
            self.app.pop_screen()
            return True
        digit = event.character or ""
        if digit.isascii() and digit.isdigit():
            if 1 <= int(digit) <= len(STEPS):
                self._choose(int(digit) - 1)
            else:
                self.said.update(Content(_("Шагов восемь, назовите номер от 1 до 8.")))
            return True
        return self.list.press(event)

    def _choose(self, index: int) -> None:
        why = self.wizard.why_blocked(STEPS[index])
        if why is not None:
            self.list.go(index)
            self.said.update(Content(why.text))
            return
        self.app.pop_screen()
        if STEPS[index] is not self.wizard.step:
            self.dialogue.leave(STEPS[index].number)


def rows_of(wizard: "Wizard") -> list[Row]:
    """«5 Документы», «после 4»."""
    rows = []
    for state in map(wizard.state, STEPS):
        title, here = _(state.step.title), state.step is wizard.step
        note = _("{word}, вы здесь").format(word=state.word) if here else state.word
        rows.append(Row(f"{state.step.number} {title[:1].upper()}{title[1:]}", note))
    return rows
