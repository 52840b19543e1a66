"""The window of the schedule that fits: days above, times at the left, «свободно» in the cells."""

from collections.abc import Callable

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from emk_tui.i18n import _
from emk_tui.ports import Slot
from emk_tui.services.bookings import day_short
from emk_tui.widgets.slot_table import SlotTable

TIME, CELL, EDGE = 6, 10, 1
"""Cells of the column of times, of a day, and of the signs at the right that say there is more."""


class SlotCells(Widget):
    """Follows the cursor; a click says which slot, a click on an arrow or the wheel which way."""

    def __init__(
        self, table: SlotTable, cursor: Slot, clicked: Callable[[Slot], None], moved: Callable[[str], None]
    ) -> None:
        super().__init__(classes="slot-cells")
        self.table, self.cursor = table, cursor
        self._clicked, self._moved = clicked, moved
        self.first_day, self.first_time = 0, 0

    @property
    def columns(self) -> int:
        """Days that fit."""
        return max(1, min(len(self.table.days), (self.size.width - TIME - EDGE) // CELL))

    @property
    def rows(self) -> int:
        """Times that fit below the days."""
        return max(1, min(len(self.table.times), self.size.height - 1))

    def show(self, cursor: Slot) -> None:
        """The cursor is there now; only what changed is painted."""
        before = self._cell_of(self.cursor)
        window = self.first_day, self.first_time
        self.cursor = cursor
        self._follow()
        if window != (self.first_day, self.first_time):
            self.refresh()
        else:
            self.refresh(before, self._cell_of(cursor))

    def on_resize(self) -> None:
        """Another window."""
        self._follow()
        self.refresh()

    def _place(self, slot: Slot) -> tuple[int, int]:
        return self.table.days.index(slot.start.date()), self.table.times.index(slot.start.time())

    def _follow(self) -> None:
        """Move the window as little as the cursor needs."""
        day, moment = self._place(self.cursor)
        self.first_day = _window(self.first_day, day, self.columns, len(self.table.days))
        self.first_time = _window(self.first_time, moment, self.rows, len(self.table.times))

    def _cell_of(self, slot: Slot) -> Region:
        day, moment = self._place(slot)
        return Region(TIME + CELL * (day - self.first_day), 1 + moment - self.first_time, CELL, 1)

    @property
    def last_day(self) -> int:
        """One after the last day that is shown."""
        return self.first_day + self.columns

    @property
    def last_time(self) -> int:
        """One after the last time that is shown."""
        return self.first_time + self.rows

    # -- drawing

    def render(self) -> RenderResult:
        """Days, then a line for every time."""
        # a grown window is painted before it is told of
        self._follow()
        times = range(self.first_time, self.last_time)
        return Content("\n").join([self._days(), *(self._row(index) for index in times)])

    def _days(self) -> Content:
        days = self.table.days[self.first_day : self.last_day]
        left = "<" if self.first_day else ""
        right = ">" if self.last_day < len(self.table.days) else ""
        heads = "".join(f" {day_short(day)}".ljust(CELL) for day in days)
        return Content.styled(left.ljust(TIME) + heads + right, "bold $muted")

    def _row(self, index: int) -> Content:
        moment = self.table.times[index]
        parts = [Content.styled(f"{moment.hour:2}:{moment.minute:02}".ljust(TIME), "$muted")]
        parts += [
            self._cell(self.table.at(day, moment)) for day in self.table.days[self.first_day : self.last_day]
        ]
        above = index == self.first_time and index > 0
        below = index == self.last_time - 1 and index < len(self.table.times) - 1
        parts.append(Content.styled("v" if below else ("^" if above else ""), "bold $muted"))
        return Content("").join(parts)

    def _cell(self, slot: Slot | None) -> Content:
        if slot is None:
            return Content.styled(" –".ljust(CELL), "$muted")
        here = slot is self.cursor
        return Content.styled(
            ((">" if here else " ") + _("свободно")).ljust(CELL), "bold $text on $focus" if here else ""
        )

    # -- mouse

    def on_click(self, event: events.Click) -> None:
        """The cell, or the signs that lead to other days and times."""
        event.stop()
        column, row = (event.x - TIME) // CELL, event.y - 1
        if event.x < TIME or column >= self.columns:
            self._click_edge(left=event.x < TIME, top=row < 0, upper=row * 2 < self.rows)
        elif 0 <= row < self.rows:
            day, moment = self.table.days[self.first_day + column], self.table.times[self.first_time + row]
            slot = self.table.at(day, moment)
            if slot is not None:
                self._clicked(slot)

    def _click_edge(self, *, left: bool, top: bool, upper: bool) -> None:
        """In the line of the days other days, right of the cells other times."""
        if top:
            self._moved("first" if left else "last")
        elif not left:
            self._moved("up" if upper else "down")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Later times."""
        event.stop()
        self._moved("down")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Earlier times."""
        event.stop()
        self._moved("up")


def _window(first: int, at: int, size: int, count: int) -> int:
    """Where a window of this size begins so that `at` is in it."""
    first = min(max(first, at - size + 1), at)
    return max(0, min(first, count - size))
