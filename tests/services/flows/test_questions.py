"""Questions of no section: the PIN and sentences, as tables and for any text (R19, R30, R102)."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.card.fields import Field, NotYet, Right, Wrong
from emk_tui.services.flows.questions import (
    BACKUP,
    ERASE_WORD,
    FIND,
    GATEWAY,
    GRANTEE,
    INSURER,
    PASSWORD,
    PASSWORD_AGAIN,
    PIN,
    PIN_HERE,
    PIN_REPEAT,
    REASON,
    RECOVERY,
    REFUSAL,
    REPEAT,
    SINCE,
    UNTIL,
    ask_field,
    group_field,
)
from tests.services.worlds import hold

TODAY = date(2026, 3, 2)
SECRET = (PASSWORD, REPEAT, RECOVERY, BACKUP, PIN, PIN_HERE, PIN_REPEAT, PASSWORD_AGAIN, *GATEWAY.values())


def told(field: Field, raw: str) -> str:
    """Empty where it is taken, else the code."""
    reading = field.read(raw, TODAY)
    return "" if isinstance(reading, Right) else reading.problem.code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4071", ""), ("480915", ""), ("480915480915", ""), (" 4071 ", ""), ("1224", ""), ("1357", ""),
        ("9870", ""), ("0909", ""),
        ("", "REQUIRED"), ("407", "PIN_FORMAT"), ("4", "PIN_FORMAT"), ("40 71", "PIN_FORMAT"),
        ("4O71", "PIN_FORMAT"), ("407a", "PIN_FORMAT"), ("-407", "PIN_FORMAT"), ("4071.", "PIN_FORMAT"),
        ("0000", "PIN_SIMPLE"), ("77777777", "PIN_SIMPLE"), ("1234", "PIN_SIMPLE"),
        ("0123456789", "PIN_SIMPLE"), ("9876", "PIN_SIMPLE"), ("4321", "PIN_SIMPLE"),
        ("4809154809151", "TOO_LONG"),
    ],
)  # fmt: skip
def test_what_is_a_pin(typed: str, code: str) -> None:
    """R19, R30: 4 to 12 digits, no row of one digit or of neighbours."""
    assert told(PIN, typed) == code


@pytest.mark.parametrize("prefix", ["4", "40", "407"])
def test_a_pin_that_is_being_typed_is_no_mistake(prefix: str) -> None:
    """K31."""
    assert isinstance(PIN.read(prefix, TODAY), NotYet)


@given(st.text())
def test_any_text_is_answered(typed: str) -> None:
    """What is taken are 4 to 12 ASCII digits, not all the same, and nothing of them is shown."""
    reading = PIN.read(typed, TODAY)
    if isinstance(reading, Right):
        value = str(reading.value)
        assert value.isascii() and value.isdigit() and 4 <= len(value) <= 12
        assert len(set(value)) > 1
        assert reading.shown == "••••"
    else:
        assert reading.problem.text


@given(st.from_regex(r"[0-9]{4,12}", fullmatch=True))
def test_any_digits_are_a_pin_or_too_simple(digits: str) -> None:
    """R30: exactly rows of one digit and of neighbours are refused, whatever stands around them."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    simple = steps in ({0}, {1}, {-1})
    reading = PIN.read(f" {digits}\n", TODAY)
    assert isinstance(reading, Wrong if simple else Right)
    if isinstance(reading, Right):
        assert reading.value == digits


@given(st.from_regex(r"[0-9]{13,40}", fullmatch=True))
def test_too_many_digits_are_no_pin(digits: str) -> None:
    """Not cut: refused."""
    assert told(PIN, digits) == "TOO_LONG"


@pytest.mark.parametrize("field", [REASON, REFUSAL])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("снимок нечёткий", ""), ("да", ""), ("123 да", ""),
        ("", "REQUIRED"), ("   ", "REQUIRED"), ("?!", "NO_WORD"), ("1234", "NO_WORD"), ("а б в", "NO_WORD"),
        ("_", "NO_WORD"), ("а" * 501, "TOO_LONG"),
    ],
)  # fmt: skip
def test_a_reason_has_a_word_in_it(field: Field, typed: str, code: str) -> None:
    """R102, R112."""
    assert told(field, typed) == code


@pytest.mark.parametrize("field", SECRET, ids=lambda one: str(one.label))
def test_what_opens_something_is_typed_unseen(field: Field) -> None:
    """Passwords, codes, PIN, lines of gateways."""
    assert field.secret


@pytest.mark.parametrize("field", [ERASE_WORD, FIND, GRANTEE, INSURER, SINCE, UNTIL, REASON, REFUSAL])
def test_what_is_no_secret_is_typed_visibly(field: Field) -> None:
    """Else nobody sees what is wrong."""
    assert not field.secret


@pytest.mark.parametrize("field", [BACKUP, PIN_HERE, GRANTEE, FIND, SINCE, UNTIL, INSURER])
def test_where_an_empty_answer_goes_back(field: Field) -> None:
    """It says so, and is taken."""
    assert not field.required
    assert "пустой ответ" in str(field.hint)


@pytest.mark.parametrize("number", [1, 7])
def test_a_group_by_its_number(number: int) -> None:
    """K41."""
    assert str(group_field(number).label) == f"Группа {number} кода"


def test_a_field_is_asked_until_it_is_content() -> None:
    """With the problem each time; the normal form comes back."""
    value, talk = hold(ask_field("x", REASON, TODAY), {"x": ["", "?", " сменила   поликлинику "]})
    assert value == "сменила поликлинику"
    assert talk.codes == ["REQUIRED", "NO_WORD"]
