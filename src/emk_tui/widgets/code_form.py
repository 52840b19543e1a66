"""A one-time code: digits only, the sixth one sends it; its life is told in minutes (R22, K28, K29)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from emk_tui.card.fields import Field
from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _, _l, plural
from emk_tui.ports import Clock
from emk_tui.services.codes import DIGITS
from emk_tui.services.flows.asks import RESEND, Code
from emk_tui.services.live import Live, when_left
from emk_tui.widgets.ask_form import AskForm
from emk_tui.widgets.field_input import FieldInput
from emk_tui.widgets.part import Answered

CODE_FIELD = Field(label=_l("Код"), hint=_l("6 цифр"), row="R22")
MINUTE = 60
WORD, KEY = _l("напишите «ещё»"), _l("нажмите F4")
"""How a text of a problem names the command of a new code: by ear a word, here a key."""

PAUSES = ("CODE_PAUSE", "APP_PAUSE")


class CodeForm(AskForm):
    """One row; once `sent`, an Enter typed by habit behind the last digit does nothing."""

    resend_caption = _l("новый код")

    def __init__(self, ask: Code, done: Answered, told: Callable[[Field, Live], None], clock: Clock) -> None:
        asked = [(ask.key, CODE_FIELD)]
        super().__init__(asked, lambda texts: self._send(texts[ask.key]), told, clock.today())
        self.ask, self._reply, self._clock = ask, done, clock
        self.until: datetime = clock.now() + timedelta(seconds=ask.expires_in)
        self.life = Static(self.words(), classes="code-life", markup=False)
        self.sent = False
        self._minute: Timer | None = None

    def compose(self) -> ComposeResult:
        """What it is for, where it went, the row, how long it lives."""
        purpose = _("Подтверждение: {purpose}.").format(purpose=self.ask.purpose)
        yield Static(purpose, classes="code-purpose", markup=False)
        yield Static(self.ask.shown, markup=False)
        yield from self.rows.values()
        yield self.life

    def on_mount(self) -> None:
        """A sent code counts its minutes, one line a minute; one of an application has none to count."""
        if self.ask.expires_in > MINUTE:
            self._minute = self.set_interval(MINUTE, self.renew)

    def start(self) -> None:
        """The row; what stood against the last code is told with it."""
        super().start()
        if self.ask.problem is not None:
            self.tell(self.ask.problem)

    def words(self) -> str:
        """«Код действует ещё 5 минут, до 10:05.»; in a pause none is worth typing."""
        left = int((self.until - self._clock.now()).total_seconds())
        if self.ask.problem is not None and self.ask.problem.code in PAUSES:
            return ""
        if left <= 0:
            return _("Срок кода вышел. Новый код: F4.")
        if self.ask.expires_in <= MINUTE:
            return _("Код действует меньше минуты.")
        minutes = plural(-(-left // MINUTE), _("минуту"), _("минуты"), _("минут"))
        return _("Код действует ещё {m}, до {time}.").format(m=minutes, time=f"{self.until:%H:%M}")

    def renew(self) -> None:
        """A minute is over."""
        self.life.update(self.words())
        if self._minute is not None and self._clock.now() >= self.until:
            self._minute.stop()

    # -- what is typed

    def press_first(self, event: events.Key) -> bool:
        """Before the line takes it: digits go in, a blank is passed over, the rest is refused in words."""
        if event.is_printable and event.character is not None:
            self.take(event.character)
            return True
        return self.sent

    def press(self, event: events.Key) -> bool:
        """Enter sends what is whole."""
        if event.key != "enter":
            return super().press(event)
        self.done()
        return True

    def paste(self, text: str) -> None:
        """«123 456» too; a paste is the whole code."""
        if not self.sent:
            self.rows[self.ask.key].input.set_text("")
        self.take(text)

    def take(self, text: str) -> None:
        """Digits into the row; the last one sends."""
        if self.sent:
            return
        digits = "".join(char for char in text if not (char.isspace() or char == "-"))
        row = self.rows[self.ask.key]
        if digits and (not (digits.isascii() and digits.isdigit()) or len(digits) > DIGITS):
            self.tell(problem("CODE_FORMAT"))
        elif digits:
            row.input.paste(digits)

    def _edited(self, typed: FieldInput) -> None:
        """Only digits are there: the sixth one is the answer."""
        typed.say(Live())
        self._told(CODE_FIELD, Live())
        if len(typed.value) >= DIGITS:
            self.done()

    def done(self) -> None:
        """Send it; too few digits are told here and cost no try."""
        if len(self.rows[self.ask.key].input.value) != DIGITS:
            self.tell(problem("CODE_FORMAT"))
        elif not self.sent:
            super().done()

    def _send(self, text: str) -> None:
        self.sent = True
        self._reply(text)

    def fix(self) -> bool:
        """F4: a new code."""
        if not self.sent:
            self.sent = True
            self._reply(RESEND)
        return True

    def tell(self, found: Problem) -> None:
        """What stands against it, at the row and in full below."""
        live = when_left(replace(found, text=found.text.replace(_(WORD), _(KEY))))
        self.rows[self.ask.key].input.say(live)
        self._told(CODE_FIELD, live)
