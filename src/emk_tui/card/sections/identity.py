"""Account confirmation, before the wizard: two documents and what they say (R4, R9, R13–R15, K36)."""

from datetime import date
from typing import Annotated

from emk_tui.card.fields import Choice, Day, FilePath, Name, Only, Tick, only
from emk_tui.card.problems import Problem, problem
from emk_tui.card.section import Rule, Section, Values
from emk_tui.card.sections.personal_rules import is_expired, issued_too_early
from emk_tui.card.text import fold
from emk_tui.i18n import _l

PASSPORT = _l("паспорт, страницы 2 и 3")
CHANGED = only("surname_changed", True)
PROOFS = (
    ("marriage", _l("свидетельство о браке"), ("брак",)),
    ("court", _l("решение суда"), ("суд",)),
)
"""What shows that a surname was changed (R13)."""


def _surname(label: str, place: str) -> Name:
    return Name(
        label=label, hint=_l("русскими буквами, полностью"), example="Иванова", counter="И.",
        place=place, row="R13",
    )  # fmt: skip


def _scan(label: str, example: str, row: str, when: Only | None = None) -> FilePath:
    return FilePath(
        label=label, hint=_l("имя файла или путь: PDF, JPEG, PNG"), example=example,
        counter=f"{example}\u202e", row=row, only=when,
    )  # fmt: skip


def _day(label: str, example: str, counter: str, *, adult: bool = False) -> Day:
    return Day(
        label=label, hint=_l("день, месяц, год"), example=example, counter=counter, place=PASSPORT, row="R4",
        adult=adult,
    )  # fmt: skip


class Identity:
    """What the passport and the СНИЛС say of the owner, and their scans."""

    surname: Annotated[str, _surname(_l("Фамилия в паспорте"), PASSPORT)]
    birth_date: Annotated[date, _day(_l("Дата рождения"), "05.03.1980", "31.02.1980", adult=True)]
    passport_issued_on: Annotated[date, _day(_l("Дата выдачи паспорта"), "21.03.2005", "21.03.2999")]
    passport_file: Annotated[str, _scan(_l("Скан паспорта"), "passport.pdf", "R4")]
    snils_surname: Annotated[str, _surname(_l("Фамилия в СНИЛС"), _l("зелёная карточка"))]
    snils_file: Annotated[str, _scan(_l("Скан СНИЛС"), "snils.jpg", "R4")]
    surname_changed: Annotated[
        bool,
        Tick(
            label=_l("Меняли фамилию"), hint=_l("да или нет"), example="нет", counter="может", row="R13",
        ),
    ]  # fmt: skip
    change_kind: Annotated[
        str | None,
        Choice(
            label=_l("Документ о смене фамилии"), hint=_l("свидетельство о браке, решение суда"),
            example="свидетельство о браке", counter="письмо", row="R13", options=PROOFS, only=CHANGED,
        ),
    ] = None  # fmt: skip
    change_file: Annotated[str | None, _scan(_l("Скан документа о смене"), "brak.pdf", "R13", CHANGED)] = None


SLOTS = {"passport_file": "passport", "snils_file": "snils", "change_file": "surname_change"}
"""Field of a file → kind of document it is judged as."""


def _in_force(values: Values, today: date) -> Problem | None:
    return problem("PASSPORT_NOT_VALID") if is_expired(values, today) else None


def _same_surname(values: Values, today: date) -> Problem | None:
    same = fold(str(values["surname"])) == fold(str(values["snils_surname"]))
    return None if same or values["surname_changed"] else problem("SURNAMES_DIFFER")


def _one_each(values: Values, today: date) -> Problem | None:
    return problem("FILE_TWICE") if values["passport_file"] == values["snils_file"] else None


IDENTITY = Section(
    "identity",
    Identity,
    _l("Подтверждение личности"),
    optional=True,
    headings={
        "surname": _l("Паспорт"),
        "snils_surname": _l("СНИЛС"),
        "surname_changed": _l("Смена фамилии"),
    },
    rules=(
        Rule(
            "passport_issued_on", ("birth_date", "passport_issued_on"), issued_too_early, "PASSPORT_EARLY",
            _l("Паспорт выдают с 14 лет, такого образца с 01.10.1997."),
        ),
        Rule(
            "passport_issued_on", ("birth_date", "passport_issued_on"), _in_force, "PASSPORT_NOT_VALID",
            _l("Паспорт действует: в 20 и 45 лет его меняют, ещё 90 дней старый годится."),
        ),
        Rule(
            "surname_changed", ("surname", "snils_surname", "surname_changed"), _same_surname,
            "SURNAMES_DIFFER", _l("Если фамилии в документах различаются, нужен документ о смене."),
        ),
        Rule(
            "snils_file", ("passport_file", "snils_file"), _one_each, "FILE_TWICE",
            _l("У паспорта и у СНИЛС разные файлы."),
        ),
    ),
)  # fmt: skip
