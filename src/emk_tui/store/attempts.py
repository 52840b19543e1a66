"""The counter of failed sign-ins, beside the key slots: five tries, then pauses that grow (R190)."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from emk_tui.ports import Clock, Fault
from emk_tui.store.folder import replace_json

TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Count:
    """Failures since the last success or pause, pauses so far, end of the running pause (ISO)."""

    failed: int = 0
    pauses: int = 0
    until: str = ""


class Attempts:
    """Counts before the password is tried: killing the program in between saves no try."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path, self._clock = path, clock

    def begin(self) -> int:
        """Count one try and return how many are left after it; Fault LOCKED_OUT during a pause."""
        count, now = self._read(), self._clock.now()
        if count.until:
            end, longest = datetime.fromisoformat(count.until), now + pause(count.pauses)
            if longest < end:
                # the clock was set back: without this the door would stay shut for years
                end = longest
                self._write(Count(0, count.pauses, end.isoformat()))
            if now < end:
                raise locked(end)
            count = Count(0, count.pauses)
        failed = count.failed + 1
        if failed < TRIES:
            self._write(Count(failed, count.pauses))
        else:
            self._write(Count(0, count.pauses + 1, (now + pause(count.pauses + 1)).isoformat()))
        return TRIES - failed

    def fail(self, left: int) -> Fault:
        """The fault of a wrong password after `begin`."""
        if left:
            return Fault("SIGN_IN_REFUSED", 3, left=left)
        return locked(datetime.fromisoformat(self._read().until))

    def reset(self) -> None:
        """Forget all failures after a success."""
        if self._read() != Count():
            self._write(Count())

    def _read(self) -> Count:
        """A lost or broken counter starts anew: the password's own strength is what protects the file."""
        try:
            count = Count(**json.loads(self._path.read_bytes()))
            if count.until:
                datetime.fromisoformat(count.until)
            return Count(int(count.failed), int(count.pauses), count.until)
        except (FileNotFoundError, ValueError, TypeError):
            return Count()

    def _write(self, count: Count) -> None:
        replace_json(self._path, asdict(count))


def pause(number: int) -> timedelta:
    """Length of the pause of this number, from 1: 15 minutes, doubling up to a day."""
    return min(FIRST_PAUSE * 2 ** min(number - 1, 10), LONGEST_PAUSE) if number else FIRST_PAUSE


def locked(until: datetime) -> Fault:
    """The fault that names the end of the pause; rounded up to the minute."""
    shown = until + timedelta(seconds=59) if until.second or until.microsecond else until
    return Fault("LOCKED_OUT", 3, until=f"{shown:%H:%M}")
