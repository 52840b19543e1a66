"""Check numbers that no library covers (domain.md 1.1–1.6)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.card.identifiers import (
    anniversary,
    enp_person,
    okpo_is_ambiguous,
    okpo_is_valid,
    snils_check,
)


@pytest.mark.parametrize(
    ("digits", "check"),
    [("112233445", 95), ("087654303", 0), ("100030006", 30), ("035967393", 0), ("123456789", 64)],
)
def test_snils_check(digits: str, check: int) -> None:
    """The published numbers."""
    assert snils_check(digits) == check


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_snils_check_follows_the_words_of_the_rule(digits: str) -> None:
    """Below 100 the sum, 100 and 101 give 00, more is taken modulo 101."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True))
    expected = total if total < 100 else 0 if total in (100, 101) else total % 101 % 100
    assert snils_check(digits) == expected


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("00242766", True),
        ("00040778", True),
        ("0164667059", True),
        ("0193366363", True),
        ("60906570", True),
        ("00242765", False),
        ("60906571", False),
    ],
)
def test_okpo(code: str, right: bool) -> None:
    """First pass, second pass, wrong digit."""
    assert okpo_is_valid(code) is right


@given(st.text(alphabet="0123456789", min_size=7, max_size=9).filter(lambda text: len(text) != 8))
def test_exactly_one_last_digit_is_right(body: str) -> None:
    """Of the ten possible check digits one fits."""
    assert [okpo_is_valid(body + str(last)) for last in range(10)].count(True) == 1


def test_only_ten_digits_can_be_doubtful() -> None:
    """The sources differ on the second pass of 10-digit codes only (decided doubt 2)."""
    assert not okpo_is_ambiguous("60906571")
    body = next(f"{number:09}" for number in range(10_000) if okpo_is_ambiguous(f"{number:09}0"))
    assert len(body) == 9


@pytest.mark.parametrize(
    ("number", "person"),
    [
        ("7856510844000446", (date(1984, 3, 5), "м")),
        ("7754410885000178", (date(1985, 5, 14), "ж")),
        ("9999999999999999", None),
    ],
)
def test_person_of_a_policy_number(number: str, person: tuple[date, str] | None) -> None:
    """Birth date and sex in the digits; nothing where they are no date."""
    assert enp_person(number) == person


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_any_policy_number_is_answered(number: str) -> None:
    """Digits of no date give None, never an error."""
    found = enp_person(number)
    assert found is None or found[1] in ("м", "ж")


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(1980, 3, 5), 45, date(2025, 3, 5)),
    ],
)
def test_anniversary(day: date, years: int, later: date) -> None:
    """29 February becomes 1 March in a common year (K25)."""
    assert anniversary(day, years) == later
