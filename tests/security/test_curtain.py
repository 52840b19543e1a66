"""The moment a session is over is never slept over: whoever looks at it late looks again at once (R19)."""

from datetime import UTC, datetime, timedelta

import pytest

from emk_tui.services.limits import Limits, State

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LITTLE = timedelta(microseconds=1)
LATE = [timedelta(), LITTLE, timedelta(seconds=1), timedelta(hours=1)]


@pytest.mark.parametrize("late", LATE)
def test_past_the_idle_limit_there_is_nothing_to_wait_for(late: timedelta) -> None:
    """A face asks for the state, then how long to sleep; the limit may pass in between."""
    limits = Limits.starting(NOW)
    over = NOW + limits.idle + late
    assert limits.state(over) is State.LOCKED
    assert limits.wait(over) == timedelta()


@pytest.mark.parametrize("late", LATE)
def test_past_the_absolute_limit_neither(late: timedelta) -> None:
    """The same for the whole session, with a key pressed just now."""
    limits = Limits.starting(NOW)
    over = NOW + limits.absolute + late
    limits.touch(over)
    assert limits.state(over) is State.OVER
    assert limits.wait(over) == timedelta()


def test_before_it_the_next_change_is_waited_for() -> None:
    """The control: the warning, then the end; never longer than either."""
    limits = Limits.starting(NOW)
    assert NOW + limits.wait(NOW) < NOW + limits.idle
    close = NOW + limits.idle - LITTLE
    assert limits.state(close) is State.WARNED and limits.wait(close) == LITTLE
