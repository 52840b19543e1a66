"""What is typed, in order: nothing overtakes, nothing is lost while no question is open."""

from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from emk_tui.card.text import from_latin_layout
from emk_tui.face.commands import BY_ID
from emk_tui.screens.base import FaceScreen
from emk_tui.widgets.part import Presses

if TYPE_CHECKING:
    from emk_tui.app import EmkApp


class KeyQueue:
    """Keys and pastes on their way to the question that is open, or to the next one."""

    def __init__(self, app: "EmkApp") -> None:
        self._app = app
        self.waiting: list[events.Key | events.Paste] = []
        self._draining = False
        self._rest: str | None = None
        """What may still be typed of a word whose first letter was an answer; None: it was no letter."""

    async def take(self, event: events.Key | events.Paste) -> None:
        """Behind what was typed before it, unless it may not wait."""
        if self._app.leaving or self._is_rest(event) or self._is_habit(event) or self._is_late(event):
            return
        self._app.typed = self._app.typed or isinstance(event, events.Paste) or event.is_printable
        if self._is_urgent(event):
            await self._app.deliver(event)
            return
        self.waiting.append(event)
        await self._drain()

    async def _drain(self) -> None:
        """Take what was typed in order, for as long as somebody asks."""
        if self._draining:
            return
        self._draining = True
        try:
            while self.waiting and self._asks and not self._app.leaving:
                event = self.waiting.pop(0)
                if not self.press(event):
                    await self._app.deliver(event)
        finally:
            self._draining = False

    @property
    def _asks(self) -> bool:
        """Is there something that takes keys now."""
        screen = self._app.screen
        return not isinstance(screen, FaceScreen) or not self._app.dialogue.busy or screen.takes_keys

    def _is_urgent(self, event: events.Key | events.Paste) -> bool:
        """Leaving the program needs no question, no command does while somebody outside is waited for."""
        waits = self._app.dialogue.waits and isinstance(self._app.screen, FaceScreen)
        ids = BY_ID if waits else ("quit", "look", "lock")
        return isinstance(event, events.Key) and any(event.key in BY_ID[one].keys for one in ids)

    def _is_habit(self, event: events.Key | events.Paste) -> bool:
        """Enter behind a code that went off by itself: nobody means the next question by it."""
        part = self._app.face_screen.part
        if self.waiting or not isinstance(event, events.Key) or not self._app.dialogue.busy:
            return False
        return bool(getattr(part, "sent", False)) and event.key == "enter"

    def _is_late(self, event: events.Key | events.Paste) -> bool:
        """«Назад» for what is being done already: it would take away the next question and what it tells."""
        working = self._app.dialogue.busy and self._app.dialogue.working and not self._app.dialogue.waits
        return working and isinstance(event, events.Key) and event.key in BY_ID["back"].keys

    def _is_rest(self, event: events.Key | events.Paste) -> bool:
        """«а» and Enter behind the «д» that answered, also when the next question is open already."""
        rest, self._rest = self._rest, None
        if rest is None or not isinstance(event, events.Key):
            return False
        if event.key == "enter":
            # seen on the screen, the next question may well be meant
            return self._app.dialogue.busy
        if not rest or from_latin_layout(event.character or "").lower() != rest[0]:
            return False
        self._rest = rest[1:]
        return True

    def press(self, event: events.Key | events.Paste) -> bool:
        """Offer a key from the widget in focus outwards; True where it was taken."""
        screen = self._app.screen
        if isinstance(screen, FaceScreen):
            screen.follow()
        if isinstance(event, events.Paste):
            return isinstance(screen, FaceScreen) and screen.take_paste(event.text)
        if isinstance(screen, FaceScreen) and screen.press_first(event):
            return True
        chain: list[object] = list(screen.focused.ancestors_with_self) if screen.focused else [screen]
        taken = any(one.press(event) for one in chain if isinstance(one, Presses) and isinstance(one, Widget))
        self._rest = getattr(chain[0], "rest", None) if taken and self._app.dialogue.busy else None
        return taken

    def keep(self, command: str) -> None:
        """A command for the next question: it comes after what was typed before it."""
        self.waiting.append(events.Key(BY_ID[command].keys[0], None))

    def forget(self) -> None:
        """What was typed meanwhile was not meant for the question that comes now."""
        self.waiting = []

    def replay(self) -> None:
        """A question is open again: give it what was typed meanwhile."""
        if self.waiting:
            self._app.call_next(self._drain)
