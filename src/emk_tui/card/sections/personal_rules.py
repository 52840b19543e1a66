"""Rules across the personal data: passport and birth, sex and patronymic, contacts (R58, R67, K33, K36)."""

from datetime import date, timedelta

from emk_tui.card.identifiers import anniversary
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.card.section import Rule, Values
from emk_tui.i18n import _l

FIRST_PASSPORT = date(1997, 10, 1)
GRACE = timedelta(days=90)
"""An old passport stays good so long after the 20th and the 45th birthday."""


def _day(values: Values, name: str) -> date:
    value = values[name]
    assert isinstance(value, date)
    return value


def issued_too_early(values: Values, today: date) -> Problem | None:
    """Before the 14th birthday, or before there were such passports."""
    born, issued = _day(values, "birth_date"), _day(values, "passport_issued_on")
    if issued < anniversary(born, 14):
        return problem("PASSPORT_EARLY")
    return problem("PASSPORT_BEFORE_1997") if issued < FIRST_PASSPORT else None


def is_expired(values: Values, today: date) -> bool:
    """Was a passport due to be replaced at 20 or 45, and its grace is over (K36)."""
    born, issued = _day(values, "birth_date"), _day(values, "passport_issued_on")
    turns = (anniversary(born, years) for years in (20, 45))
    return any(issued < turn and today > turn + GRACE for turn in turns)


def _expired(values: Values, today: date) -> Problem | None:
    return problem("PASSPORT_EXPIRED", level=WARNING) if is_expired(values, today) else None


def _series_year(values: Values, today: date) -> Problem | None:
    printed = int(str(values["passport_series"])[2:])
    year = printed + (1900 if printed >= 97 else 2000)
    late = year > _day(values, "passport_issued_on").year
    return problem("PASSPORT_SERIES_YEAR", level=WARNING) if late else None


def _sex(values: Values, today: date) -> Problem | None:
    patronymic = str(values["patronymic"] or "").casefold()
    endings = {"м": ("вна", "чна", "кызы"), "ж": ("вич", "ьич", "оглы")}
    other = patronymic.endswith(endings[str(values["sex"])])
    return problem("SEX_PATRONYMIC", level=WARNING) if other else None


def _contacts(values: Values, today: date) -> Problem | None:
    return None if values["phone"] or values["email"] else problem("NO_CONTACT", level=WARNING)


PASSPORT = ("birth_date", "passport_issued_on")

RULES = (
    Rule(
        "sex",
        ("patronymic", "sex"),
        _sex,
        "SEX_PATRONYMIC",
        _l("Пол сравнивается с окончанием отчества, несходство только замечается."),
    ),
    Rule(
        "passport_issued_on",
        PASSPORT,
        issued_too_early,
        "PASSPORT_EARLY",
        _l("Паспорт выдают с 14 лет, такого образца с 01.10.1997."),
    ),
    Rule(
        "passport_issued_on",
        PASSPORT,
        _expired,
        "PASSPORT_EXPIRED",
        _l("Паспорт меняют в 20 и 45 лет, ещё 90 дней старый годится; о просроченном предупредят."),
    ),
    Rule(
        "passport_series",
        ("passport_series", "passport_issued_on"),
        _series_year,
        "PASSPORT_SERIES_YEAR",
        _l("Две последние цифры обычно не позже года выдачи, несходство только замечается."),
    ),
    Rule(
        "phone",
        ("phone", "email"),
        _contacts,
        "NO_CONTACT",
        _l("Нужен телефон или почта: без них доступ восстановит только регистратура."),
    ),
)
