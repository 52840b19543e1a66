"""The steps at the left with their states in words."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from emk_tui.services.wizard import StepState


class Rail(Widget):
    """Eight lines; a click goes to the step."""

    class Wanted(Message):
        """A step was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="rail")
        self.states: tuple[StepState, ...] = ()
        self.here = ""

    def show(self, states: Sequence[StepState], here: str) -> None:
        """The states and the key of the present step."""
        if (tuple(states), here) != (self.states, self.here):
            self.states, self.here = tuple(states), here
            self.refresh()

    def render(self) -> RenderResult:
        """«1 Личные данные  ошибки 2», the present one marked."""
        lines = [self._line(state) for state in self.states]
        return Content("\n").join(lines)

    def _line(self, state: StepState) -> Content:
        here = state.step.key == self.here
        title = state.step.title[:1].upper() + state.step.title[1:]
        left = f"{'>' if here else ' '}{state.step.number} {title}"
        gap = max(1, self.size.width - cell_len(left) - cell_len(state.word) - 1)
        style = "bold $accent" if here else ""
        word = "$error" if state.problems else ("$success" if state.done else "$muted")
        return Content.assemble((left, style), " " * gap, (state.word, word))

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        event.stop()
        if 0 <= event.y < len(self.states):
            self.post_message(self.Wanted(event.y + 1))
