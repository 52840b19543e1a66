"""How long a session stays open, as tables of times (R19, B11)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.services.limits import ABSOLUTE, IDLE, LONGEST_IDLE, WARNING, Limits, State
from tests.services.worlds import NOW

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def test_the_numbers() -> None:
    """Ten minutes without a key, an hour at most, eight hours in all, told a minute before."""
    numbers = [IDLE, LONGEST_IDLE, ABSOLUTE, WARNING]
    assert numbers == [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=8), MINUTE]


@pytest.mark.parametrize(
    ("passed", "state"),
    [
        (timedelta(), State.OPEN),
        (9 * MINUTE - SECOND, State.OPEN),
        (9 * MINUTE, State.WARNED),
        (10 * MINUTE - SECOND, State.WARNED),
        (10 * MINUTE, State.LOCKED),
        (8 * 60 * MINUTE - SECOND, State.LOCKED),
        (8 * 60 * MINUTE, State.OVER),
        # a clock that was set back counts like one that was set forward
        (-SECOND, State.OPEN),
        (-9 * MINUTE, State.WARNED),
        (-10 * MINUTE, State.LOCKED),
        (-8 * 60 * MINUTE, State.OVER),
        (timedelta(days=-3650), State.OVER),
    ],
)
def test_without_a_key(passed: timedelta, state: State) -> None:
    """From the second factor on, nothing touched."""
    assert Limits.starting(NOW).state(NOW + passed) is state


@pytest.mark.parametrize(
    ("passed", "state"),
    [
        (8 * 60 * MINUTE - 2 * MINUTE, State.OPEN),
        (8 * 60 * MINUTE - MINUTE - SECOND, State.OPEN),
        (8 * 60 * MINUTE - MINUTE, State.ENDING),
        (8 * 60 * MINUTE - SECOND, State.ENDING),
        (8 * 60 * MINUTE, State.OVER),
        (9 * 60 * MINUTE, State.OVER),
    ],
)
def test_with_a_key_just_now(passed: timedelta, state: State) -> None:
    """A key extends the idle limit, never the absolute one."""
    limits = Limits.starting(NOW)
    limits.touch(NOW + passed)
    assert limits.state(NOW + passed) is state


def test_any_number_of_keys_extends_it() -> None:
    """B11: at least ten times; each time the whole minutes again."""
    limits, now = Limits.starting(NOW), NOW
    for _time in range(40):
        now += 10 * MINUTE - SECOND
        assert limits.state(now) is State.WARNED
        limits.touch(now)
        assert limits.state(now) is State.OPEN


def test_a_code_begins_both_limits_anew() -> None:
    """R19: another eight hours."""
    limits = Limits.starting(NOW)
    late = NOW + 8 * 60 * MINUTE - SECOND
    limits.extend(late)
    assert limits.state(late) is State.OPEN
    assert limits.state(late + 10 * MINUTE) is State.LOCKED
    assert limits.state(late + 8 * 60 * MINUTE) is State.OVER


@pytest.mark.parametrize(
    ("minutes", "most", "idle"),
    [
        (0, None, 10 * MINUTE),
        (1, None, MINUTE),
        (60, None, 60 * MINUTE),
        (61, None, 60 * MINUTE),
        (100_000, None, 60 * MINUTE),
        (-5, None, 10 * MINUTE),
        (0, 2 * MINUTE, 2 * MINUTE),
        (1, 2 * MINUTE, MINUTE),
        (30, 2 * MINUTE, 2 * MINUTE),
        (30, 90 * MINUTE, 30 * MINUTE),
    ],
)
def test_what_the_owner_chose(minutes: int, most: timedelta | None, idle: timedelta) -> None:
    """Never more than an hour, never more than this place allows."""
    limits = Limits.starting(NOW, minutes, most)
    assert (limits.idle, limits.absolute) == (idle, ABSOLUTE)
    assert limits.state(NOW + idle - SECOND) is State.WARNED
    assert limits.state(NOW + idle) is State.LOCKED


@pytest.mark.parametrize(
    ("idle", "warning"), [(timedelta(seconds=20), timedelta(seconds=5)), (4 * MINUTE, MINUTE), (IDLE, MINUTE)]
)
def test_a_short_limit_is_told_in_its_last_quarter(idle: timedelta, warning: timedelta) -> None:
    """Else it would be told from the first moment on. The end of the whole session has its own minute."""
    limits = Limits(NOW, NOW, idle)
    assert limits.state(NOW + idle - warning - SECOND) is State.OPEN
    assert limits.state(NOW + idle - warning) is State.WARNED
    limits.touched = NOW + ABSOLUTE - MINUTE
    assert limits.state(NOW + ABSOLUTE - MINUTE - SECOND) is not State.ENDING
    assert limits.state(NOW + ABSOLUTE - MINUTE) is State.ENDING


@pytest.mark.parametrize(
    ("passed", "touched", "wait"),
    [
        (timedelta(), timedelta(), 9 * MINUTE),
        (9 * MINUTE, timedelta(), MINUTE),
        (10 * MINUTE, timedelta(), timedelta()),
        # the absolute limit is nearer than the idle one
        (475 * MINUTE, 475 * MINUTE, 4 * MINUTE),
        (479 * MINUTE, 479 * MINUTE, MINUTE),
        (500 * MINUTE, 480 * MINUTE, timedelta()),
    ],
)
def test_when_it_is_worth_looking_again(passed: timedelta, touched: timedelta, wait: timedelta) -> None:
    """No sooner than something may change: an idle screen wakes nobody."""
    limits = Limits.starting(NOW)
    limits.touch(NOW + touched)
    assert limits.wait(NOW + passed) == wait


@given(st.integers(0, 600), st.integers(0, 30_000))
def test_nothing_changes_before_that(touched: int, passed: int) -> None:
    """Until the moment that `wait` tells, the state is what it is now; then it is another, or for good."""
    limits = Limits.starting(NOW)
    limits.touch(NOW + timedelta(seconds=touched))
    now = NOW + timedelta(seconds=max(passed, touched))
    state, wait = limits.state(now), limits.wait(now)
    if not wait:
        assert state in (State.LOCKED, State.OVER)
        return
    assert limits.state(now + wait - timedelta(milliseconds=1)) is state
    if state in (State.OPEN, State.WARNED):
        assert limits.state(now + wait) is not state
