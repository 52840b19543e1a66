"""The first screen: login and password, or the whole new account; kept light, a start waits for it."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from emk_tui.face.commands import Command
from emk_tui.face.sizes import LOW
from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.entry import first_group
from emk_tui.widgets.ask_form import AskForm

LOCKED = ("unlock.password", "unlock.pin")
"""What a locked session asks first."""


class BeforeScreen(FaceScreen):
    """No pictures are made of it, and nobody goes elsewhere in the middle of it."""

    closed = frozenset({"snapshot", "goto", "menu"})
    """Commands that do nothing here."""

    def can(self, command: str) -> bool:
        """Less than in the wizard."""
        if command in self.closed:
            return False
        if command == "back" and self.is_beginning:
            return self.face.dialogue.waits
        return super().can(command)

    @property
    def is_beginning(self) -> bool:
        """Is there nothing behind this question."""
        return False

    def on_resize(self) -> None:
        """A low screen leaves out what only looks nice."""
        self.set_class(self.app.size.height < LOW, "-low")

    def state(self) -> str:
        """Nothing stands at the right."""
        return ""

    def press_first(self, event: events.Key) -> bool:
        """A code takes digits only; on a low screen what was said goes with the first key."""
        if self.has_class("-low") and self.messages.display:
            self.messages.show([])
        first = getattr(self.part, "press_first", None)
        return bool(first is not None and first(event))

    def has_fix(self) -> bool:
        """A new code, or what a problem offers."""
        return hasattr(self.part, "resend_caption") or super().has_fix()

    def caption_of(self, command: Command) -> str:
        """F4 asks for a new code where one is typed in."""
        resend = getattr(self.part, "resend_caption", None) if command.id == "fix" else None
        return _(resend) if resend is not None else super().caption_of(command)


class SignInScreen(BeforeScreen):
    """Login and password, or the whole new account; the first line of the demonstration stands above."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.hello = Static(id="hello")
        self.was_early = False

    def on_mount(self) -> None:
        """Keys are taken from the first frame on; the conversation hears of them when it asks."""
        if self.prepared is not None:
            self.use(self.prepared)
            self.face.queue.replay()
        else:
            self.refresh_lines()

    def beside(self) -> ComposeResult:
        """The first line in full, what will be asked first."""
        self.hello.update(Content(self.face.hello))
        self.hello.display = bool(self.face.hello)
        with self.stage:
            yield self.hello
            yield self.messages
            if self.face.begins_here:
                today = self.face.world.clock.today()
                self.prepared = AskForm(first_group(self.key), self._early, self.told, today)
                yield self.prepared

    def _early(self, _texts: Mapping[str, str]) -> None:
        """Entered before the conversation asked: given to it when it does."""
        self.was_early = True

    @property
    def takes_keys(self) -> bool:
        """Nobody has asked yet, and the rows of the first question are open already."""
        return self.prepared is not None and self.part is self.prepared and not self.was_early

    def is_passing(self, child: Widget) -> bool:
        """The first line stays."""
        return child is not self.hello and super().is_passing(child)

    @property
    def is_beginning(self) -> bool:
        """At login and password there is nothing behind, nor at what a locked session asks."""
        first = LOCKED if self.key == "locked" else ("account.login",)
        return isinstance(self.part, AskForm) and any(key in self.part.keys for key in first)
