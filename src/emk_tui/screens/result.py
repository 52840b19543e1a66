"""The card is made: its number and marks, where it is now, the question about its paper (R41, R53, R91)."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from emk_tui.screens.base import FaceScreen
from emk_tui.services.flows.asks import Ask, Say
from emk_tui.services.results import after_creation
from emk_tui.widgets.part import Answered


class ResultScreen(FaceScreen):
    """What was said stands above; what follows from it stays while questions are answered."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.after = Static(markup=False, classes="after")
        self.after.display = False

    def beside(self) -> ComposeResult:
        """Facts, what follows, the question."""
        with self.stage:
            yield self.messages
            yield self.after

    def is_passing(self, child: Widget) -> bool:
        """What follows stays."""
        return super().is_passing(child) and child is not self.after

    async def show(self, ask: Ask, said: list[Say], answered: Answered) -> None:
        """The question, then what follows from the card."""
        session = self.face.dialogue.session
        lines = after_creation(session) if session is not None else ()
        self.after.update(Content("\n").join(map(Content, lines)))
        self.after.display = True
        await super().show(ask, said, answered)
        self.stage.move_child(self.after, after=len(self.stage.children) - 1)
