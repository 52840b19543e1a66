"""The rows of one record: reads every key at once, saves after a pause, checks on leaving a field."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from emk_tui.card.draft import DIRECTORY
from emk_tui.card.fields import Choice, Field
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.text import fold
from emk_tui.face.work import Work
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Form
from emk_tui.services.live import Answer, Live, when_left, while_typing
from emk_tui.services.lookups import Suggestion, is_listed, whole_entry
from emk_tui.services.pasting import split
from emk_tui.widgets.field_input import FieldInput
from emk_tui.widgets.field_row import FieldRow, label_width
from emk_tui.widgets.form_owner import FormOwner

PAGE = 8
"""Rows that Page Up and Page Down go over."""


class RecordForm(VerticalScroll, can_focus=False):
    """Mounted before it is needed; `open` gives it a record and puts the cursor into it."""

    def __init__(self, fields: Mapping[str, Field], headings: Mapping[str, str], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows = {name: FieldRow(name, field) for name, field in fields.items() if not field.companion}
        self.headings = {name: Static(_(text), classes="heading") for name, text in headings.items()}
        self.record = ""
        self.names: tuple[str, ...] = ()
        self.problems: dict[str, Problem] = {}
        self.current: FieldRow | None = None
        self.visited: set[str] = set()
        self._before = self._entered = ""
        self._standing: dict[str, Problem] = {}
        """What stands against a row or is worth knowing of it, since it was last left."""
        self._told: dict[str, Problem] = {}
        """What the flow found, until the row is changed."""
        self._looked: dict[str, Problem] = {}
        """What a look at its file found, also where the same record is opened again."""
        self._stepped = False
        self._swallow = ""
        for row in self.rows.values():
            row.input.edited = self._edited

    def compose(self) -> ComposeResult:
        """Headings and rows in the order of the paper."""
        for name, row in self.rows.items():
            if name in self.headings:
                yield self.headings[name]
            yield row

    def on_resize(self, event: events.Resize) -> None:
        """The labels share the new width."""
        self._fit_labels(event.size.width)
        self.call_after_refresh(self._uncover)

    def _fit_labels(self, room: int) -> None:
        """Give the labels what they need."""
        width = label_width(list(self.rows.values()), room)
        for row in self.rows.values():
            row.set_label_width(width)

    def _laid_out(self) -> None:
        """A form mounted while its screen scrolls gets no Resize: Textual counts it as laid out already."""
        if self.is_attached and self.size.width:
            self._fit_labels(self.size.width)
        self._uncover()

    def _uncover(self) -> None:
        """The row in focus stays in sight, whatever has changed around it."""
        if self.current is not None and self.is_attached:
            self.current.scroll_visible(animate=False)

    # -- one record

    def open(self, work: Work, form: Form, owner: FormOwner, *, tell_all: bool = False) -> None:
        """Show a record and begin at the place the flow names."""
        if form.record != self.record:
            self.forget_visits()
        self.work, self.form, self.owner, self.record = work, form, owner, form.record
        self.current, self._stepped, self._swallow = None, False, ""
        self._told = {one.path: one for one in form.found}
        for row in self.rows.values():
            row.here = False
            row.input.say(Live())
        self._arrange()
        if tell_all:
            self.visited |= set(self.names)
        self._show_texts()
        self.check()
        name = form.at.rpartition(".")[2]
        self.go(name if name in self.names else self._first())
        # it is laid out only now: before, no row has a place to scroll to
        self.call_after_refresh(self._laid_out)

    def forget_visits(self) -> None:
        """Another record: nothing is known of its rows."""
        self.visited, self._looked = set(), {}

    def path(self, row: FieldRow) -> str:
        """The path of a row."""
        return f"{self.form.record}.{row.key}"

    @property
    def shown(self) -> list[FieldRow]:
        """The rows that are asked now."""
        return [self.rows[name] for name in self.names]

    def _first(self) -> str:
        """The first row that is wrong or empty, else the first."""
        for row in self.shown:
            if row.key in self.problems or (row.field.required and not row.input.value):
                return row.key
        return self.names[0]

    def _arrange(self) -> None:
        """Show what is asked and what follows from it; an answer may bring or take rows."""
        wizard = self.work.session.wizard
        asked = set(wizard.names(self.form.record))
        derived = {
            name
            for name, row in self.rows.items()
            if row.field.derived and wizard.shown(f"{self.form.record}.{name}")
        }
        names = tuple(name for name in self.rows if name in asked | derived)
        if names == self.names:
            return
        self.names = names
        for name, row in self.rows.items():
            row.display = name in names
        self._arrange_headings()

    def _arrange_headings(self) -> None:
        begins = [name for name in self.rows if name in self.headings]
        order = list(self.rows)
        for index, name in enumerate(begins):
            end = order.index(begins[index + 1]) if index + 1 < len(begins) else len(order)
            self.headings[name].display = any(one in self.names for one in order[order.index(name) : end])

    def _show_texts(self) -> None:
        """Every row but the one in focus as it is shown everywhere."""
        wizard = self.work.session.wizard
        for row in self.shown:
            if row is not self.current:
                shown = wizard.shown(self.path(row))
                if row.input.value != shown:
                    row.input.set_text(shown)

    def check(self) -> None:
        """What stands against the rows that were visited or filled."""
        standing = self.work.session.standing(self.form.record.partition(".")[0])
        found = {**standing, **self._looked, **self._told}
        self.problems, self._standing = {}, {}
        for row in self.shown:
            one = found.get(self.path(row))
            told = one if row.key in self.visited or row.input.value else None
            if told is not None:
                self._standing[row.key] = told
                if told.level == ERROR:
                    self.problems[row.key] = told
            if row is not self.current:
                row.input.say(when_left(told))
        self.owner.form_checked(self)

    # -- one row

    def go(self, name: str) -> None:
        """Leave the row in focus and go to this one; where leaving took it away, to the next one there is."""
        if self.current is self.rows[name]:
            return
        self.leave()
        row = self.rows[self._asked_from(name)]
        self.current, row.here = row, True
        self._before = self._entered = row.input.value
        self.work.session.wizard.cursor = self.path(row)
        self.work.saver.moved()
        self.screen.set_focus(row.input)
        row.input.cursor_position = len(row.input.value)
        self._say_live(row)
        self.owner.form_asks(self, row, typed=False)

    def _asked_from(self, name: str) -> str:
        """This row if it is asked, else the next one below it, else the last."""
        below = list(self.rows)[list(self.rows).index(name) :]
        return next((one for one in below if one in self.names), self.names[-1])

    def _say_live(self, row: FieldRow) -> None:
        today = self.work.session.world.clock.today()
        live = while_typing(row.field, row.input.value, today)
        standing = self._standing.get(row.key)
        if standing is not None and live.problem is None:
            live = when_left(standing)
        row.input.say(live)
        self.owner.form_here(self, row)

    def leave(self) -> None:
        """Take the text of the row in focus, fill what follows from it, check the record."""
        row, self.current = self.current, None
        if row is None:
            return
        row.here = False
        row.input.cursor_position = 0
        self.visited.add(row.key)
        self.work.saver.take()
        self._fill(row)
        self.work.saver.flush()
        self._arrange()
        self._show_texts()
        self.check()
        self.owner.form_left(self, row)

    def tell(self, path: str, found: Problem | None) -> None:
        """What a look at its file says of a row after it was left; None: nothing any more."""
        if found is None:
            self._looked.pop(path, None)
        else:
            self._looked[path] = found
        self.check()
        if self.current is not None and self.path(self.current) == path:
            self._say_live(self.current)

    def _fill(self, row: FieldRow) -> None:
        """The whole name or code of an entry fills all that the entry knows."""
        path, session = self.path(row), self.work.session
        if row.field.directory and row.input.value != self._entered:
            rows = whole_entry(session, path, row.input.value)
            if rows:
                self.work.saver.rows(session.take_rows(rows, DIRECTORY))

    def _edited(self, typed: FieldInput) -> None:
        """Somebody typed: answer at once, save after a pause, step on where no more can be meant."""
        row = self.current
        if row is None or row.input is not typed:
            return
        grown = len(typed.value) > len(self._before) and typed.cursor_at_end
        self._before = typed.value
        today = self.work.session.world.clock.today()
        live, before = while_typing(row.field, typed.value, today), typed.live
        if live.answer is Answer.RIGHT and not is_listed(self.work.session, self.path(row), typed.value):
            live = Live(Answer.NOT_YET, _("нет в списке"))
        typed.say(live)
        self.problems.pop(row.key, None)
        self._standing.pop(row.key, None)
        self._told.pop(self.path(row), None)
        self._looked.pop(self.path(row), None)
        self.work.saver.typed(self.path(row), typed.value)
        self.owner.form_typed(self, row, before)
        self.owner.form_asks(self, row, typed=True)
        if grown and self.work.steps_on and row.field.is_full(typed.value, today):
            self._step_on(row)

    def _step_on(self, row: FieldRow) -> None:
        if self.form.single or row is self.shown[-1]:
            return
        rest = ""
        if isinstance(row.field, Choice):
            rest = row.field.rest_of(row.input.value, self.work.session.world.clock.today())
        self.move(1)
        self._stepped, self._swallow = True, rest

    def take(self, suggestion: Suggestion) -> None:
        """A line of the list was chosen: fill what it knows and go on."""
        row = self.current
        if row is None:
            return
        session = self.work.session
        self.work.saver.take()
        self.work.saver.rows(session.take_rows(dict(suggestion.rows), suggestion.origin))
        row.input.set_text(session.wizard.shown(self.path(row)))
        self._before = self._entered = row.input.value
        self._go_on(row, {path.rpartition(".")[2] for path in suggestion.rows})

    def _go_on(self, row: FieldRow, filled: set[str]) -> None:
        """To the next row that was not filled just now; past the last one waits for an Enter."""
        if self.form.single:
            self.done()
            return
        self.leave()
        rest = self.names[self.names.index(row.key) :]
        name = next((name for name in rest if name not in filled), rest[-1])
        self._to(self._past_derived(self.names.index(name)))

    def fix(self) -> bool:
        """Type what the problem of this row offers; False where it offers nothing."""
        row = self.current
        fix = row.input.live.fix if row else None
        if row is None or fix is None:
            return False
        row.input.retype(fix)
        return True

    # -- keys

    def press_first(self, event: events.Key) -> bool:
        """What a field that stepped on by itself leaves behind: the rest of its word, an Enter by habit."""
        if self._swallow and self._swallows(event):
            return True
        stepped, self._stepped, self._swallow = self._stepped, False, ""
        return stepped and event.key == "enter"

    def press(self, event: events.Key) -> bool:
        """The keys that go from row to row."""
        if self.current is None:
            return False
        if event.key == "enter":
            self.move(1)
            return True
        by = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": PAGE, "pageup": -PAGE}.get(
            event.key
        )
        if by is None:
            return False
        self._to(self.shown.index(self.current) + by)
        return True

    def _swallows(self, event: events.Key) -> bool:
        """Further letters of a word whose first letter was enough: «м|ужской»."""
        char = event.character or ""
        if not char or fold(char) != fold(self._swallow[0]):
            return False
        self._swallow = self._swallow[1:]
        return True

    def move(self, by: int) -> None:
        """To the next row; through the last one the form is done."""
        if self.current is None:
            return
        index = self.shown.index(self.current) + by
        if self.form.single or index >= len(self.shown):
            self.done()
        else:
            # leaving may bring or take rows: count from the name, not from the place
            name = self.current.key
            self.leave()
            place = self.names.index(name) if name in self.names else index - by
            self._to(self._past_derived(place + by))

    def _past_derived(self, index: int) -> int:
        """On over rows that follow by themselves: arrows and Tab lead to those, to be corrected."""
        rows = self.shown
        while index < len(rows) - 1 and rows[index].field.derived and rows[index].key not in self.problems:
            index += 1
        return index

    def _to(self, index: int) -> None:
        names = self.names
        self.go(names[max(0, min(index, len(names) - 1))])

    def done(self) -> None:
        """Through with it: nothing typed is left behind."""
        self.leave()
        self.owner.form_done(self)

    def paste(self, text: str) -> None:
        """A pasted whole is split into its fields, anything else goes into this one."""
        row = self.current
        if row is None:
            return
        parts = split(row.key, text) if not row.input.value else {}
        if not parts:
            row.input.paste(text)
            return
        rows = {f"{self.form.record}.{name}": raw for name, raw in parts.items() if name in self.rows}
        self.work.saver.take()
        self.work.saver.rows(self.work.session.take_rows(rows))
        self.visited |= set(parts)
        last = [name for name in self.names if name in parts][-1]
        row.input.set_text(self.work.session.wizard.shown(self.path(row)))
        self._before = row.input.value
        self.go(last) if last != row.key else self._say_live(row)

    def next_problem(self) -> bool:
        """To the next wrong row after this one, round the end; False where there is none."""
        wrong = [name for name in self.names if name in self.problems]
        if not wrong:
            return False
        here = self.names.index(self.current.key) if self.current else -1
        after = [name for name in wrong if self.names.index(name) > here]
        self.go((after or wrong)[0])
        return True

    def sync(self, focused: object) -> None:
        """The mouse put the focus into another row."""
        for row in self.shown:
            if row.input is focused and row is not self.current:
                self.go(row.key)
