"""Choose a time: the schedule as a grid, below it the sentence of the cell under the cursor (R142–R149)."""

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _, _l
from emk_tui.ports import Slot
from emk_tui.services.bookings import slot_sentence
from emk_tui.services.flows.asks import LATER, OTHER, Slots
from emk_tui.widgets.action_line import ActionLine
from emk_tui.widgets.part import Answered
from emk_tui.widgets.slot_cells import SlotCells
from emk_tui.widgets.slot_table import SlotTable

BUTTONS = (("п", LATER, _l("Записаться позже")), ("в", OTHER, _l("Другой врач")))
"""Letter, answer, caption."""

LOW = 6
"""Lines below which the count gives way to the cells."""


class SlotGrid(Vertical, can_focus=True):
    """Arrows move over free times, Enter takes one; Tab leads to the buttons below."""

    def __init__(self, ask: Slots, answered: Answered) -> None:
        super().__init__(classes="part slot-grid")
        self.ask, self._answered = ask, answered
        self.enter = _("выбрать")
        self.table = SlotTable(ask.slots)
        self.cursor = ask.slots[0]
        self._clicked: Slot | None = None
        self._head = Static(markup=False, classes="slot-head")
        self._cells = SlotCells(self.table, self.cursor, self._click, self._lead)
        self._sentence = Static(markup=False, classes="slot-sentence")
        captions = [f"{letter.upper()}: {_(caption)}" for letter, _answer, caption in BUTTONS]
        self._actions = ActionLine(captions, lambda index: self._answered(BUTTONS[index][1]))

    def compose(self) -> ComposeResult:
        """Count, cells, sentence, buttons."""
        yield self._head
        yield self._cells
        yield self._sentence
        yield self._actions

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)
        self._tell()

    def on_resize(self) -> None:
        """Another part of the schedule fits; the last to go are the cells."""
        self._head.display = self.size.height >= LOW
        self.call_after_refresh(self._tell)

    # -- keys

    def press(self, event: events.Key) -> bool:
        """Arrows, Home, End, pages; Tab to the buttons; Enter takes; a letter is a button."""
        if event.key in ("tab", "shift+tab"):
            self._tab(1 if event.key == "tab" else -1)
            return True
        if event.key == "enter":
            at = self._actions.at
            self._answered(BUTTONS[at][1] if at >= 0 else self.cursor.id)
            return True
        found = self.table.moved(self.cursor, event.key)
        if found is not None:
            self._to(found)
            return True
        letter = fold(from_latin_layout(event.character or ""))
        answer = next((answer for one, answer, _caption in BUTTONS if one == letter), None)
        if answer is not None:
            self._answered(answer)
        return answer is not None

    def _tab(self, by: int) -> None:
        """Through the grid and the buttons, round."""
        count = len(BUTTONS) + 1
        self._actions.at = (self._actions.at + 1 + by) % count - 1

    def _to(self, slot: Slot) -> None:
        self.cursor = slot
        self._actions.at = -1
        self._cells.show(slot)
        self._tell()

    def _tell(self) -> None:
        """The sentence of the cell, and which part of the whole is shown."""
        self._head.update(Content(self._where()))
        self._sentence.update(Content(slot_sentence(self.cursor)))

    def _where(self) -> str:
        """The count, then which days and hours are shown, as far as there is room."""
        cells, words = self._cells, self.ask.question
        days, times = self.table.days, self.table.times
        parts = []
        if cells.columns < len(days):
            shown = _("дни {a}–{b} из {n}")
            parts.append(shown.format(a=cells.first_day + 1, b=cells.last_day, n=len(days)))
        if cells.rows < len(times):
            first, last = times[cells.first_time], times[cells.last_time - 1]
            parts.append(f"{first.hour}:{first.minute:02}–{last.hour}:{last.minute:02}")
        for part in parts:
            if cell_len(f"{words} · {part}") <= self.content_size.width:
                words = f"{words} · {part}"
        return words

    # -- mouse

    def _click(self, slot: Slot) -> None:
        """Once: under the cursor; once more: taken."""
        if self._clicked is slot and self.cursor is slot:
            self._answered(slot.id)
            return
        self._clicked = slot
        self._to(slot)

    def _lead(self, way: str) -> None:
        """A sign at the edge or the wheel: the next days, or the next time."""
        cells, moment = self._cells, self.cursor.start.time()
        if way in ("first", "last"):
            beyond = cells.first_day - 1 if way == "first" else cells.last_day
            beyond = max(0, min(beyond, len(self.table.days) - 1))
            self._to(self.table.nearest(self.table.days[beyond], moment))
        elif (found := self.table.moved(self.cursor, way)) is not None:
            self._to(found)
