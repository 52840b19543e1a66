"""Questions that belong to no section of the card: sign-in, recovery code, repeated password."""

import re
from dataclasses import dataclass
from datetime import date

from emk_tui.card.fields import Field, Reading, Right
from emk_tui.card.problems import Problem
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import Flow, Input

AGAIN = ".again"
"""Ends the key of a question that wants the same answer once more."""
LOGIN = Field(label=_l("Логин"), row="R18")
PASSWORD = Field(label=_l("Пароль"), secret=True, row="R18")
REPEAT = Field(label=_l("Пароль ещё раз"), secret=True, row="R28")
RECOVERY = Field(label=_l("Код восстановления"), hint=_l("все группы подряд"), secret=True, row="K41")
BACKUP = Field(
    label=_l("Запасной код"), hint=_l("8 знаков, пустой ответ: назад"), secret=True, required=False,
    row="R193",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Sentence(Field):
    """A few words of one's own, at least one of them a word."""

    def rule(self) -> str:
        """What it accepts."""
        return _("Хотя бы одно слово, до {limit} знаков.").format(limit=self.limit)

    def parse(self, text: str, today: date) -> Reading:
        """Two letters together are a word."""
        return Right(text, text) if re.search(r"[^\W\d_]{2}", text) else self.not_yet("NO_WORD")


REASON = Sentence(
    label=_l("Причина отзыва"), hint=_l("своими словами, до 500 знаков"), example=_l("сменила поликлинику"),
    limit=500, row="R102",
)  # fmt: skip


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
