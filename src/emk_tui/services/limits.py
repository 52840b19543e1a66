"""How long a session stays open: without a key, and at all (R19, B11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

IDLE, LONGEST_IDLE = timedelta(minutes=10), timedelta(minutes=60)
"""Without a key: the program's own number, and the most that an owner may choose."""
ABSOLUTE = timedelta(hours=8)
"""From the second factor on; a new code begins it anew."""
WARNING = timedelta(minutes=1)
"""How long before the end it is told."""


class State(StrEnum):
    """How a session stands."""

    OPEN = "open"
    WARNED = "warned"
    """The idle limit is near: any key extends it."""
    ENDING = "ending"
    """The absolute limit is near: a new code extends it."""
    LOCKED = "locked"
    """Idle too long: password or PIN goes on at the same field."""
    OVER = "over"
    """The absolute limit is reached: sign in again, with the second factor."""


@dataclass(slots=True)
class Limits:
    """The clock of one session; times are aware moments of the world's clock."""

    started: datetime
    touched: datetime
    idle: timedelta = IDLE
    absolute: timedelta = ABSOLUTE

    @classmethod
    def starting(cls, now: datetime, idle_minutes: int = 0, most: timedelta | None = None) -> "Limits":
        """A session that begins now; the owner's minutes where they were chosen, never more than `most`."""
        wanted = min(timedelta(minutes=idle_minutes), LONGEST_IDLE) if idle_minutes > 0 else IDLE
        return cls(now, now, wanted if most is None else min(wanted, most))

    def touch(self, now: datetime) -> None:
        """A key: as often as one likes."""
        self.touched = now

    def extend(self, now: datetime) -> None:
        """A code was right: both limits begin anew."""
        self.started = self.touched = now

    def state(self, now: datetime) -> State:
        """How it stands now."""
        idle_left, left = self._left(now)
        if left <= timedelta():
            return State.OVER
        if idle_left <= timedelta():
            return State.LOCKED
        if idle_left <= _warning(self.idle):
            return State.WARNED
        return State.ENDING if left <= _warning(self.absolute) else State.OPEN

    def wait(self, now: datetime) -> timedelta:
        """Until the state may change next, if nobody touches a key; nothing where the session has ended."""
        idle_left, left = self._left(now)
        if min(idle_left, left) <= timedelta():
            return timedelta()
        ahead = (idle_left, left, idle_left - _warning(self.idle), left - _warning(self.absolute))
        return min((one for one in ahead if one > timedelta()), default=timedelta())

    def _left(self, now: datetime) -> tuple[timedelta, timedelta]:
        """Of the idle and of the absolute limit. A clock set back counts like one set forward."""
        return self.idle - abs(now - self.touched), self.absolute - abs(now - self.started)


def _warning(limit: timedelta) -> timedelta:
    """How long before its end it is told: of a short limit the last quarter."""
    return min(WARNING, limit / 4)
