"""Questions that belong to no section of the card: sign-in, recovery code, repeated password."""

from datetime import date

from emk_tui.card.fields import Field, Right
from emk_tui.card.problems import Problem
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import Flow, Input

AGAIN = ".again"
"""Ends the key of a question that wants the same answer once more."""
LOGIN = Field(label=_l("Логин"), row="R18")
PASSWORD = Field(label=_l("Пароль"), secret=True, row="R18")
REPEAT = Field(label=_l("Пароль ещё раз"), secret=True, row="R28")
RECOVERY = Field(label=_l("Код восстановления"), hint=_l("все группы подряд"), secret=True, row="K41")


def group_field(number: int) -> Field:
    """One group of the recovery code, to prove that it was written down."""
    return Field(
        label=_("Группа {number} кода").format(number=number), hint=_("из записанного кода"), row="K41"
    )


def ask_field(key: str, field: Field, today: date, current: str = "") -> Flow[str]:
    """Ask until the field's own reader is content; returns the normal form as text."""
    found: Problem | None = None
    while True:
        raw = str((yield Input(key, field, current, found)) or "")
        reading = field.read(raw, today)
        if isinstance(reading, Right):
            return field.raw_of(reading.value)
        found = reading.problem
