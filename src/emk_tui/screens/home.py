"""«Моё здоровье»: what can be done, with the steps of the unfinished card at the left (R33, R35)."""

from textual import events
from textual.app import ComposeResult

from emk_tui.card.steps import STEPS
from emk_tui.face.sizes import LOW, MIDDLE, RAIL
from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen
from emk_tui.services.actions import WIZARD
from emk_tui.services.flows.asks import Ask, Choice, Say
from emk_tui.widgets.part import Answered
from emk_tui.widgets.rail import Rail


class HomeScreen(FaceScreen):
    """The menu; on a narrow screen its numbered list alone."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIDDLE, "-middle")]  # noqa: RUF012  Textual declares it as of the instance

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.rail = Rail()
        # empty until the menu itself is asked: other questions may come before it
        self.add_class("-no-rail")

    def beside(self) -> ComposeResult:
        """The steps, the list."""
        yield self.rail
        yield from super().beside()

    async def show(self, ask: Ask, said: list[Say], answered: Answered) -> None:
        """The steps stand there as long as there is a card to make."""
        session = self.face.dialogue.session
        if isinstance(ask, Choice) and ask.key == "home":
            to_make = any(one.key == WIZARD for one in ask.options)
            self.set_class(session is None or not to_make, "-no-rail")
            if session is not None:
                self.rail.show([session.wizard.state(step) for step in STEPS], "")
        await super().show(ask, said, answered)

    @property
    def room(self) -> int:
        """Known before it is shown: whether what is to be said needs a page is asked then."""
        width = self.app.size.width
        return width if width < MIDDLE or self.has_class("-no-rail") else width - RAIL

    def on_resize(self) -> None:
        """A low screen has room for what was said only until the next key."""
        self.set_class(self.app.size.height < LOW, "-low")

    def press_first(self, event: events.Key) -> bool:
        """What was said makes room on a low screen."""
        if self.has_class("-low") and self.messages.display:
            self.messages.show([])
        return super().press_first(event)

    def place(self) -> str:
        """The owner's menu, or the desk of one of the staff."""
        return self.caption if self.face.dialogue.session is not None else _("Рабочее место")

    def on_rail_wanted(self, event: Rail.Wanted) -> None:
        """A step was clicked."""
        self.face.dialogue.leave(event.number)
