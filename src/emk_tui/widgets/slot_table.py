"""Free times of a doctor as a table of days and times, and where a key leads in it."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from emk_tui.ports import Slot

WEEK = timedelta(days=7)


class SlotTable:
    """Days are columns, times are rows; only free times can be under the cursor."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = tuple(slots)
        self.days = sorted({one.start.date() for one in slots})
        self.times = sorted({one.start.time() for one in slots})
        self._at = {(one.start.date(), one.start.time()): one for one in slots}

    def at(self, day: date, moment: time) -> Slot | None:
        """The free time of this cell."""
        return self._at.get((day, moment))

    def of_day(self, day: date) -> list[Slot]:
        """Free times of a day in order."""
        return [one for one in self.slots if one.start.date() == day]

    def nearest(self, day: date, moment: time) -> Slot:
        """The free time of this day that is nearest to a time; every column has one."""
        return min(self.of_day(day), key=lambda one: abs(_minutes(one.start.time()) - _minutes(moment)))

    def moved(self, slot: Slot, key: str) -> Slot | None:
        """Where this key leads from a slot; None for a key without a meaning here."""
        day, moment = slot.start.date(), slot.start.time()
        own, index = self.of_day(day), self.days.index(day)
        match key:
            case "up" | "down":
                return own[_held(own.index(slot) + (1 if key == "down" else -1), len(own))]
            case "left" | "right":
                return self.nearest(
                    self.days[_held(index + (1 if key == "right" else -1), len(self.days))], moment
                )
            case "home":
                return own[0]
            case "end":
                return own[-1]
            case "ctrl+home":
                return self.slots[0]
            case "ctrl+end":
                return self.slots[-1]
            case "pagedown":
                later = [one for one in self.days if one >= day + WEEK]
                return self.nearest(later[0] if later else self.days[-1], moment)
            case "pageup":
                earlier = [one for one in self.days if one <= day - WEEK]
                return self.nearest(earlier[-1] if earlier else self.days[0], moment)
        return None


def _held(index: int, count: int) -> int:
    return max(0, min(index, count - 1))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
