"""A step of the wizard: the steps at the left, its form, the paper at the right."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from emk_tui.card.fields import Field
from emk_tui.card.problems import Problem
from emk_tui.card.section import Many, members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import BY_KEY, STEPS
from emk_tui.face.sizes import LOW, MIDDLE, PAPER, RAIL, WIDE
from emk_tui.face.work import Work
from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.look_up import LookUp
from emk_tui.services.flows.asks import Ask, Form, Records, Review, ReviewRow, Say
from emk_tui.services.live import Live
from emk_tui.widgets.field_row import FieldRow
from emk_tui.widgets.form import RecordForm
from emk_tui.widgets.paper_pane import PaperPane
from emk_tui.widgets.part import Answered, Part
from emk_tui.widgets.rail import Rail
from emk_tui.widgets.suggestions import Suggestions


class StepScreen(FaceScreen):
    """Its form is mounted with it, before the step is needed."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it as of the instance
        (0, "-narrow"), (MIDDLE, "-middle"), (WIDE, "-wide"),
    ]  # fmt: skip
    """Without the steps, with them, with the paper as well."""

    def __init__(self, key: str) -> None:
        self.step = BY_KEY[key]
        super().__init__(key, _(self.step.title))
        self.rail, self.paper, self.look_up = Rail(), PaperPane(), LookUp(self)
        self.forms: dict[str, RecordForm] = {}
        section = self.step.section
        if section is not None and key != "consent" and key != "booking":
            self.forms[key] = RecordForm(section.fields, section.headings, id=f"form-{key}")
        self.form: RecordForm | None = None
        self._answered: Answered = lambda _reply: None
        self._told_of = ""
        """The field that the messages are about; they go when it is mended."""

    @property
    def work(self) -> Work:
        """The session behind it."""
        work = self.face.dialogue.work
        assert work is not None
        return work

    def beside(self) -> ComposeResult:
        """Steps, stage, paper."""
        yield self.rail
        with self.stage:
            yield self.messages
            yield from self.forms.values()
        yield self.paper

    def compose(self) -> ComposeResult:
        """The list lies over all."""
        yield from super().compose()
        yield self.look_up.list

    def on_mount(self) -> None:
        """The form waits unseen."""
        for form in self.forms.values():
            self._watch(form)
            form.display = False

    def _watch(self, form: RecordForm) -> None:
        self.watch(form, "scroll_y", self._scrolled, init=False)

    def _scrolled(self) -> None:
        self.call_after_refresh(self.look_up.place)

    def on_resize(self) -> None:
        """A low screen has room for what was said only until the next key."""
        self.set_class(self.app.size.height < LOW, "-low")
        self.call_after_refresh(self.look_up.place)

    @property
    def room(self) -> int:
        """Known before it is shown, with the paper that a form has."""
        width = self.app.size.width
        paper = PAPER if width >= WIDE and not self.has_class("-no-paper") else 0
        rail = RAIL if width >= MIDDLE and not self.work.session.card_made else 0
        return width - paper - rail

    def is_passing(self, child: Widget) -> bool:
        """Forms stay."""
        return super().is_passing(child) and child not in self.forms.values()

    # -- a question

    async def show(self, ask: Ask, said: list[Say], answered: Answered) -> None:
        """A form of this step, or any other question."""
        self._show_rail()
        self.set_class(not isinstance(ask, Form | Review), "-no-paper")
        if not isinstance(ask, Form):
            self._hide_forms()
            self._forget_visits(ask)
            self.paper.tell(None, "", None)
            await super().show(ask, said, answered)
            return
        self._answered = answered
        await self.clear()
        self.messages.show(said)
        form = await self._form_for(ask.record)
        self._hide_forms(form)
        form.display = True
        self.form, self.part = form, FormPart(form, self._enter(ask))
        self._told_of = ""
        form.open(self.work, ask, self, tell_all=self.face.dialogue.tells_all or ask.mending)
        if self.face.dialogue.tells_all and form.current is not None:
            self._told_of = form.current.key
        self.refresh_lines()

    def _enter(self, ask: Form) -> str:
        """What Enter on the last field leads to."""
        return _("к проверке") if ask.single and not self.work.session.card_made else _("дальше")

    def _show_rail(self) -> None:
        """The steps with their states; none once the card is made: its documents are no step."""
        self.set_class(self.work.session.card_made, "-made")
        self.rail.show([self.work.session.wizard.state(step) for step in STEPS], self.step.key)

    def use(self, part: Part) -> None:
        """No form stands beside another question, nor beside a page to read."""
        self._hide_forms()
        super().use(part)

    async def clear(self) -> None:
        """The form is put away, not removed."""
        self.look_up.close()
        await super().clear()

    def _hide_forms(self, but: RecordForm | None = None) -> None:
        for form in self.forms.values():
            if form is not but:
                form.display = False
        self.form = but

    def _forget_visits(self, ask: Ask) -> None:
        """From a list every record is opened as new: a later one may have the place of a deleted one."""
        if isinstance(ask, Records):
            for form in self.forms.values():
                form.forget_visits()

    async def _form_for(self, record: str) -> RecordForm:
        """The form of this kind of record: of the step, or of a list within it."""
        kind = ".".join(part for part in record.split(".") if not part.isdigit())
        if kind not in self.forms:
            _many, cls = inner_list(record)
            self.forms[kind] = RecordForm(members(cls)[0], {}, id=f"form-{kind.replace('.', '-')}")
            self._watch(self.forms[kind])
            await self.stage.mount(self.forms[kind])
        return self.forms[kind]

    # -- what the form tells

    def form_here(self, form: RecordForm, row: FieldRow) -> None:
        """Help and paper follow the row."""
        self.help_line.tell(row.field, self.look_up.hint(row) or row.input.live)
        self.paper.tell(row.field, form.path(row), self.work.session, row.input.value)
        self.refresh_keys()

    def form_typed(self, form: RecordForm, row: FieldRow, before: Live) -> None:
        """Only what changed is painted."""
        live = row.input.live
        if live != before:
            self.help_line.tell(row.field, live)
            if (live.fix is None) != (before.fix is None):
                self.refresh_keys()
        self.paper.typed(row.input.value)

    def form_checked(self, form: RecordForm) -> None:
        """Errors are counted anew."""
        self.title_line.state = self.state()
        self._show_rail()
        if self._told_of and self._told_of not in form.problems:
            self._told_of = ""
            self.messages.show([])

    def form_left(self, form: RecordForm, row: FieldRow) -> None:
        """A file is looked at as soon as its name is there, not at the end of its record."""
        path = form.path(row)
        if row.key not in form.problems and row.input.value and (look := self.work.session.file_look(path)):
            work = partial(self._look, form, row, path, look)
            self.run_worker(work, group="file", exclusive=True)  # type: ignore[arg-type]

    async def _look(
        self, form: RecordForm, row: FieldRow, path: str, look: Callable[[], Problem | None]
    ) -> None:
        raw = row.input.value
        found = await self.work.desk.do(look)
        if self.form is form and form.path(row) == path and row.input.value == raw:
            form.tell(path, found)
            self.refresh_keys()

    def form_asks(self, form: RecordForm, row: FieldRow, *, typed: bool) -> None:
        """There may be a list for it."""
        self.look_up.entered(form, row, typed=typed)

    def form_done(self, form: RecordForm) -> None:
        """Hand it to the flow."""
        self.look_up.close()
        self._answered(None)

    def on_suggestions_chosen(self, event: Suggestions.Chosen) -> None:
        """A line was clicked."""
        self.look_up.take(event.suggestion)

    # -- keys

    def press_first(self, event: events.Key) -> bool:
        """The open list takes arrows, Enter on a line, Esc; on a low screen what was said makes room."""
        if self.has_class("-low") and self.messages.display:
            self.messages.show([])
        if self.form is not None and self.form.press_first(event):
            return True
        return self.look_up.press(event)

    def on_rail_wanted(self, event: Rail.Wanted) -> None:
        """A step was clicked."""
        self.face.dialogue.leave(event.number)

    def place(self) -> str:
        """«1 из 8 Личные данные»."""
        title = self.caption[:1].upper() + self.caption[1:]
        work = self.face.dialogue.work
        if not self.step.number or (work is not None and work.session.card_made):
            return title
        return _("{n} из 8 {title}").format(n=self.step.number, title=title)

    def state(self) -> str:
        """«2 ошибки · сохранено 14:02»."""
        return self.face.dialogue.state_words(self.form)

    def told(self, field: Field | None, live: Live) -> None:
        """The paper follows a row of the review as well."""
        super().told(field, live)
        row = getattr(self.part, "row", None)
        if isinstance(row, ReviewRow):
            self.paper.tell(field, row.path, self.work.session, self.work.session.draft.raw(row.path))

    def do_back(self) -> None:
        """From a single field back to where it was asked, with what was typed."""
        if self.form is not None and self.form.form.single:
            self.form.done()
        else:
            super().do_back()

    def has_problem(self) -> bool:
        """In this form or list, or in another step."""
        if getattr(self.form or self.part, "problems", None):
            return True
        return self.face.dialogue.next_wrong_step() is not None

    def do_problem(self) -> None:
        """The next in this form, else the next step with errors."""
        here = getattr(self.form or self.part, "next_problem", None)
        if here is None or not here():
            wrong = self.face.dialogue.next_wrong_step()
            if wrong is not None:
                self.face.dialogue.leave(wrong)


class FormPart:
    """The form as the part that takes the keys."""

    def __init__(self, form: RecordForm, enter: str) -> None:
        self.form, self.enter = form, enter
        self.press, self.done, self.fix, self.sync = form.press, form.done, form.fix, form.sync
        self.paste = form.paste

    @property
    def current(self) -> FieldRow | None:
        """The row in focus."""
        return self.form.current

    def start(self) -> None:
        """The form has chosen its row already."""


def inner_list(record: str) -> tuple[Many, type]:
    """The list within a record that this path is in: `documents.1.results.2`."""
    key, _id, name, *_rest = record.split(".")
    return SECTIONS[key].lists[name]
