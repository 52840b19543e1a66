"""Screens around the wizard: sign-in, what is shown once, codes, terms; each offers only what it can do."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from emk_tui.face.commands import Command
from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.entry import first_group
from emk_tui.services.flows.asks import Reveal
from emk_tui.widgets.ask_form import AskForm
from emk_tui.widgets.page_view import PageView
from emk_tui.widgets.reveal_view import RevealView, SecretLine

LOW = 16
"""Lines of the terminal below which what was said makes room at the first key."""
TEXT_WIDTH = 34
"""Cells that the text beside a QR needs."""


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

    def on_mount(self) -> None:
        """The lines around it stand in the first frame too."""
        self.refresh_lines()

    def beside(self) -> ComposeResult:
        """The first line in full, what will be asked first."""
        self.hello.update(Content(self.face.hello))
        self.hello.display = bool(self.face.hello)
        with self.stage:
            yield self.hello
            yield self.messages
            if self.face.begins_here:
                self.prepared = AskForm(
                    first_group(self.key), lambda _texts: None, self.told, self.face.world.clock.today()
                )
                yield self.prepared

    def is_passing(self, child: Widget) -> bool:
        """The first line stays."""
        return child is not self.hello and super().is_passing(child)

    @property
    def is_beginning(self) -> bool:
        """At login and password there is nothing behind."""
        return isinstance(self.part, AskForm) and "account.login" in self.part.keys


class CodeScreen(BeforeScreen):
    """The code alone: nothing of the person stands around it (B14)."""

    def do_back(self) -> None:
        """To what asked for the code: the same step of the wizard, the menu, the sign-in."""
        dialogue = self.face.dialogue
        session = dialogue.session
        in_step = session is not None and dialogue.in_wizard
        dialogue.leave(session.wizard.step.number if session is not None and in_step else 0)


class TermsScreen(BeforeScreen):
    """The text with its box, then the confirmation of identity."""

    @property
    def is_beginning(self) -> bool:
        """Nothing is behind: the sign-in is done."""
        return True

    def place(self) -> str:
        """The text by its name, else what comes after it."""
        return self.part.ask.title if isinstance(self.part, PageView) else _("Подтверждение личности")


class RevealScreen(BeforeScreen):
    """Lines of one person with the questions about them; a QR stands at the right where it fits."""

    ALLOW_SELECT = False

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.qr = SecretLine("", classes="qr qr-beside")
        self.view: RevealView | None = None

    @property
    def is_beginning(self) -> bool:
        """What was made stays made; an enrolment that is cut short goes on at the next sign-in."""
        return True

    def compose(self) -> ComposeResult:
        """The QR has every line between title and keys."""
        yield self.title_line
        with Horizontal(id="middle"):
            with Vertical(id="reveal-left"):
                yield from self.beside()
                yield self.help_line
            yield self.qr
        yield self.key_bar

    async def reveal(self, ask: Reveal) -> None:
        """Show it, the QR where there is room."""
        await self.clear()
        self.view = RevealView(ask)
        await self.stage.mount(self.view)
        self.place_qr()

    def on_resize(self) -> None:
        """The window changed."""
        self.place_qr()

    def place_qr(self) -> None:
        """The QR beside the text, or below it."""
        view = self.view
        width, height = view.qr_size if view is not None else (0, 0)
        room = self.app.size
        beside = bool(height) and room.width >= width + TEXT_WIDTH and room.height >= height + 2
        self.set_class(beside, "-beside")
        self.qr.update(view.picture if view is not None and beside else "")
        if view is not None:
            view.tell_room(whole=room.width >= width and room.height >= height + 2)

    def press_first(self, event: events.Key) -> bool:
        """What does not fit is scrolled to; the question keeps the other keys."""
        taken = super().press_first(event)
        if self.view is not None and event.key in ("pagedown", "pageup"):
            page = max(1, self.view.size.height - 1) * (1 if event.key == "pagedown" else -1)
            self.view.scroll_to(y=self.view.scroll_target_y + page, animate=False, immediate=True)
            return True
        return taken

    async def on_screen_suspend(self) -> None:
        """Shown once: it does not wait in memory for another screen to come back from."""
        if self.face.face_screen is not self and self.view is not None:
            view, self.view = self.view, None
            self.qr.update("")
            await view.remove()
