"""The limits of a session at the full screen: warns, locks, draws the curtain (R19, B11)."""

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Say
from emk_tui.services.watch import Locked, Watch

if TYPE_CHECKING:
    from emk_tui.app import EmkApp

TOUCHES = (events.Key, events.Paste, events.MouseDown, events.MouseScrollUp, events.MouseScrollDown)
"""What somebody does who is there."""
CURTAIN = "\x1b[H\x1b[2J\x1b[3J"


class Guard:
    """Looks only when something may have changed: an idle screen sends nothing and wakes nobody."""

    def __init__(self, app: "EmkApp") -> None:
        self._app = app
        self._watch: Watch | None = None
        self._next: Timer | None = None
        self._warned = False
        """Does a warning stand on the screen."""
        self.curtained = False
        """Is everything on the screen hidden for good."""

    @property
    def active(self) -> bool:
        """Is somebody signed in, so that there is something to lock."""
        return self._watch is not None

    def begin(self, watch: Watch) -> None:
        """From here on the session has an end."""
        self._watch = watch
        self._later()

    def touched(self, event: events.Event) -> bool:
        """Somebody is there; False where they come too late: the session is locked instead."""
        if self._watch is None or self._app.leaving or not isinstance(event, TOUCHES):
            return True
        try:
            self._watch.touch()
        except Locked:
            self.lock()
            return False
        if self._warned:
            self._warned = False
            self._app.face_screen.messages.show([])
        return True

    def _later(self) -> None:
        if self._next is not None:
            self._next.stop()
        if self._watch is not None:
            self._next = self._app.set_timer(self._watch.seconds(), self._look)

    def _look(self) -> None:
        """Nobody typed for a while: warn, or lock."""
        if self._watch is None or self._app.leaving:
            return
        try:
            told = self._watch.news(_("Любая клавиша оставит его открытым."))
        except Locked:
            self.lock()
            return
        if told:
            self._warned = True
            self._app.bell()
            self._app.face_screen.messages.show([Say(told)])
        self._later()

    def lock(self) -> None:
        """The curtain at once; what was typed is saved behind it, then the program is replaced."""
        driver = self._app._driver
        if driver is not None:
            driver.write(CURTAIN)
            driver.flush()
        self.curtained = True
        self._app.exit("lock")
