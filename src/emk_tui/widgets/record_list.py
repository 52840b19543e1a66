"""The records of a list: each with its state, to add, change and delete, then on; one for every list."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from emk_tui.card.text import fold, from_latin_layout
from emk_tui.i18n import _
from emk_tui.services.flows.asks import ADD, NEXT, RecordRow, Records
from emk_tui.widgets.action_line import ActionLine
from emk_tui.widgets.part import Answered
from emk_tui.widgets.pick_list import PickList, Row

EDIT, DROP = "р", "у"
"""Letters for «Редактировать» and «Удалить» beside Enter and Delete."""


class RecordLines(PickList):
    """The records, then the line that adds one and the line that goes on; tells where the arrow is."""

    def __init__(self, chosen: Callable[[int], None], moved: Callable[[], None]) -> None:
        super().__init__(chosen)
        self._moved = moved

    def go(self, at: int) -> None:
        """Put the arrow there and say so."""
        super().go(at)
        self._moved()


class RecordList(Vertical):
    """Answers with NEXT, ADD, `edit PATH` or `drop PATH`; `told` hears that Enter means something else."""

    def __init__(self, ask: Records, answered: Answered, told: Callable[[], None] = lambda: None) -> None:
        super().__init__(classes="part records")
        self.ask, self._answered, self._told = ask, answered, told
        self._typed = ""
        self.lines = RecordLines(self._choose, self._moved)
        words = (_("Enter Редактировать"), _("Del, у Удалить"))
        self.actions = ActionLine(words, lambda index: self._act("drop" if index else "edit"))

    def compose(self) -> ComposeResult:
        """Name and count, the lines, what can be done with the record under the arrow."""
        yield Static(Content(self.head), classes="records-head")
        yield self.lines
        yield self.actions

    @property
    def head(self) -> str:
        """«Прививки, записей 2»; an empty list says what it is and the key that fills it."""
        ask = self.ask
        if ask.rows:
            return _("{name}, записей {n}").format(name=ask.title, n=len(ask.rows))
        return f"{ask.title}\n{ask.empty} " + _("Добавить: Insert.")

    @property
    def problems(self) -> list[RecordRow]:
        """The records with mistakes."""
        return [row for row in self.ask.rows if row.wrong]

    @property
    def record(self) -> RecordRow | None:
        """The record under the arrow."""
        at, rows = self.lines.lines.at, self.ask.rows
        return rows[at] if 0 <= at < len(rows) else None

    @property
    def enter(self) -> str:
        """What Enter does on this line."""
        if self.record is not None:
            return _("редактировать")
        return _("добавить") if self.lines.lines.at == len(self.ask.rows) else _("дальше")

    def start(self) -> None:
        """Take the focus: at the record that was left, at the button of an empty list, else at «Дальше»."""
        rows = [Row(f"{number}. {row.title}", row.state) for number, row in enumerate(self.ask.rows, 1)]
        around = (Row(self.ask.add, _("Insert или +")), Row(_("Дальше"), "F3"))
        records = [row.record for row in self.ask.rows]
        last = len(rows) + 1 if rows else 0
        self.lines.show((*rows, *around), records.index(self.ask.at) if self.ask.at in records else last)
        self.screen.set_focus(self.lines)

    def press(self, event: events.Key) -> bool:
        """What the lines have left: Insert, Delete, their second keys, and numbers."""
        char = event.character or ""
        if char.isascii() and char.isdigit():
            return self._number(char)
        letter = fold(from_latin_layout(char))
        if event.key == "insert" or char == "+":
            self._answered(ADD)
        elif (event.key == "delete" or letter == DROP) and self.record:
            self._act("drop")
        elif letter == EDIT and self.record:
            self._act("edit")
        else:
            return False
        return True

    def _number(self, char: str) -> bool:
        """To the record of this number; a digit that makes it too large begins a new one."""
        for typed in (self._typed + char, char):
            if 1 <= int(typed) <= len(self.ask.rows):
                self.lines.go(int(typed) - 1)
                self._typed = typed
                return True
        return True

    def done(self) -> None:
        """Through with the list."""
        self._answered(NEXT)

    def next_problem(self) -> bool:
        """Open the next record with mistakes after this line, round the end; False where there is none."""
        rows, here = self.ask.rows, self.lines.lines.at
        wrong = [row for row in (*rows[here + 1 :], *rows[: here + 1]) if row.wrong]
        if wrong:
            self._answered(f"edit {wrong[0].record}")
        return bool(wrong)

    def _choose(self, at: int) -> None:
        """Enter or a click on a line."""
        records = len(self.ask.rows)
        if at < records:
            self._answered(f"edit {self.ask.rows[at].record}")
        else:
            self._answered(ADD if at == records else NEXT)

    def _act(self, word: str) -> None:
        if self.record is not None:
            self._answered(f"{word} {self.record.record}")

    def _moved(self) -> None:
        """The words for a record are shown where there is one under the arrow; a new number begins."""
        self._typed = ""
        self.actions.visible = self.record is not None
        self._told()
