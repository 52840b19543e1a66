"""The list under a field of a form: asks the directory beside the keys, at once where a key cannot wait."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from emk_tui.card.fields import Choice
from emk_tui.services.live import Live
from emk_tui.services.lookups import Suggestion, suggest, takes_only
from emk_tui.widgets.field_row import FieldRow
from emk_tui.widgets.form import RecordForm
from emk_tui.widgets.suggestions import Suggestions

if TYPE_CHECKING:
    from emk_tui.screens.step import StepScreen

PAUSE = 0.06
"""Seconds without a key before a directory is asked."""
MANY_WORDS = 4
"""Words of a closed choice from which its list opens by itself."""


class LookUp:
    """Belongs to one screen; `number` tells the latest question from those before it."""

    def __init__(self, screen: "StepScreen") -> None:
        self.screen, self.list = screen, Suggestions()
        self.number = 0
        self._pending = False

    @property
    def row(self) -> FieldRow | None:
        """The row in focus."""
        return self.screen.form.current if self.screen.form is not None else None

    def entered(self, form: RecordForm, row: FieldRow, *, typed: bool) -> None:
        """A row was entered, or letters were typed in it; only the last letters count."""
        self.number += 1
        self._pending = typed and bool(row.input.value.strip())
        if not self._pending:
            self.close()
        if typed:
            later = partial(self._begin, form, row, self.number)
            asyncio.get_running_loop().call_later(PAUSE, later)
        elif offers_at_once(row):
            self._begin(form, row, self.number)

    def _begin(self, form: RecordForm, row: FieldRow, number: int) -> None:
        if number == self.number and form.current is row and not self.screen.work.desk.closed:
            self.screen.run_worker(self._ask(form, row, number), exclusive=True)

    async def _ask(self, form: RecordForm, row: FieldRow, number: int) -> None:
        call = partial(suggest, self.screen.work.session, form.path(row), row.input.value)
        lines, total = await self.screen.work.desk.do(call)
        if number == self.number and form.current is row:
            self._show(row, lines, total)

    def _show(self, row: FieldRow, lines: tuple[Suggestion, ...], total: int) -> None:
        self._pending = False
        self.list.show(lines, total, row.input.region, self.screen.stage.region)
        self._tell()

    def _now(self) -> None:
        """A key came before the answer: the directories are in memory, asking them takes no time."""
        form, row = self.screen.form, self.row
        if form is not None and row is not None and self._pending:
            self.number += 1
            self._show(row, *suggest(self.screen.work.session, form.path(row), row.input.value))

    def press(self, event: events.Key) -> bool:
        """Arrows go through the open list, Enter takes a line, or the only one; Esc closes it."""
        form = self.screen.form
        if form is None or event.key not in ("down", "up", "enter", "escape"):
            return False
        if event.key in ("down", "enter"):
            self._now()
        if not self.list.display:
            return False
        if event.key in ("down", "up"):
            self.list.move(1 if event.key == "down" else -1)
            self._tell()
            return True
        chosen = self.list.chosen or self._only(form)
        self.close()
        if event.key == "enter" and chosen is not None:
            form.take(chosen)
            return True
        return event.key == "escape"

    def _only(self, form: RecordForm) -> Suggestion | None:
        """The one entry that fits, where a text of one's own is not to be expected."""
        row = self.row
        known = row is not None and takes_only(form.path(row))
        return self.list.lines[0] if known and self.list.total == 1 else None

    def place(self) -> None:
        """The open list stays with its field when the form scrolls or the window changes."""
        if self.list.display and self.row is not None:
            self.list.place(self.row.input.region, self.screen.stage.region)

    def _tell(self) -> None:
        """The line under the arrow in full: the list may be too narrow for it."""
        row, chosen = self.row, self.list.chosen
        if row is not None:
            live = Live(short=chosen.text) if chosen is not None else row.input.live
            self.screen.help_line.tell(row.field, live)

    def close(self) -> None:
        """Put it away; an answer on its way comes too late."""
        self.number += 1
        self._pending = False
        if self.list.display:
            self.list.close()
            self._tell()


def offers_at_once(row: FieldRow) -> bool:
    """Does the list open when the row is entered: nothing typed yet, and too many words for the hint."""
    return isinstance(row.field, Choice) and not row.input.value and len(row.field.options) >= MANY_WORDS
