"""Questions that belong to no record: login and password, contacts, a group; asked together on one screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from emk_tui.card.fields import Field
from emk_tui.card.fields.secrets import login_in_password
from emk_tui.card.problems import Problem
from emk_tui.i18n import _
from emk_tui.services.flows.questions import AGAIN
from emk_tui.services.live import Answer, Live, keyboard_hint, repeated, when_left, while_typing
from emk_tui.widgets.field_input import FieldInput
from emk_tui.widgets.field_row import FieldRow, label_width
from emk_tui.widgets.password_needs import PasswordNeeds

Asked = Sequence[tuple[str, Field]]
"""Key and field of each question."""


class AskForm(VerticalScroll, can_focus=False):
    """Rows without a record; `done` gets every text by its key."""

    def __init__(
        self,
        asked: Asked,
        done: Callable[[Mapping[str, str]], None],
        told: Callable[[Field, Live], None],
        today: date,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(classes="part ask-form")
        self.enter = _("дальше")
        self.keys = [key for key, _field in asked]
        self.rows = {key: FieldRow(f"ask-{number}", field) for number, (key, field) in enumerate(asked)}
        self.needs = {key: PasswordNeeds(field, today) for key, field in asked if field.kind == "password"}
        self._done, self._told, self._today, self._texts = done, told, today, dict(texts or {})
        self.current: FieldRow | None = None
        self.problems: dict[str, Problem] = {}
        for row in self.rows.values():
            row.input.edited = self._edited

    def compose(self) -> ComposeResult:
        """The rows, below a new password what it must have."""
        for key, row in self.rows.items():
            yield row
            if key in self.needs:
                yield self.needs[key]

    def on_mount(self) -> None:
        """Texts that are known already."""
        for key, text in self._texts.items():
            if key in self.rows and text:
                self.rows[key].input.set_text(text)

    def on_resize(self, event: events.Resize) -> None:
        """Room for the labels."""
        self._fit_labels(event.size.width)

    def _laid_out(self) -> None:
        """A form mounted where another one went may get no Resize: Textual counts it as laid out already."""
        if self.is_attached and self.size.width:
            self._fit_labels(self.size.width)

    def _fit_labels(self, room: int) -> None:
        width = label_width(list(self.rows.values()), room)
        for row in self.rows.values():
            row.set_label_width(width)
        for needs in self.needs.values():
            needs.fit()
        if self.current is not None:
            self.call_after_refresh(self.current.scroll_visible, animate=False)

    def answers_to(self, done: Callable[[Mapping[str, str]], None]) -> None:
        """Who gets the answers the next time."""
        self._done = done

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the rows."""
        return {key: row.input.value for key, row in self.rows.items()}

    @property
    def open_texts(self) -> dict[str, str]:
        """The same without secrets."""
        return {key: row.input.value for key, row in self.rows.items() if not row.field.secret}

    def forget_secrets(self) -> None:
        """Empty every row with a secret."""
        for key, row in self.rows.items():
            if row.field.secret:
                row.input.set_text("")
                row.input.say(Live())
                self._show_needs(key)

    def start(self) -> None:
        """The row that was refused, else the first that is empty."""
        empty = [key for key in self.keys if not self.rows[key].input.value]
        self.go((empty or self.keys)[0])
        self.call_after_refresh(self._laid_out)
        for key, found in tuple(self.problems.items())[:1]:
            self.refuse(key, found)

    def refuse(self, key: str, found: Problem) -> None:
        """The flow is not content with this answer; a refused secret is typed anew, and its repeat."""
        row = self.rows[key]
        if row.field.secret:
            self.forget_secrets()
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
        self.screen.set_focus(row.input, scroll_visible=False)
        self.call_after_refresh(row.scroll_visible, animate=False)
        row.input.cursor_position = len(row.input.value)
        self._told(row.field, row.input.live)

    def _leave(self, row: FieldRow) -> None:
        row.here = False
        live = while_typing(row.field, row.input.value, self._today)
        key = self._key(row)
        if row.input.value and key not in self.problems:
            found = live.problem or self._repeated(key) or self._with_login(key)
            row.input.say(when_left(found) if found else self._hint(row))

    def _repeated(self, key: str) -> Problem | None:
        """What stands against a password typed again."""
        first = self.rows.get(key.removesuffix(AGAIN))
        again = key.endswith(AGAIN) and first is not None
        return repeated(first.input.value, self.rows[key].input.value) if again and first else None

    def _with_login(self, key: str) -> Problem | None:
        """What stands against a new password beside its login."""
        login = self.rows.get("account.login")
        if login is None or key not in self.needs:
            return None
        return login_in_password(login.input.value, self.rows[key].input.value)

    def _edited(self, typed: FieldInput) -> None:
        row = self.current
        if row is None or row.input is not typed:
            return
        self.problems.pop(self._key(row), None)
        live = self.live_of(row)
        typed.say(live)
        self._show_needs(self._key(row))
        self._told(row.field, live)

    def live_of(self, row: FieldRow) -> Live:
        """The answer while typing; a field without rules of its own is never called right."""
        live = while_typing(row.field, row.input.value, self._today)
        if row.field.secret and live.answer is not Answer.WRONG:
            hint = self._hint(row)
            if hint.answer is not Answer.EMPTY:
                return hint
        return Live() if live.answer is Answer.RIGHT and row.field.kind == "text" else live

    def _hint(self, row: FieldRow) -> Live:
        """Of a secret: what its letters tell of the keyboard, never the letters."""
        return when_left(
            keyboard_hint(row.input.value) if row.field.secret and not row.field.printed else None
        )

    def _show_needs(self, key: str) -> None:
        if key in self.needs:
            self.needs[key].tell(self.rows[key].input.value)

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
        self._done(self.texts)

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
        row.input.retype(fix)
        return True

    def sync(self, focused: object) -> None:
        """The mouse put the focus into another row."""
        for key, row in self.rows.items():
            if row.input is focused and row is not self.current:
                self.go(key)
