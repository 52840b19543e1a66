"""The list under a field of a form: asks the directory beside the keys, at once where a key cannot wait."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from emk_tui.card.fields import Choice
from emk_tui.i18n import _
from emk_tui.services.live import Live
from emk_tui.services.lookups import Suggestion, begins_with, suggest, suggest_files, takes_only
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
        self.common = ""
        """What all files that fit begin with, where that is more than was typed."""
        self._pending = False
        self._held: list[events.Key] = []
        """Keys that came before the disk answered, in order."""

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
        if typed and (self._pending or not is_file(row)):
            later = partial(self._begin, form, row, self.number)
            asyncio.get_running_loop().call_later(PAUSE, later)
        elif offers_at_once(row):
            self._begin(form, row, self.number)

    def _begin(self, form: RecordForm, row: FieldRow, number: int) -> None:
        if number == self.number and form.current is row and not self.screen.work.desk.closed:
            # the call, not its coroutine: one that never begins must not be waited for
            work = partial(self._ask, form, row, number)
            self.screen.run_worker(work, exclusive=True)  # type: ignore[arg-type]

    async def _ask(self, form: RecordForm, row: FieldRow, number: int) -> None:
        session, desk, asked = self.screen.work.session, self.screen.work.desk, row.input.value
        common = ""
        if is_file(row):
            # a disk may be far away: nothing else is to wait for it
            lines, total, common = await desk.beside(partial(suggest_files, session, form.path(row), asked))
        else:
            lines, total = await desk.do(partial(suggest, session, form.path(row), asked))
        if number == self.number and form.current is row:
            self.common = common
            self._show(row, lines, total)

    def _show(self, row: FieldRow, lines: tuple[Suggestion, ...], total: int) -> None:
        self._pending = False
        self.list.show(lines, total, row.input.region, self.screen.stage.region)
        self._tell()
        if is_file(row) and not total:
            self.screen.help_line.tell(row.field, Live(short=_("В папке ничего подходящего нет.")))
        self._release()

    def _now(self) -> None:
        """A key came before the answer: the directories are in memory, asking them takes no time."""
        form, row = self.screen.form, self.row
        if form is not None and row is not None and self._pending and not is_file(row):
            self.number += 1
            self._show(row, *suggest(self.screen.work.session, form.path(row), row.input.value))

    def press(self, event: events.Key) -> bool:
        """Arrows go through the open list, Enter takes a line, or the only one; Esc closes it."""
        form, row = self.screen.form, self.row
        if form is None or row is None:
            return False
        if is_file(row) and self._press_file(form, row, event):
            return True
        if event.key not in ("down", "up", "enter", "escape"):
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
            self.take(chosen)
            return True
        return event.key == "escape"

    def take(self, chosen: Suggestion) -> None:
        """Fill in what a line means and go on; a folder is gone into instead."""
        form, row = self.screen.form, self.row
        self.close()
        if form is None or row is None:
            return
        if chosen.inside:
            row.input.retype(chosen.rows[form.path(row)])
        else:
            form.take(chosen)

    def _only(self, form: RecordForm) -> Suggestion | None:
        """The one entry that fits, where its name was begun and a text of one's own is not to be expected."""
        row = self.row
        if row is None or self.list.total != 1 or not takes_only(form.path(row)):
            return None
        only = self.list.lines[0]
        return only if begins_with(only, form.path(row), row.input.value) else None

    # -- files

    def hint(self, row: FieldRow) -> Live | None:
        """How to get at the files, while nothing is typed yet."""
        if not is_file(row) or row.input.value or row.input.live.problem is not None:
            return None
        return Live(short=_("Вправо: файлы папки. Или начните имя."))

    def _press_file(self, form: RecordForm, row: FieldRow, event: events.Key) -> bool:
        """Right at the end of a name, or Tab behind a part of one, completes it."""
        if event.key == "escape":
            self._held.clear()
            return False
        right = event.key == "right" and row.input.cursor_at_end and not row.input.selected_text
        if self._held or (self._pending and (right or event.key in ("down", "tab"))):
            self._held.append(event)
            return True
        if right and not self.list.display:
            self._pending = True
            self.number += 1
            self._begin(form, row, self.number)
            return True
        if not (right or (event.key == "tab" and row.input.value)) or not self.list.display:
            return False
        chosen = self.list.chosen or (self.list.lines[0] if right and not self.common else None)
        whole = chosen.rows[form.path(row)] if chosen is not None else self.common
        if not whole or whole == row.input.value:
            return right
        self.close()
        row.input.retype(whole)
        return True

    def _release(self) -> None:
        """The keys that waited for the list, before those that came after them."""
        if self._held:
            queue = self.screen.face.queue
            queue.waiting, self._held = [*self._held, *queue.waiting], []
            queue.replay()

    def place(self) -> None:
        """The open list stays with its field when the form scrolls or the window changes."""
        if self.list.display and self.row is not None:
            self.list.place(self.row.input.region, self.screen.stage.region)

    def _tell(self) -> None:
        """The line under the arrow in full: the list may be too narrow for it."""
        row, chosen = self.row, self.list.chosen
        if row is not None:
            live = Live(short=self._named(row, chosen)) if chosen is not None else row.input.live
            self.screen.help_line.tell(row.field, live)

    def _named(self, row: FieldRow, chosen: Suggestion) -> str:
        """A name of a file begins with a word, so that its letters stay as they are."""
        if not is_file(row):
            return chosen.text
        return (
            _("Папка {name}").format(name=chosen.text)
            if chosen.inside
            else _("Файл {name}").format(name=chosen.text)
        )

    def close(self) -> None:
        """Put it away; an answer on its way comes too late."""
        self.number += 1
        self._pending, self.common = False, ""
        self._release()
        if self.list.display:
            self.list.close()
            self._tell()


def is_file(row: FieldRow) -> bool:
    """Is the name of a file typed in this row."""
    return row.field.kind == "file"


def offers_at_once(row: FieldRow) -> bool:
    """Does the list open when the row is entered: nothing typed yet, and too many words for the hint."""
    return isinstance(row.field, Choice) and not row.input.value and len(row.field.options) >= MANY_WORDS
