"""Questions that belong to no record: login and password, contacts, a code; asked together on one screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from emk_tui.card.fields import Field
from emk_tui.card.problems import Problem
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import Code, Input
from emk_tui.services.live import Live, when_left, while_typing
from emk_tui.widgets.field_input import FieldInput
from emk_tui.widgets.field_row import FieldRow, label_width

Asked = Sequence[tuple[str, Field]]
"""Key and field of each question."""


class AskForm(Vertical):
    """Rows without a record; `done` gets every text by its key."""

    def __init__(
        self,
        asked: Asked,
        done: Callable[[Mapping[str, str]], None],
        told: Callable[[Field, Live], None],
        today: date,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(classes="part")
        self.enter = _("дальше")
        self.keys = [key for key, _field in asked]
        self.rows = {key: FieldRow(f"ask-{number}", field) for number, (key, field) in enumerate(asked)}
        self._done, self._told, self._today, self._texts = done, told, today, dict(texts or {})
        self.current: FieldRow | None = None
        self.problems: dict[str, Problem] = {}
        for row in self.rows.values():
            row.input.edited = self._edited

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self.rows.values()

    def on_mount(self) -> None:
        """Texts that are known already."""
        for key, text in self._texts.items():
            if key in self.rows and text:
                self.rows[key].input.set_text(text)

    def on_resize(self, event: events.Resize) -> None:
        """Room for the labels."""
        width = label_width(list(self.rows.values()), event.size.width)
        for row in self.rows.values():
            row.set_label_width(width)

    def answers_to(self, done: Callable[[Mapping[str, str]], None]) -> None:
        """Who gets the answers the next time."""
        self._done = done

    def start(self) -> None:
        """The first row that is empty."""
        empty = [key for key in self.keys if not self.rows[key].input.value]
        self.go((empty or self.keys)[0])

    def refuse(self, key: str, found: Problem) -> None:
        """The flow is not content with this answer."""
        row = self.rows[key]
        if row.field.secret:
            row.input.set_text("")
        self.problems[key] = found
        self.go(key)
        row.input.say(when_left(found))
        self._told(row.field, when_left(found))

    def go(self, key: str) -> None:
        """To this row; the one left shows what stands against it."""
        if self.current is not None:
            self._leave(self.current)
        row = self.rows[key]
        self.current, row.here = row, True
        self.screen.set_focus(row.input)
        row.input.cursor_position = len(row.input.value)
        self._told(row.field, row.input.live)

    def _leave(self, row: FieldRow) -> None:
        row.here = False
        live = while_typing(row.field, row.input.value, self._today)
        if row.input.value:
            row.input.say(when_left(live.problem))

    def _edited(self, typed: FieldInput) -> None:
        row = self.current
        if row is None or row.input is not typed:
            return
        live = while_typing(row.field, typed.value, self._today)
        typed.say(live)
        self.problems.pop(self._key(row), None)
        self._told(row.field, live)

    def _key(self, row: FieldRow) -> str:
        return next(key for key, one in self.rows.items() if one is row)

    def press(self, event: events.Key) -> bool:
        """Rows by arrow and Tab; Enter through the last one is the answer."""
        if self.current is None:
            return False
        index = self.keys.index(self._key(self.current))
        if event.key == "enter":
            if index + 1 < len(self.keys):
                self.go(self.keys[index + 1])
            else:
                self.done()
            return True
        by = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1}.get(event.key)
        if by is None:
            return False
        self.go(self.keys[max(0, min(index + by, len(self.keys) - 1))])
        return True

    def done(self) -> None:
        """Hand over what was typed; the fields stay as they are until the flow has spoken."""
        if self.current is not None:
            self._leave(self.current)
        self._done({key: row.input.value for key, row in self.rows.items()})

    def paste(self, text: str) -> None:
        """Into the row in focus."""
        if self.current is not None:
            self.current.input.paste(text)

    def fix(self) -> bool:
        """Type what the problem offers."""
        row = self.current
        fix = row.input.live.fix if row else None
        if row is None or fix is None:
            return False
        row.input.replace(fix, 0, len(row.input.value))
        return True

    def sync(self, focused: object) -> None:
        """The mouse put the focus into another row."""
        for key, row in self.rows.items():
            if row.input is focused and row is not self.current:
                self.go(key)


CODE_FIELD = Field(label=_l("Код"), hint=_l("6 цифр"), row="R22")


class CodeForm(AskForm):
    """A one-time code: digits only, the sixth one sends it (R22, K29)."""

    def __init__(
        self, ask: Code, done: Callable[[str], None], told: Callable[[Field, Live], None], today: date
    ) -> None:
        super().__init__([(ask.key, CODE_FIELD)], lambda texts: done(texts[ask.key]), told, today)
        self.ask = ask

    def compose(self) -> ComposeResult:
        """What it is for, where it went, the row."""
        minutes = max(1, self.ask.expires_in // 60)
        yield Static(_("Подтверждение: {purpose}").format(purpose=self.ask.purpose), classes="heading", markup=False)
        yield Static(self.ask.shown, markup=False)
        yield from self.rows.values()
        yield Static(_("Действует минут: {n}. Новый код: F4.").format(n=minutes), markup=False)

    def _edited(self, typed: FieldInput) -> None:
        text = "".join(typed.value.split())
        if len(text) == 6 and text.isascii() and text.isdigit():
            self.done()


def asked_of(ask: Input) -> Asked:
    """A single question."""
    return [(ask.key, ask.field)]
