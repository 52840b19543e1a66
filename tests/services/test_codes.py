"""Codes as tables: steps and drift of the authenticator, sent codes, backup codes, masks (R20–R23, R193)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.services.codes import (
    BACKUP_CODES,
    BACKUP_LENGTH,
    BACKUP_LETTERS,
    OneTimeCode,
    drift_of,
    new_backup_codes,
    new_code,
    read_backup_code,
    totp_drift,
    totp_now,
    totp_shown,
    totp_step,
)
from tests.services.worlds import NOW, SECRET

STEP = int(NOW.timestamp()) // 30


def at(seconds: int) -> str:
    """The code of the authenticator so many seconds from now."""
    return totp_now(SECRET, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(("ahead", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
@pytest.mark.parametrize("within", [0, 1, 29])
def test_one_step_to_either_side(ahead: int, taken: bool, within: int) -> None:
    """R193: ±30 seconds of a clock that goes wrong, at any second of a step."""
    expected = STEP + ahead // 30 if taken else None
    assert totp_step(SECRET, at(ahead), NOW + timedelta(seconds=within), 0) == expected


@pytest.mark.parametrize(("last", "taken"), [(STEP - 1, True), (STEP, False), (STEP + 1, False)])
def test_no_step_is_taken_twice(last: int, taken: bool) -> None:
    """A code that was used, or an older one, is worth nothing."""
    assert (totp_step(SECRET, at(0), NOW, last) is not None) is taken


@pytest.mark.parametrize(("last", "ahead"), [(0, 0), (STEP - 1, 0), (STEP, 30)])
def test_the_demonstration_shows_a_code_that_is_still_good(last: int, ahead: int) -> None:
    """The next one where this one was used."""
    assert totp_shown(SECRET, NOW, last) == at(ahead)
    assert totp_step(SECRET, totp_shown(SECRET, NOW, last), NOW, last) is not None


@pytest.mark.parametrize(
    ("within", "ahead", "drift"),
    [
        (0, 0, 15), (29, 0, -14), (15, 0, 0),
        (0, 40, 45), (10, -40, -55),
        (0, 300, 315), (0, -300, -285), (29, 300, 286),
        # ten minutes to either side, no farther
        (0, 600, 615), (0, -600, -585), (0, 630, None), (0, -630, None),
    ],
)  # fmt: skip
def test_the_drift_in_seconds(within: int, ahead: int, drift: int | None) -> None:
    """R193: to the middle of the step that the code belongs to, the nearest of them."""
    assert totp_drift(SECRET, at(ahead), NOW + timedelta(seconds=within)) == drift


def test_what_is_no_code_has_no_drift() -> None:
    """Nothing is guessed about it."""
    assert totp_drift(SECRET, at(7200), NOW) is None
    assert totp_drift(SECRET, "", NOW) is None
    assert drift_of(STEP + 2, NOW) == 75


def test_the_text_of_a_code() -> None:
    """Six digits, zeros in front kept; compared whole; each comparison is a try."""
    code = new_code(NOW)
    assert len(code.text) == 6
    assert code.text.isdigit()
    assert code.until - NOW == timedelta(minutes=5)
    one = OneTimeCode("000123", NOW)
    assert not one.accepts("123", NOW)
    assert one.accepts("000123", NOW)
    assert not one.accepts("000123", NOW + timedelta(seconds=1))
    assert one.left == 0


def test_ten_backup_codes_all_different() -> None:
    """Two groups of four, no letter that is taken for a digit."""
    codes = new_backup_codes()
    assert len(set(codes)) == len(codes) == BACKUP_CODES == 10
    for one in codes:
        assert (len(one), one[4]) == (BACKUP_LENGTH + 1, "-")
        assert set(one.replace("-", "")) <= set(BACKUP_LETTERS)
    assert not set(BACKUP_LETTERS) & set("ILOU")


@pytest.mark.parametrize(
    "typed",
    ["7K2M-9QXD", "7k2m9qxd", " 7K2M 9QXD ", "7к2м-9qхd", "7K2M–9QXD", "7-K-2-M-9-Q-X-D"],
)  # fmt: skip
def test_a_backup_code_in_any_hand(typed: str) -> None:
    """Small letters, spaces, hyphens, Cyrillic letters of the same shape."""
    assert read_backup_code(typed) == "7K2M9QXD"


@pytest.mark.parametrize(("typed", "kept"), [("OIL0", "0110"), ("о1іl", "01І1"), ("", ""), ("-- ", "")])
def test_what_a_pen_turns_into(typed: str, kept: str) -> None:
    """O is zero, I and L are one; a letter of a third alphabet stays what it is."""
    assert read_backup_code(typed) == kept


@given(st.text(alphabet=BACKUP_LETTERS, min_size=8, max_size=8))
def test_every_code_is_read_back(code: str) -> None:
    """As it is shown, and as somebody copies it."""
    shown = f"{code[:4]}-{code[4:]}"
    for typed in (shown, shown.lower(), code, f" {code[:2]} {code[2:]}\n"):
        assert read_backup_code(typed) == code


@given(st.text())
def test_any_text_is_read(typed: str) -> None:
    """Whatever is pasted: no hyphen and no space is left, and reading it again changes nothing."""
    once = read_backup_code(typed)
    assert read_backup_code(once) == once
    assert not any(char.isspace() or char == "-" for char in once)
