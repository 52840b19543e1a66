"""Screens around the wizard: what is shown once, codes, terms; each offers only what it can do."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from emk_tui.i18n import _
from emk_tui.screens.sign_in import BeforeScreen
from emk_tui.services.flows.asks import Reveal
from emk_tui.widgets.page_view import PageView
from emk_tui.widgets.reveal_view import RevealView, SecretLine

TEXT_WIDTH = 34
"""Cells that the text beside a QR needs."""


class CodeScreen(BeforeScreen):
    """The code alone: nothing of the person stands around it (B14)."""

    def do_back(self) -> None:
        """To what asked for the code: the same step of the wizard, the menu, the sign-in."""
        dialogue = self.face.dialogue
        session = dialogue.session
        in_step = session is not None and dialogue.in_wizard
        dialogue.leave(session.wizard.step.number if session is not None and in_step else 0)

    async def on_screen_suspend(self) -> None:
        """What was typed is not painted again when the next code is asked."""
        if self.face.face_screen is not self:
            await self.clear()


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
        """What was made stays made and goes on at the next sign-in; a change of it leads back to the menu."""
        return not self.face.dialogue.signed_in

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
