"""Who may do what: every role, every right, every fact, written out by hand (R1, R7, R78, R112)."""

from collections.abc import Iterator
from itertools import product

import pytest

from emk_tui.card.problems import Problem
from emk_tui.ports import Role
from emk_tui.services.rights import ROLES, TABLE, Facts, Need, Right, need_of, why_not

COLUMNS = (Role.CITIZEN, Role.REGISTRAR, Role.SPECIALIST, Role.DOCTOR, Role.ADMINISTRATOR)
MATRIX = {
    # owner, registrar, specialist, doctor, administrator:
    # + always, c once the account is confirmed, a with access to the card, - never
    Right.DRAFT:    "+----",
    Right.CREATE:   "c----",
    Right.UPLOAD:   "c----",
    Right.CONSENT:  "c----",
    Right.WITHDRAW: "+----",
    Right.BOOK:     "c----",
    Right.ACCESS:   "c----",
    Right.INSURER:  "c----",
    Right.READ:     "+a-a-",
    Right.HEALTH:   "+--a-",
    Right.CHECK:    "--a--",
    Right.IDENTIFY: "-+---",
    Right.RESTORE:  "-+---",
    Right.NOTICES:  "+----",
    Right.JOURNAL:  "+---+",
    Right.EXPORT:   "+----",
    Right.BACKUP:   "+---+",
    Right.ACCOUNT:  "+----",
    Right.ERASE:    "+----",
    Right.STAFF:    "----+",
}  # fmt: skip


def expected(sign: str, facts: Facts) -> str:
    """The code that this sign of the matrix means with these facts; empty: allowed."""
    match sign:
        case "+":
            return ""
        case "c":
            return "" if facts.confirmed else "ACCOUNT_NOT_CONFIRMED"
        case "a":
            return "" if facts.access else "NO_ACCESS"
    return "NOT_ALLOWED"


def cells() -> Iterator[tuple[Role, Right, Facts, str]]:
    """Every cell with every fact."""
    for right, signs in MATRIX.items():
        for role, sign in zip(COLUMNS, signs, strict=True):
            for confirmed, access in product((False, True), repeat=2):
                facts = Facts(confirmed, access)
                yield role, right, facts, expected(sign, facts)


def test_every_cell_of_the_matrix() -> None:
    """R7: 5 roles × 20 rights × 4 facts, each refused with its own code or allowed."""
    wrong = [
        (role, right.name, facts)
        for role, right, facts, code in cells()
        if code_of(why_not(role, right, facts)) != code
    ]
    assert wrong == []
    assert len(list(cells())) == 400


def code_of(found: Problem | None) -> str:
    """Its code, empty where nothing stands against it."""
    return found.code if found else ""


def test_the_matrix_knows_every_role_and_right() -> None:
    """Whoever adds one decides here who has it."""
    assert set(MATRIX) == set(Right)
    assert set(COLUMNS) == set(Role) == set(TABLE) == set(ROLES)


@pytest.mark.parametrize(
    "right", [Right.CREATE, Right.UPLOAD, Right.ACCESS], ids=["create", "upload", "access"]
)
def test_three_rights_come_with_the_confirmation(right: Right) -> None:
    """R7: create a card, upload results, manage access: off before, on after."""
    assert code_of(why_not(Role.CITIZEN, right, Facts(confirmed=False))) == "ACCOUNT_NOT_CONFIRMED"
    assert why_not(Role.CITIZEN, right, Facts(confirmed=True)) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CITIZEN])
def test_a_refusal_names_role_and_right(role: Role) -> None:
    """In words of the person who reads it."""
    found = why_not(role, Right.ERASE, Facts(True, True))
    assert found is not None
    assert ROLES[role] in found.text and "удаление учётной записи с данными" in found.text


def test_an_unknown_role_has_no_right() -> None:
    """Nothing is guessed: an account of a future version may do nothing here."""
    with pytest.raises(ValueError):
        need_of("director", Right.READ)


def test_no_role_needs_what_is_not_looked_up() -> None:
    """Needs are the three that a presence knows how to judge."""
    assert {need for rights in TABLE.values() for need in rights.values()} == set(Need)
