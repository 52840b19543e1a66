"""Watches one session for both faces: what to tell while nobody types, when to lock (R19, B11)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.limits import State

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


class Locked(Exception):
    """The session is to be locked now: on request, idle too long, or over. Everything is saved."""


class Watch:
    """Told of every key; tells each warning once, and again where the limit was extended in between."""

    def __init__(self, presence: "Presence") -> None:
        self.presence = presence
        self._told = set[State]()

    def touch(self) -> None:
        """A key, a click, a line. Locked where the limit was passed before it: it came too late."""
        self.check()
        self.presence.limits.touch(self.presence.world.clock.now())
        self._forget()

    def check(self) -> None:
        """Locked where it is."""
        if self.state in (State.LOCKED, State.OVER):
            raise Locked

    @property
    def state(self) -> State:
        """How the session stands now."""
        return self.presence.limits.state(self.presence.world.clock.now())

    def seconds(self) -> float:
        """Until it is worth looking again."""
        return max(0.05, self.presence.limits.wait(self.presence.world.clock.now()).total_seconds())

    def news(self, stay: str) -> str:
        """A warning that was not told yet, else empty; `stay` says how one stays in this face."""
        self.check()
        self._forget()
        state = self.state
        if state is State.OPEN or state in self._told:
            return ""
        self._told.add(state)
        return self._words(state, stay)

    def _forget(self) -> None:
        """A warning whose limit was extended is news the next time."""
        state = self.state
        if state is not State.WARNED:
            self._told.discard(State.WARNED)
        if state is State.OPEN:
            self._told.clear()

    def _words(self, state: State, stay: str) -> str:
        limits, now = self.presence.limits, self.presence.world.clock.now()
        if state is State.ENDING:
            until = limits.started + limits.absolute
            return _(
                "Сеанс закончится в {time}, введённое сохранено. "
                "Продлить: «Учётная запись», «Продлить сеанс»."
            ).format(time=f"{until:%H:%M:%S}")
        left = max(1, round((limits.touched + limits.idle - now).total_seconds()))
        return _("Через {n} с сеанс закроется, введённое сохранено. {stay}").format(n=left, stay=stay)
