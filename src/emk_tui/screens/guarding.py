"""The limits of a session at the full screen: warns, locks, draws the curtain (R19, B11)."""

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from emk_tui.i18n import _
from emk_tui.services.limits import State
from emk_tui.services.watch import Locked, Watch
from emk_tui.widgets.messages import Messages

if TYPE_CHECKING:
    from emk_tui.app import EmkApp
    from emk_tui.services.presence import Presence

TOUCHES = (events.Key, events.Paste, events.MouseDown, events.MouseScrollUp, events.MouseScrollDown)
"""What somebody does who is there."""
CURTAIN = "\x1b[H\x1b[2J\x1b[3J"


class Guard:
    """Looks only when something may have changed: an idle screen sends nothing and wakes nobody."""

    def __init__(self, app: "EmkApp") -> None:
        self._app = app
        self._watch: Watch | None = None
        self._next: Timer | None = None
        self._warned: tuple[Messages, ...] = ()
        """Where a warning stands."""
        self._of, self._words = State.OPEN, ""
        """What it is about, and what it says."""
        self.curtained = False
        """Is everything on the screen hidden for good."""

    @property
    def active(self) -> bool:
        """Is somebody signed in, so that there is something to lock."""
        return self._watch is not None

    @property
    def presence(self) -> "Presence | None":
        """Who is signed in: the owner's session, or one of the staff."""
        return self._watch.presence if self._watch is not None else None

    def begin(self, watch: Watch) -> None:
        """From here on the session has an end."""
        self._watch = watch
        self._later()

    def asked(self) -> None:
        """Another question: what happened before it may have moved the limits, by a code or by a choice."""
        self._take_back()
        self._later()

    def stands_on(self, messages: Messages) -> None:
        """Another screen is shown: a warning that holds is seen there as well."""
        if self._warned:
            self._warned = tuple(dict.fromkeys((*self._warned, messages)))
            messages.warn(self._words)

    def touched(self, event: events.Event) -> bool:
        """Somebody is there; False where they come too late: the session is locked instead."""
        if self._watch is None or self._app.leaving or not isinstance(event, TOUCHES):
            return True
        try:
            self._watch.touch()
        except Locked:
            self.lock()
            return False
        if self._take_back():
            # of two warnings only the nearer one stood there
            self._look()
        return True

    def _take_back(self) -> bool:
        """A warning that is not true any more; a key does nothing about the end of the whole session."""
        if not self._warned or self._watch is None or self._watch.state is self._of:
            return False
        for messages in self._warned:
            messages.warn("")
        self._warned = ()
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
            self._warn(told, self._watch.state)
        self._later()

    def _warn(self, told: str, of: State) -> None:
        """On the question, and on what lies above it."""
        self._of, self._words = of, told
        self._warned = (*self._warned, self._app.face_screen.messages)
        for messages in (*self._warned, getattr(self._app.screen, "messages", None)):
            if isinstance(messages, Messages):
                self.stands_on(messages)
        self._app.bell()

    def lock(self) -> None:
        """The curtain at once; what was typed is saved behind it, then the program is replaced."""
        driver = self._app._driver
        if driver is not None:
            driver.write(CURTAIN)
            driver.flush()
        self.curtained = True
        self._app.exit("lock")
