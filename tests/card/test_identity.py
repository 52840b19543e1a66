"""What identifies the owner: both papers, a passport in force, surnames that differ (R4, R9, R13, K36)."""

from datetime import date, timedelta

import pytest

from emk_tui.card.check import asked, check_section
from emk_tui.card.draft import Draft
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.identity import IDENTITY, PROOFS, SLOTS
from tests.card.fields import TODAY

OWNER = {
    "surname": "Иванова", "birth_date": "14.05.1985", "passport_issued_on": "20.06.2009",
    "passport_file": "passport.pdf", "snils_surname": "Иванова", "snils_file": "snils.jpg",
    "surname_changed": "нет",
}  # fmt: skip
CHANGED = {"surname_changed": "да", "change_kind": "свидетельство о браке", "change_file": "brak.pdf"}


def draft(rows: dict[str, str]) -> Draft:
    """The answers of a right owner, some of them otherwise."""
    made = Draft()
    for name, raw in {**OWNER, **rows}.items():
        made.put(f"identity.{name}", raw)
    return made


def found(rows: dict[str, str] | None = None, today: date = TODAY) -> list[tuple[str, str]]:
    """Field and code of what stands against it; all of them are errors."""
    problems = check_section(SECTIONS["identity"], draft(rows or {}), today)
    assert all(one.level == "error" for one in problems)
    return [(one.path.removeprefix("identity."), one.code) for one in problems]


def test_a_right_owner_has_no_problem() -> None:
    """With a changed surname as well."""
    assert found() == []
    assert found({"surname": "Петрова", **CHANGED}) == []


@pytest.mark.parametrize("name", OWNER)
def test_each_missing_answer_is_told_at_its_place(name: str) -> None:
    """R4, R9: neither paper may be missing, nor anything that is read from it."""
    assert found({name: ""}) == [(name, "REQUIRED")]


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_surname_needs_its_document(name: str) -> None:
    """R13: its kind and its scan, both."""
    rows = {**CHANGED, name: ""}
    code = [("surname_changed", "REQUIRED")] if name == "surname_changed" else [(name, "REQUIRED")]
    assert found(rows) == code


@pytest.mark.parametrize(
    ("passport", "snils", "same"),
    [
        ("Иванова", "Иванова", True),
        ("ИВАНОВА", "Иванова", True),
        ("Соловьёва", "Соловьева", True),
        ("Салтыков-Щедрин", "Салтыков-Щедрин", True),
        ("Иванова", "Петрова", False),
        ("Иванов", "Иванова", False),
        ("Салтыкова", "Салтыкова-Щедрина", False),
    ],
)
def test_surnames_are_compared_as_people_write_them(passport: str, snils: str, same: bool) -> None:
    """R13: any case, ё like е; nothing else is the same. The tick answers it."""
    rows = {"surname": passport, "snils_surname": snils}
    told = [] if same else [("surname_changed", "SURNAMES_DIFFER")]
    assert found(rows) == told
    assert found({**rows, **CHANGED}) == []


def test_the_document_is_asked_only_where_it_is_needed() -> None:
    """R13: two kinds of it, and not before the tick."""
    plain, changed = (asked(IDENTITY, draft(rows), "identity", TODAY) for rows in ({}, CHANGED))
    assert set(changed) - set(plain) == {"change_kind", "change_file"}
    assert [str(words) for _key, words, _aliases in PROOFS] == ["свидетельство о браке", "решение суда"]
    assert found({"surname": "Петрова", **CHANGED, "change_kind": "решение суда"}) == []
    assert found({"surname": "Петрова", **CHANGED, "change_kind": "справка"}) == [("change_kind", "CHOICE")]


BORN = date(1985, 5, 14)
TURNS = [date(2005, 5, 14), date(2030, 5, 14)]
"""The 20th and the 45th birthday."""


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(
    ("issued", "passed", "valid"),
    [
        # issued before the birthday: good through its ninetieth day, not on the next
        (-1, 0, True), (-1, 89, True), (-1, 90, True), (-1, 91, False), (-1, 1000, False),
        # issued on the birthday or later
        (0, 91, True), (1, 91, True), (0, 1000, True),
    ],
)  # fmt: skip
def test_a_passport_is_replaced_at_20_and_45(turn: date, issued: int, passed: int, valid: bool) -> None:
    """K36: ninety days of grace, both sides of the day; here it is an error, in the wizard a warning."""
    day = turn + timedelta(days=issued)
    today = turn + timedelta(days=passed)
    told = found({"birth_date": f"{BORN:%d.%m.%Y}", "passport_issued_on": f"{day:%d.%m.%Y}"}, today)
    assert told == ([] if valid else [("passport_issued_on", "PASSPORT_NOT_VALID")])


def test_a_passport_of_20_is_not_for_ever() -> None:
    """Issued at 20, it ends at 45 all the same."""
    rows = {"birth_date": "14.05.1985", "passport_issued_on": "20.06.2005"}
    assert found(rows, date(2030, 8, 12)) == []
    assert found(rows, date(2030, 8, 13)) == [("passport_issued_on", "PASSPORT_NOT_VALID")]


@pytest.mark.parametrize(
    ("born", "issued", "code"),
    [
        ("14.05.1985", "13.05.1999", "PASSPORT_EARLY"),
        ("14.05.1980", "30.09.1997", "PASSPORT_BEFORE_1997"),
    ],
)
def test_a_passport_that_cannot_be(born: str, issued: str, code: str) -> None:
    """K36: before the 14th birthday, or before there were such passports; told before anything else of it."""
    assert ("passport_issued_on", code) in found({"birth_date": born, "passport_issued_on": issued})


@pytest.mark.parametrize(("born", "code"), [("03.03.2008", "UNDER_AGE"), ("02.03.2008", "")])
def test_eighteen_full_years(born: str, code: str) -> None:
    """R31: both sides of the day."""
    today = date(2026, 3, 2)
    told = found({"birth_date": born, "passport_issued_on": "10.02.2026"}, today)
    assert told == ([("birth_date", code)] if code else [])


@pytest.mark.parametrize("name", ["birth_date", "passport_issued_on"])
def test_no_day_of_the_future(name: str) -> None:
    """R67: tomorrow is refused."""
    tomorrow = TODAY + timedelta(days=1)
    assert (name, "DATE_FUTURE") in found({name: f"{tomorrow:%d.%m.%Y}"})


def test_two_papers_two_files() -> None:
    """R15: by their names here, by their content where they are taken."""
    assert found({"snils_file": "passport.pdf"}) == [("snils_file", "FILE_TWICE")]


@pytest.mark.parametrize(("name", "typed"), [("surname", "Иванoва"), ("snils_surname", "Ivanova")])
def test_russian_letters_only(name: str, typed: str) -> None:
    """R65: a Latin letter among them is told with its place."""
    told = found({name: typed, **CHANGED})
    assert told[0][0] == name and told[0][1] in ("LOOKALIKE", "LATIN", "LAYOUT")


def test_each_slot_has_its_kind_of_document() -> None:
    """And each slot is a field of the section."""
    assert SLOTS == {"passport_file": "passport", "snils_file": "snils", "change_file": "surname_change"}
    assert set(SLOTS) <= set(IDENTITY.fields)
    assert all(IDENTITY.fields[name].kind == "file" for name in SLOTS)


def test_it_is_no_health_data_and_no_step() -> None:
    """K4: what identifies may be kept before the consent."""
    assert not IDENTITY.health
    assert IDENTITY.optional
