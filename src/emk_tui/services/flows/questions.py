"""Questions that belong to no section of the card: sign-in, recovery code, repeated password."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from emk_tui.card.fields import MIXED, Day, Field, FilePath, Reading, Right, Text
from emk_tui.card.problems import Problem
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import Flow, Input

AGAIN = ".again"
"""Ends the key of a question that wants the same answer once more."""
LOGIN = Field(label=_l("Логин"), row="R18")
PASSWORD = Field(label=_l("Пароль"), secret=True, row="R18")
REPEAT = Field(label=_l("Пароль ещё раз"), secret=True, row="R28")
RECOVERY = Field(
    label=_l("Код восстановления"), hint=_l("все группы подряд"), secret=True, printed=True, row="K41",
)  # fmt: skip
BACKUP = Field(
    label=_l("Запасной код"), hint=_l("8 знаков, пустой ответ: назад"), secret=True, printed=True,
    required=False, row="R193",
)  # fmt: skip

COPY_PATH = FilePath(
    label=_l("Файл копии"), hint=_l("имя или путь, пустой ответ: назад"), example="emk.backup",
    required=False, row="R170",
)  # fmt: skip
ERASE_WORD = Field(label=_l("Слово «удалить»"), hint=_l("целиком, иначе ничего не удалится"), row="R190")
GATEWAY = {
    "email": Field(
        label=_l("Адрес почтового сервера"), spoken=_l("Строка почты"), secret=True, limit=1000, row="R145",
        hint=_l("строка подключения, «нет»: отключить"), example="mailtos://user:password@smtp.example.ru",
    ),
    "sms": Field(
        label=_l("Строка сервиса СМС"), spoken=_l("Строка СМС"), secret=True, limit=1000, row="R21",
        hint=_l("строка подключения, «нет»: отключить"), example="smseagles://token@sms.example.ru",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Pin(Field):
    """A short PIN: digits only, no row of one digit or of neighbours."""

    secret: bool = True
    limit: int = 12

    def rule(self) -> str:
        """Its length."""
        return _("От 4 до 12 цифр.")

    def parse(self, text: str, today: date) -> Reading:
        """Four digits at least; 0000 and 1234 are tried first by anybody."""
        if not (text.isascii() and text.isdigit()):
            return self.wrong("PIN_FORMAT")
        if len(text) < 4:
            return self.not_yet("PIN_FORMAT")
        steps = {ord(after) - ord(before) for before, after in pairwise(text)}
        return self.wrong("PIN_SIMPLE") if steps in ({0}, {1}, {-1}) else Right(text, "•" * 4)


PIN = Pin(label=_l("ПИН"), hint=_l("от 4 до 12 цифр"), row="R19")
PIN_HERE = Field(
    label=_l("ПИН"), hint=_l("пустой ответ: по паролю"), secret=True, required=False, row="R19",
)  # fmt: skip
PASSWORD_AGAIN = Field(label=_l("Пароль"), secret=True, row="R195")
PIN_REPEAT = Field(label=_l("ПИН ещё раз"), secret=True, row="R19")


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
REFUSAL = Sentence(
    label=_l("Причина"), hint=_l("своими словами, увидит владелец"), example=_l("снимок нечёткий"), limit=500,
    row="R112",
)  # fmt: skip
GRANTEE = Field(
    label=_l("Кому"), hint=_l("часть названия или фамилия врача, пустой ответ: назад"), required=False,
    example=_l("Тихий двор"), row="R8",
)  # fmt: skip
ORGANISATION = Text(
    label=_l("Организация"), hint=_l("часть названия, пустой ответ: назад"), required=False, script=MIXED,
    shortest=3, limit=300, example=_l("Тихий двор"), row="R54",
)  # fmt: skip
PERIOD = Sentence(
    label=_l("О чём выписка"), hint=_l("отделение и дни лечения, своими словами"), limit=300,
    example=_l("терапия, с 10 по 15 января 2026"), row="R114",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PageNumber(Field):
    """The number of a page of a document that has so many."""

    pages: int = 1

    def rule(self) -> str:
        """Its bounds."""
        return _("От 1 до {pages}.").format(pages=self.pages)

    def parse(self, text: str, today: date) -> Reading:
        """A number that there is."""
        known = text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= self.pages
        return Right(str(int(text)), text) if known else self.wrong("DOC_NO_PAGE", pages=self.pages)


FIND = Field(label=_l("Слово"), hint=_l("часть записи, пустой ответ: все"), required=False, row="R189")
ACTOR = Field(label=_l("Кто"), hint=_l("логин, пустой ответ: все"), required=False, row="R189")
SINCE = Day(
    label=_l("С какого дня"), hint=_l("день, месяц, год, пустой ответ: с начала"), required=False, row="R189"
)
UNTIL = Day(
    label=_l("По какой день"),
    hint=_l("день, месяц, год, пустой ответ: по сегодня"),
    required=False,
    row="R189",
)
INSURER = Field(
    label=_l("Новая страховая компания"), spoken=_l("Новая страховая"), required=False, row="R165",
    hint=_l("часть названия, пустой ответ: назад"), example=_l("согаз"),
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
