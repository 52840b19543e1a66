"""What each field says of given texts: domain.md 1.10 and the rows of the requirements."""

from datetime import date

import pytest

from emk_tui.card.fields import Right, Value
from emk_tui.card.paths import locate
from tests.card.fields import TODAY, problems_of, read, verdict

Row = tuple[str, str, str, str, Value]
"""Path, text, verdict, code, value."""
R, N, W = "right", "not_yet", "wrong"

NUMBERS: list[Row] = [
    # СНИЛС (R59, K1, domain 1.1)
    ("personal.snils", "112-233-445 95", R, "", "11223344595"),
    ("personal.snils", "11223344595", R, "", "11223344595"),
    ("personal.snils", "112 233 445 95", R, "", "11223344595"),
    ("personal.snils", " 112-233-445\u00a095\n", R, "", "11223344595"),
    ("personal.snils", "087-654-303 00", R, "", "08765430300"),
    ("personal.snils", "100-030-006 30", R, "", "10003000630"),
    ("personal.snils", "03596739300", R, "", "03596739300"),
    ("personal.snils", "123 456 789 64", R, "", "12345678964"),
    ("personal.snils", "001-001-998 00", R, "SNILS_UNCHECKED", "00100199800"),
    ("personal.snils", "001-001-999 00", W, "SNILS_CHECK", None),
    ("personal.snils", "112-233-445 96", W, "SNILS_CHECK", None),
    ("personal.snils", "25463625426", W, "SNILS_CHECK", None),
    ("personal.snils", "000-000-000 00", W, "DIGITS_ZEROS", None),
    ("personal.snils", "1122334459", N, "DIGITS_MORE", None),
    ("personal.snils", "112233445955", W, "DIGITS_MANY", None),
    ("personal.snils", "11-2233445 95", W, "DIGITS_SEPARATOR", None),
    ("personal.snils", "112--233-445 95", W, "DIGITS_SEPARATOR", None),
    ("personal.snils", "112-233-445 9О", W, "DIGITS_ONLY", None),
    ("personal.snils", "112–233–445 95", W, "DIGITS_ONLY", None),
    ("personal.snils", "١١٢٢٣٣٤٤٥٩٥", R, "", "11223344595"),
    ("personal.snils", "", N, "REQUIRED", None),
    # ИНН (R11, R75, domain 1.2)
    ("personal.inn", "500100732259", R, "", "500100732259"),
    ("personal.inn", "500100732258", W, "INN_CHECK", None),
    ("personal.inn", "7702030351", N, "DIGITS_MORE", None),
    ("personal.inn", "000000000000", W, "DIGITS_ZEROS", None),
    ("personal.inn", "", R, "", None),
    ("clinic.inn", "7728170427", R, "", "7728170427"),
    ("clinic.inn", "7813171100", R, "", "7813171100"),
    ("clinic.inn", "5256048032", R, "", "5256048032"),
    ("clinic.inn", "7702030351", R, "", "7702030351"),
    ("clinic.inn", "5035000265", R, "", "5035000265"),
    ("clinic.inn", "7728170428", W, "INN_CHECK", None),
    ("clinic.inn", "772817042", N, "DIGITS_MORE", None),
    ("clinic.inn", "0000000000", W, "DIGITS_ZEROS", None),
    ("clinic.inn", "77281704-27", W, "DIGITS_SEPARATOR", None),
    ("clinic.inn", "500100732259", W, "DIGITS_MANY", None),
    # ОКПО (R75, domain 1.3)
    ("clinic.okpo", "00242766", R, "", "00242766"),
    ("clinic.okpo", "00040778", R, "", "00040778"),
    ("clinic.okpo", "0164667059", R, "", "0164667059"),
    ("clinic.okpo", "0193366363", R, "", "0193366363"),
    ("clinic.okpo", "60906570", R, "", "60906570"),
    ("clinic.okpo", "00242765", W, "OKPO_CHECK", None),
    ("clinic.okpo", "60906571", W, "OKPO_CHECK", None),
    ("clinic.okpo", "242766", N, "DIGITS_MORE", None),
    ("clinic.okpo", "002427661", N, "DIGITS_MORE", None),
    ("clinic.okpo", "00242abc", W, "DIGITS_ONLY", None),
    ("clinic.okpo", "", R, "", None),
    # the policy (R151, K2, domain 1.5)
    ("policy.number", "7856510844000446", R, "", "7856510844000446"),
    ("policy.number", "7767 9408 6800 0014", R, "", "7767940868000014"),
    ("policy.number", "1657999720001236", R, "", "1657999720001236"),
    ("policy.number", "5498899798000074", R, "", "5498899798000074"),
    ("policy.number", "3472150840000059", R, "", "3472150840000059"),
    ("policy.number", "7856130840000018", W, "ENP_CHECK", None),
    ("policy.number", "1234567898765432", W, "ENP_CHECK", None),
    ("policy.number", "9876543211234567", W, "ENP_CHECK", None),
    ("policy.number", "0000000000000000", W, "DIGITS_ZEROS", None),
    ("policy.number", "12345678", N, "DIGITS_MORE", None),
    ("policy.number", "700012345", R, "", "700012345"),
    ("policy.number", "1234567890", R, "POLICY_OLD", "1234567890"),
    ("policy.number", "12345678901", R, "POLICY_OLD", "12345678901"),
    ("policy.number", "123456789012", R, "POLICY_OLD", "123456789012"),
    ("policy.number", "1234567890123", N, "DIGITS_MORE", None),
    ("policy.number", "785651084400044", N, "DIGITS_MORE", None),
    ("policy.number", "78565108440004460", W, "DIGITS_MANY", None),
    ("policy.number", "7856-5108-4400-044А", W, "DIGITS_ONLY", None),
    # the passport (R60)
    ("personal.passport_series", "4508", R, "", "4508"),
    ("personal.passport_series", "45 08", R, "", "4508"),
    ("personal.passport_series", "450", N, "DIGITS_MORE", None),
    ("personal.passport_series", "45-08", W, "DIGITS_SEPARATOR", None),
    ("personal.passport_number", "000001", R, "", "000001"),
    ("personal.passport_number", "000000", W, "DIGITS_ZEROS", None),
    ("personal.passport_number", "12345", N, "DIGITS_MORE", None),
    ("personal.passport_number", "1234567", W, "DIGITS_MANY", None),
    ("personal.passport_number", "№123456", W, "DIGITS_ONLY", None),
    ("personal.passport_division_code", "770001", R, "", "770001"),
    ("personal.passport_division_code", "770-001", R, "", "770001"),
    ("personal.passport_division_code", "77-0001", W, "DIGITS_SEPARATOR", None),
    ("personal.registration_postcode", "101000", R, "", "101000"),
    ("personal.registration_postcode", "10100", N, "DIGITS_MORE", None),
    # values of results (R106)
    ("documents.results.value", "138", R, "", "138"),
    ("documents.results.value", "6,2", R, "", "6.2"),
    ("documents.results.value", "6.2", R, "", "6.2"),
    ("documents.results.value", "-0,5", R, "", "-0.5"),
    ("documents.results.value", "007", R, "", "7"),
    ("documents.results.value", "6,", N, "NUMBER_MORE", None),
    ("documents.results.value", "-", N, "NUMBER_MORE", None),
    ("documents.results.value", "1,2,3", W, "NUMBER_FORMAT", None),
    ("documents.results.value", "1e5", W, "NUMBER_FORMAT", None),
    ("documents.results.value", "nan", W, "NUMBER_FORMAT", None),
    ("documents.results.value", "²", W, "NUMBER_FORMAT", None),
    ("documents.results.value", "1" * 21, W, "TOO_LONG", None),
    ("documents.results.low", "", R, "", None),
    # МКБ-10 (R185)
    ("visits.icd10", "J06.9", R, "", "J06.9"),
    ("visits.icd10", "j06", R, "", "J06"),
    ("visits.icd10", "J0", N, "ICD10_FORMAT", None),
    ("visits.icd10", "О06", W, "ICD10_LETTER", None),
    ("visits.icd10", "Ж06", W, "ICD10_FORMAT", None),
    ("visits.icd10", "J06.99", W, "ICD10_FORMAT", None),
    ("visits.icd10", "J069", W, "ICD10_FORMAT", None),
    ("visits.icd10", "", R, "", None),
]

DATES: list[Row] = [
    # R57, R67, R31, K25
    ("personal.birth_date", "05.03.1980", R, "", date(1980, 3, 5)),
    ("personal.birth_date", "05031980", R, "", date(1980, 3, 5)),
    ("personal.birth_date", "29.02.2000", R, "", date(2000, 2, 29)),
    ("personal.birth_date", "29.02.1900", W, "DATE_ABSENT", None),
    ("personal.birth_date", "31.02.1980", W, "DATE_ABSENT", None),
    ("personal.birth_date", "31.04.1980", W, "DATE_ABSENT", None),
    ("personal.birth_date", "00.03.1980", W, "DATE_ABSENT", None),
    ("personal.birth_date", "05.13.1980", W, "DATE_ABSENT", None),
    ("personal.birth_date", "1.1.80", W, "DATE_FORMAT", None),
    ("personal.birth_date", "1980-03-05", W, "DATE_FORMAT", None),
    ("personal.birth_date", "05/03/1980", W, "DATE_FORMAT", None),
    ("personal.birth_date", "0503.1980", W, "DATE_FORMAT", None),
    ("personal.birth_date", "05.031980", W, "DATE_FORMAT", None),
    ("personal.birth_date", "05.03.19800", W, "DATE_FORMAT", None),
    ("personal.birth_date", "05.03.80", N, "DATE_MORE", None),
    ("personal.birth_date", "31.12.1899", W, "DATE_OLD", None),
    ("personal.birth_date", "01.01.1900", R, "", date(1900, 1, 1)),
    ("personal.birth_date", "02.03.2008", R, "", date(2008, 3, 2)),
    ("personal.birth_date", "03.03.2008", W, "UNDER_AGE", None),
    ("personal.birth_date", "03.03.2026", W, "DATE_FUTURE", None),
    ("personal.birth_date", "", N, "REQUIRED", None),
    ("personal.passport_issued_on", "02.03.2026", R, "", date(2026, 3, 2)),
    ("personal.passport_issued_on", "03.03.2026", W, "DATE_FUTURE", None),
    ("policy.start", "02.03.2026", R, "", date(2026, 3, 2)),
    ("policy.start", "03.03.2026", W, "DATE_FUTURE", None),
    ("policy.end", "31.12.2030", R, "", date(2030, 12, 31)),
    ("policy.end", "", R, "", None),
    ("vaccinations.date", "02.03.2026", R, "", date(2026, 3, 2)),
    ("vaccinations.date", "03.03.2026", W, "DATE_FUTURE", None),
    ("documents.performed_on", "03.03.2026", W, "DATE_FUTURE", None),
    ("documents.received_on", "03.03.2026", W, "DATE_FUTURE", None),
    ("documents.issued_on", "03.03.2026", W, "DATE_FUTURE", None),
    ("visits.date", "03.03.2026", W, "DATE_FUTURE", None),
    # booking (R144)
    ("booking.slot", "2026-03-03T09:20", R, "", "2026-03-03T09:20"),
    ("booking.slot", "2026-03-02T00:00", R, "", "2026-03-02T00:00"),
    ("booking.slot", "2026-03-01T23:59", W, "SLOT_PAST", None),
    ("booking.slot", "2026-03-03T09:20+03:00", W, "SLOT_FORMAT", None),
    ("booking.slot", "2026-03-03 09:20", R, "", "2026-03-03T09:20"),
    ("booking.slot", "Ближайший", R, "", "ближайший"),
    ("booking.slot", "ближ", N, "SLOT_FORMAT", None),
    ("booking.slot", "2026-03-03", N, "SLOT_FORMAT", None),
    ("booking.slot", "2026-02-30T09:20", W, "SLOT_FORMAT", None),
    ("booking.slot", "завтра", W, "SLOT_FORMAT", None),
    ("booking.slot", "", R, "", None),
]

WORDS: list[Row] = [
    # ФИО (R45, R56, R65, R66, K26, K35)
    ("personal.surname", "Салтыков-Щедрин", R, "", "Салтыков-Щедрин"),
    ("personal.surname", "О’Коннор", R, "", "О’Коннор"),
    ("personal.surname", "Д'Артаньян", R, "", "Д'Артаньян"),
    ("personal.surname", "Ё", R, "", "Ё"),
    ("personal.surname", "  Иванова \n", R, "", "Иванова"),
    ("personal.surname", "Йогансон".replace("Й", "И\u0306"), R, "", "Йогансон"),
    ("personal.surname", "фон Визин", R, "", "фон Визин"),
    ("personal.surname", "иванова", R, "NAME_CASE", "иванова"),
    ("personal.surname", "Иванов И. П.", W, "NAME_INITIALS", None),
    ("personal.surname", "Иванова-", N, "NAME_END", None),
    ("personal.surname", "-Иванова", W, "NAME_SEPARATOR", None),
    ("personal.surname", "Иванова--Петрова", W, "NAME_SEPARATOR", None),
    ("personal.surname", "Иванова2", W, "NAME_LETTER", None),
    ("personal.surname", "Ива\u200bнова", W, "UNPRINTABLE", None),
    ("personal.surname", "Ива\x07нова", W, "UNPRINTABLE", None),
    ("personal.surname", "Ива\ud800нова", W, "UNPRINTABLE", None),
    ("personal.surname", "Я" * 100, R, "", "Я" * 100),
    ("personal.surname", "Я" * 101, W, "TOO_LONG", None),
    ("personal.surname", "", N, "REQUIRED", None),
    ("personal.patronymic", "Ибрагим оглы", R, "", "Ибрагим оглы"),
    ("personal.patronymic", "", N, "REQUIRED_OR_ABSENT", None),
    ("visits.doctor", "Петрова А. С.", R, "NAME_INITIALS_NOTE", "Петрова А. С."),
    ("visits.doctor", "Петрова Анна Сергеевна", R, "", "Петрова Анна Сергеевна"),
    # choices (R58, R93, K33, R155)
    ("personal.sex", "м", R, "", "м"),
    ("personal.sex", "Ж", R, "", "ж"),
    ("personal.sex", "мужской", R, "", "м"),
    ("personal.sex", "х", W, "CHOICE", None),
    ("personal.sex", "v", W, "CHOICE", None),
    ("personal.living_same", "да", R, "", True),
    ("personal.living_same", "false", R, "", False),
    ("personal.living_same", "", N, "REQUIRED", None),
    ("personal.registration_region", "77", R, "", "77"),
    ("personal.registration_region", "Москва", R, "", "77"),
    ("personal.registration_region", "г. Москва", R, "", "77"),
    ("personal.registration_region", "татарст", R, "", "16"),
    ("personal.registration_region", "московская обл", R, "", "50"),
    ("personal.registration_region", "область", N, "REGION_MORE", None),
    ("personal.registration_region", "00", W, "REGION", None),
    ("personal.registration_region", "Атлантида", W, "REGION", None),
    ("documents.kind", "выписка", R, "", "extract"),
    ("documents.kind", "result", R, "", "result"),
    ("documents.kind", "р", N, "CHOICE_MORE", None),
    ("documents.kind", "рец", R, "", "prescription"),
    ("documents.kind", "справка", W, "CHOICE", None),
    ("consent.method", "бумага", R, "", "paper"),
    ("policy.kind", "временный", R, "", "temporary"),
    # contacts (R48, R62, R63, R68, K19, K34)
    ("personal.phone", "+7 916 123-45-67", R, "", "+79161234567"),
    ("personal.phone", "8 (916) 123-45-67", R, "PHONE_CHANGED", "+79161234567"),
    ("personal.phone", "89161234567", R, "PHONE_CHANGED", "+79161234567"),
    ("personal.phone", "9161234567", R, "PHONE_CHANGED", "+79161234567"),
    ("personal.phone", "+375 29 123-45-67", R, "", "+375291234567"),
    ("personal.phone", "916123456", N, "PHONE_MORE", None),
    ("personal.phone", "+7 916 123-45-6", N, "PHONE_MORE", None),
    ("personal.phone", "+7 916 123-45-678", W, "PHONE_LONG", None),
    ("personal.phone", "+7 000 123-45-67", W, "PHONE", None),
    ("personal.phone", "+7 916 123 45 6О", W, "PHONE_CHARACTER", None),
    ("personal.phone", "9+161234567", W, "PHONE_CHARACTER", None),
    ("personal.phone", "", N, "REQUIRED_OR_ABSENT", None),
    ("personal.email", "a@b.ru", R, "", "a@b.ru"),
    ("personal.email", "почта@пример.рф", R, "", "почта@пример.рф"),
    ("personal.email", "a@b", N, "EMAIL_ZONE", None),
    ("personal.email", "a", N, "EMAIL_AT", None),
    ("personal.email", "@b.ru", W, "EMAIL", None),
    ("personal.email", "a b@c.ru", W, "EMAIL", None),
    ("personal.email", "a@b@c.ru", W, "EMAIL", None),
    ("personal.email", "ivаnova@example.ru", W, "EMAIL_LETTER", None),
    ("personal.email", "ivanova@exаmple.ru", W, "EMAIL_LETTER", None),
    ("personal.email", "a" * 65 + "@b.ru", W, "EMAIL", None),
    # texts (R66, R75, R104, R130)
    ("personal.passport_issued_by", "ОВД района Тверской г. Москвы", R, "", "ОВД района Тверской г. Москвы"),
    ("personal.registration_settlement", "г. Mосква", W, "LOOKALIKE", None),
    ("personal.registration_house", "12/3, корп. 1", R, "", "12/3, корп. 1"),
    ("personal.registration_house", "12#3", W, "CHARACTER", None),
    ("clinic.name", "ГБУЗ «Поликлиника № 5»", R, "", "ГБУЗ «Поликлиника № 5»"),
    ("clinic.name", "ГБУ3 Медсaнчасть", W, "MIXED", None),
    ("clinic.name", "ГП", N, "TEXT_SHORT", None),
    ("clinic.name", "«»—", N, "TEXT_EMPTY", None),
    ("documents.study", "D-димер", R, "", "D-димер"),
    ("documents.results.indicator", "HbA1c, %", R, "", "HbA1c, %"),
    ("documents.results.unit", "10⁹/л", R, "", "10⁹/л"),
    ("vaccinations.vaccine", "М-М-Р II", R, "", "М-М-Р II"),
    ("vaccinations.batch", "", R, "", None),
    ("vaccinations.comment", "", R, "", None),
    ("documents.comment", "Реакции\u0007нет", W, "UNPRINTABLE", None),
    ("documents.file", "Моя выписка (1).pdf", R, "", "Моя выписка (1).pdf"),
    ("documents.file", "a\0.pdf", W, "FILE_NAME", None),
    ("documents.file", "", N, "REQUIRED", None),
]

SECRETS: list[Row] = [
    # R18, K18
    ("account.login", "ivanova", R, "", "ivanova"),
    ("account.login", "a.b_c-d@e.ru+1", R, "", "a.b_c-d@e.ru+1"),
    ("account.login", "iv", N, "LOGIN_SHORT", None),
    ("account.login", "иванова", W, "LOGIN_CHARACTER", None),
    ("account.login", "ivan ova", W, "LOGIN_CHARACTER", None),
    # R28–R30, K32
    ("account.password", "Река-7-мост!", R, "", "Река-7-мост!"),
    ("account.password", "Ab1!xyzq", R, "", "Ab1!xyzq"),
    ("account.password", "Ab1!xyz", N, "PASSWORD_SHORT", None),
    ("account.password", "река-7-мост!", N, "PASSWORD_CLASSES", None),
    ("account.password", "РЕКА-7-МОСТ!", N, "PASSWORD_CLASSES", None),
    ("account.password", "Река-семь!", N, "PASSWORD_CLASSES", None),
    ("account.password", "Река7мост9", N, "PASSWORD_CLASSES", None),
    ("account.password", "Йцукен1!", W, "PASSWORD_SEQUENCE", None),
    ("account.password", "Abcd1234!", W, "PASSWORD_SEQUENCE", None),
    ("account.password", "Zx-9876-yK", W, "PASSWORD_SEQUENCE", None),
    ("account.password", "Ккkk-аааа-1", W, "PASSWORD_SEQUENCE", None),
    ("account.password", "Мост-05.03.1980", W, "PASSWORD_DATE", None),
    ("account.password", "Мост-05031980", W, "PASSWORD_DATE", None),
    ("account.password", "Мост-1980-03-05", W, "PASSWORD_DATE", None),
    ("account.password", "Река-7-мост!\x07", W, "PASSWORD_CHARACTER", None),
    ("account.password", "Рм-7" * 33, W, "TOO_LONG", None),
    ("account.password", "", N, "REQUIRED", None),
]


@pytest.mark.parametrize(("path", "raw", "word", "code", "value"), NUMBERS + DATES + WORDS + SECRETS)
def test_reading(path: str, raw: str, word: str, code: str, value: object) -> None:
    """Verdict, code and value of each text."""
    reading = read(path, raw)
    assert verdict(reading) == (word, code)
    assert not isinstance(reading, Right) or reading.value == value


@pytest.mark.parametrize(
    ("born", "today", "word"),
    [
        ("15.06.2008", date(2026, 6, 14), W),
        ("15.06.2008", date(2026, 6, 15), R),
        ("29.02.2008", date(2026, 2, 28), W),
        ("29.02.2008", date(2026, 3, 1), R),
        ("01.01.2008", date(2025, 12, 31), W),
        ("01.01.2008", date(2026, 1, 1), R),
    ],
)
def test_both_sides_of_the_18th_birthday(born: str, today: date, word: str) -> None:
    """17 years 364 days is refused, 18 years accepted (R31, K25)."""
    assert verdict(read("personal.birth_date", born, today))[0] == word


@pytest.mark.parametrize(("path", "raw"), [("visits.doctor", ""), ("personal.surname", "И.")])
def test_no_sentence_ends_twice(path: str, raw: str) -> None:
    """The example «Петрова А. С.» brings its own full stop."""
    (found,) = problems_of(read(path, raw))
    assert found.text.endswith(".") and ".." not in found.text


def test_a_booking_of_the_past_stays_readable_in_the_store() -> None:
    """Its day was right when it was taken."""
    assert locate("booking.slot").field.accept("2020-01-01T09:20") == "2020-01-01T09:20"


def test_shown_forms() -> None:
    """As printed on the papers."""
    shown = [
        read(path, raw)
        for path, raw in (
            ("personal.snils", "11223344595"),
            ("policy.number", "7767940868000014"),
            ("personal.passport_series", "4508"),
            ("personal.passport_division_code", "770001"),
            ("personal.birth_date", "05031980"),
            ("personal.phone", "89161234567"),
            ("documents.results.value", "6.2"),
        )
    ]
    assert [one.shown for one in shown if isinstance(one, Right)] == [
        "112-233-445 95",
        "7767 9408 6800 0014",
        "45 08",
        "770-001",
        "05.03.1980",
        "+7 916 123-45-67",
        "6,2",
    ]


def test_tomorrow_becomes_right_with_the_clock() -> None:
    """The day comes from outside, never from the machine (R67)."""
    tomorrow = TODAY.replace(day=3)
    assert verdict(read("vaccinations.date", "03.03.2026", TODAY))[0] == W
    assert verdict(read("vaccinations.date", "03.03.2026", tomorrow))[0] == R
