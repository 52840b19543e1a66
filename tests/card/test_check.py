"""The whole-card check: rules across fields, conditions, lists, the build."""

from datetime import date, timedelta

import pytest

from emk_tui.card.check import asked, build, check, check_section, errors
from emk_tui.card.draft import Draft
from emk_tui.card.sections import SECTIONS
from tests.card.fields import TODAY

PERSON = {
    "surname": "Иванова",
    "given_name": "Мария",
    "patronymic": "Петровна",
    "birth_date": "14.05.1985",
    "sex": "ж",
    "snils": "112-233-445 95",
    "passport_series": "4509",
    "passport_number": "123456",
    "passport_issued_on": "20.06.2009",
    "passport_issued_by": "ОВД района Тверской",
    "registration_region": "77",
    "registration_settlement": "г. Москва",
    "registration_house": "12",
    "living_same": "да",
    "phone": "+7 916 123-45-67",
    "email": "ivanova@example.ru",
}
POLICY = {
    "number": "7754410885000178",
    "start": "01.04.2015",
    "insurer": "АО «МАКС-М»",
    "region": "77",
}


def draft(**sections: dict[str, str]) -> Draft:
    """A draft of these sections over a right person."""
    made = Draft()
    for key, rows in {"personal": {}, **sections}.items():
        base = PERSON if key == "personal" else POLICY if key == "policy" else {}
        for name, raw in {**base, **rows}.items():
            made.put(f"{key}.{name}", raw)
    return made


def found(key: str, made: Draft, today: date = TODAY) -> list[tuple[str, str, str]]:
    """(path below the section, code, level) of the problems of a section."""
    return [
        (one.path.removeprefix(key + "."), one.code, one.level)
        for one in check_section(SECTIONS[key], made, today)
    ]


def test_a_right_person_has_no_problem() -> None:
    """Neither error nor warning."""
    assert found("personal", draft()) == []
    assert found("policy", draft(policy={})) == []


@pytest.mark.parametrize("name", PERSON)
def test_each_missing_field_is_told_at_its_place(name: str) -> None:
    """R46, R48, R60: each one separately."""
    paths = [path for path, code, _level in found("personal", draft(personal={name: ""}))]
    assert paths == [name]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # no patronymic, no phone, no e-mail by their ticks (R45, K33, R192)
        ({"patronymic": "", "no_patronymic": "да"}, []),
        ({"patronymic": "", "no_patronymic": "нет"}, [("patronymic", "REQUIRED_OR_ABSENT", "error")]),
        ({"no_patronymic": "да"}, [("patronymic", "BOTH_GIVEN", "error")]),
        ({"phone": "", "no_phone": "да"}, []),
        (
            {"phone": "", "no_phone": "да", "email": "", "no_email": "да"},
            [("phone", "NO_CONTACT", "warning")],
        ),
        # sex and patronymic are only compared (R58)
        ({"sex": "м"}, [("sex", "SEX_PATRONYMIC", "warning")]),
        ({"sex": "м", "patronymic": "Ибрагим оглы"}, []),
        ({"sex": "ж", "patronymic": "Ибрагим оглы"}, [("sex", "SEX_PATRONYMIC", "warning")]),
        # the 14th birthday (R67, K36)
        (
            {"birth_date": "20.06.1995", "passport_issued_on": "20.06.2009"},
            EXPIRED := [("passport_issued_on", "PASSPORT_EXPIRED", "warning")],
        ),
        (
            {"birth_date": "21.06.1995", "passport_issued_on": "20.06.2009"},
            [("passport_issued_on", "PASSPORT_EARLY", "error"), *EXPIRED],
        ),
        (
            {"birth_date": "14.05.1970", "passport_issued_on": "30.09.1997", "passport_series": "4597"},
            [("passport_issued_on", "PASSPORT_BEFORE_1997", "error"), *EXPIRED],
        ),
        (
            {"birth_date": "14.05.1985", "passport_issued_on": "01.10.1999", "passport_series": "4598"},
            EXPIRED,
        ),
        # the series is printed not after the issue (R60)
        ({"passport_series": "4510"}, [("passport_series", "PASSPORT_SERIES_YEAR", "warning")]),
        # the living address (R83, K22)
        (
            {"living_same": "нет"},
            [
                ("living_region", "REQUIRED", "error"),
                ("living_settlement", "REQUIRED", "error"),
                ("living_house", "REQUIRED", "error"),
            ],
        ),
        # given but not asked: told, whatever it is
        (
            {"living_same": "да", "living_house": " ", "living_flat": "5", "living_region": "00"},
            [("living_region", "NOT_USED", "warning"), ("living_flat", "NOT_USED", "warning")],
        ),
        (
            {"living_same": "может", "living_region": "00"},
            [("living_same", "CHOICE", "error"), ("living_region", "REGION", "error")],
        ),
    ],
)
def test_personal_rules(rows: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    """Conditions, companions and rules of step 1."""
    assert found("personal", draft(personal=rows)) == expected


@pytest.mark.parametrize("years", [20, 45])
@pytest.mark.parametrize(("days", "over"), [(90, False), (91, True)])
def test_passport_is_good_for_90_days_after_the_birthday(years: int, days: int, over: bool) -> None:
    """Both sides of the last day (K36)."""
    born = date(1980, 3, 5)
    today = date(1980 + years, 3, 5) + timedelta(days=days)
    issued = date(1980 + years, 3, 4)
    rows = {"birth_date": "05.03.1980", "passport_issued_on": issued.strftime("%d.%m.%Y")}
    codes = {code for _path, code, _level in found("personal", draft(personal=rows), today)}
    assert ("PASSPORT_EXPIRED" in codes) is over
    assert born < issued < today


def test_passport_of_the_birthday_itself_stays_good() -> None:
    """Issued on the 45th birthday: no later exchange."""
    rows = {"birth_date": "05.03.1980", "passport_issued_on": "05.03.2025", "passport_series": "4524"}
    assert found("personal", draft(personal=rows)) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # kinds by length, series of the old form only (R82, R151, K2)
        ({"number": "12345678901"}, [("number", "POLICY_OLD", "warning")]),
        (
            {"number": "12345678901", "series": "46\\"},
            [("number", "POLICY_OLD", "warning"), ("series", "CHARACTER", "error")],
        ),
        ({"series": "46\\"}, [("series", "NOT_USED", "warning")]),
        ({"series": "46-77"}, [("series", "NOT_USED", "warning")]),
        ({"kind": "старый"}, [("kind", "POLICY_KIND", "error")]),
        ({"number": "700012345"}, [("end", "POLICY_TEMPORARY_END", "error")]),
        ({"number": "700012345", "end": "02.03.2026"}, []),
        ({"number": "700012345", "kind": "старый"}, []),
        # dates (R152, R153)
        ({"end": "02.03.2026"}, []),
        ({"end": "01.03.2026"}, [("end", "POLICY_OVER", "error")]),
        ({"end": "31.03.2015"}, [("end", "POLICY_END", "error")]),
        ({"end": "01.04.2015"}, [("end", "POLICY_OVER", "error")]),
        # the person in the number is only compared
        ({"number": "7856510844000446"}, [("number", "POLICY_PERSON", "warning")]),
    ],
)
def test_policy_rules(rows: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    """Kind, series, dates and the digits of the person."""
    assert found("policy", draft(policy=rows)) == expected


def listed(key: str, *records: dict[str, str]) -> Draft:
    """A draft with a list of records over a right person."""
    made = draft()
    for number, rows in enumerate(records, 1):
        for name, raw in rows.items():
            made.put(f"{key}.{number}.{name}", raw)
    return made


RESULT = {
    "file": "a.pdf",
    "kind": "result",
    "study": "Анализ",
    "performed_on": "10.02.2026",
    "received_on": "11.02.2026",
}
OF_RESULT = ("study", "performed_on", "received_on")
SHOT = {"vaccine": "Совигрипп", "date": "10.10.2025"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, []),
        ({"received_on": "10.02.2026"}, []),
        ({"received_on": "09.02.2026"}, [("1.received_on", "RESULT_ORDER", "error")]),
        ({"performed_on": "13.05.1985"}, [("1.performed_on", "BEFORE_BIRTH", "error")]),
        ({"performed_on": "14.05.1985"}, []),
        ({"issued_on": "мимо"}, [("1.issued_on", "NOT_USED", "warning")]),
        (
            {"kind": "extract"},
            [
                ("1.issued_on", "REQUIRED", "error"),
                ("1.source", "REQUIRED", "error"),
                *(UNUSED := [(f"1.{name}", "NOT_USED", "warning") for name in OF_RESULT]),
            ],
        ),
        ({"kind": "passport"}, UNUSED),
        (
            {"kind": "passport", "results.1.value": "1", "results.2.low": "-", "results.3.unit": ""},
            [
                *UNUSED,
                ("1.results.1.value", "NOT_USED", "warning"),
                ("1.results.2.low", "NOT_USED", "warning"),
            ],
        ),
        ({"kind": "что", "results.1.value": "1"}, [("1.kind", "CHOICE", "error")]),
        ({"results.1.indicator": "Гемоглобин", "results.1.value": "138"}, []),
        ({"results.1.indicator": "Гемоглобин"}, [("1.results.1.value", "REQUIRED", "error")]),
        (
            {
                "results.1.indicator": "А",
                "results.1.value": "1",
                "results.1.low": "2",
                "results.1.high": "1,5",
            },
            [("1.results.1.low", "RANGE_ORDER", "error")],
        ),
        (
            {"results.1.indicator": "А", "results.1.value": "2", "results.1.low": "2", "results.1.high": "2"},
            [],
        ),
        (
            {"results.1.indicator": "А", "results.1.value": "1,9", "results.1.low": "2"},
            [("1.results.1.value", "BELOW_NORM", "warning")],
        ),
        (
            {"results.1.indicator": "А", "results.1.value": "2,1", "results.1.high": "2"},
            [("1.results.1.value", "ABOVE_NORM", "warning")],
        ),
        ({"kind": "passport", "results.1.indicator": ""}, UNUSED),
    ],
)
def test_document_rules(rows: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    """Conditions by kind, the order of dates, ranges within results (R105, R106, R123)."""
    assert found("documents", listed("documents", {**RESULT, **rows})) == expected


def test_vaccinations() -> None:
    """Not before birth, the same twice is a warning, ё counts as е (R131, R134)."""
    twice = listed("vaccinations", SHOT, {**SHOT, "vaccine": "СОВИГРИПП"})
    assert found("vaccinations", twice) == [("2.date", "VACCINE_TWICE", "warning")]
    other_day = listed("vaccinations", SHOT, {**SHOT, "date": "11.10.2025"})
    assert found("vaccinations", other_day) == []
    early = listed("vaccinations", {**SHOT, "date": "13.05.1985"})
    assert found("vaccinations", early) == [("1.date", "BEFORE_BIRTH", "error")]
    assert found("vaccinations", listed("vaccinations", {**SHOT, "date": "14.05.1985"})) == []


@pytest.mark.parametrize(
    ("key", "name", "row"),
    [
        ("documents", "performed_on", "R105"),
        ("documents", "issued_on", "R123"),
        ("vaccinations", "date", "R131"),
        ("visits", "date", "R182"),
    ],
)
def test_a_rule_without_a_row_has_that_of_its_field(key: str, name: str, row: str) -> None:
    """Before birth: each section says so by its own requirement."""
    kind = "extract" if name == "issued_on" else "result"
    made = listed(key, {"kind": kind, name: "13.05.1985"} if key == "documents" else {name: "13.05.1985"})
    rows = [one.row for one in check_section(SECTIONS[key], made, TODAY) if one.code == "BEFORE_BIRTH"]
    assert rows == [row]


def test_too_many_records() -> None:
    """The limit of a list is told at the list."""
    full = listed(
        "vaccinations", *({**SHOT, "date": f"{1 + day % 28:02}.01.20{day:02}"} for day in range(26))
    )
    assert found("vaccinations", full) == []
    many = listed("vaccinations", *({**SHOT, "vaccine": f"Вакцина {count}"} for count in range(51)))
    assert ("vaccinations", "TOO_MANY_RECORDS", "error") in found("vaccinations", many)


def test_records_are_in_the_order_of_their_numbers() -> None:
    """10 comes after 9."""
    made = listed("vaccinations", *({"vaccine": f"Вакцина {n}", "date": ""} for n in range(1, 12)))
    paths = [path for path, _code, _level in found("vaccinations", made)]
    assert paths == [f"{number}.date" for number in range(1, 12)]


def test_check_leaves_out_what_is_no_step() -> None:
    """Account, terms and visits count only where something of them is given."""
    keys = {one.path.partition(".")[0] for one in check(Draft(), TODAY)}
    assert keys == {"personal", "clinic", "policy", "consent"}
    made = Draft()
    made.put("terms.accepted", "нет")
    assert "terms" in {one.path.partition(".")[0] for one in errors(check(made, TODAY))}


@pytest.mark.parametrize(
    ("key", "rows", "expected"),
    [
        (
            "account",
            {"login": "Most", "password": "Река-7-mOSt!", "no_phone": "да", "no_email": "да"},
            [("password", "PASSWORD_LOGIN", "error")],
        ),
        ("account", {"login": "reka", "password": "Река-7-мост!", "no_phone": "да", "no_email": "да"}, []),
        ("terms", {"accepted": "нет"}, [("accepted", "TERMS_REFUSED_IN_FILE", "error")]),
        ("terms", {"accepted": "да"}, []),
        ("consent", {"accepted": "нет"}, [("accepted", "CONSENT_REFUSED_IN_FILE", "error")]),
        ("consent", {"accepted": "да", "method": "бумага"}, [("method", "PAPER_METHOD", "error")]),
        ("consent", {"accepted": "да", "method": "код", "statistics": ""}, []),
        ("clinic", {"name": "Поликлиника", "inn": "7702030351"}, []),
        ("clinic", {"inn": "7702030352"}, [("name", "REQUIRED", "error"), ("inn", "INN_CHECK", "error")]),
        ("booking", {}, []),
        ("booking", {"slot": "2026-03-01T09:20"}, [("slot", "SLOT_PAST", "error")]),
    ],
)
def test_other_sections(key: str, rows: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    """Account, terms, consent, clinic, booking (R30, R75, R103)."""
    made = Draft()
    for name, raw in rows.items():
        made.put(f"{key}.{name}", raw)
    assert found(key, made) == expected


def test_build_gives_normal_forms() -> None:
    """Digits, dates, codes; lists within records; what is not asked is None."""
    made = listed("documents", {**RESULT, "results.1.indicator": "А", "results.1.value": "6,2"})
    card = build(made, TODAY, ("personal", "documents"))
    person, documents = card["personal"], card["documents"]
    assert isinstance(person, dict) and isinstance(documents, list)
    assert (person["snils"], person["birth_date"], person["registration_region"]) == (
        "11223344595",
        date(1985, 5, 14),
        "77",
    )
    assert person["living_region"] is None
    assert documents[0]["results"] == [
        {"indicator": "А", "value": "6.2", "unit": None, "low": None, "high": None}
    ]


def test_faces_ask_only_what_applies() -> None:
    """No companion ticks, no derived kind, the series after an old number (R82)."""
    personal = asked(SECTIONS["personal"], draft(), "personal", TODAY)
    assert not {"no_phone", "no_patronymic", "living_region"} & set(personal)
    assert "living_region" in asked(
        SECTIONS["personal"], draft(personal={"living_same": "нет"}), "personal", TODAY
    )
    new = asked(SECTIONS["policy"], draft(policy={}), "policy", TODAY)
    old = asked(SECTIONS["policy"], draft(policy={"number": "12345678901"}), "policy", TODAY)
    assert set(old) - set(new) == {"series"} and "kind" not in new
