"""What is told while nobody types, and when it locks: for both faces (R19, B11)."""

from datetime import timedelta

import pytest

from emk_tui.services.limits import State
from emk_tui.services.session import Session
from emk_tui.services.watch import Locked, Watch
from tests.services.worlds import Hands

STAY = "Любая клавиша оставит его открытым."
WARNED = "Через 60 с сеанс закроется, введённое сохранено. Любая клавиша оставит его открытым."
ENDING = "Сеанс закончится в 18:00:00, введённое сохранено. Продлить: «Учётная запись», «Продлить сеанс»."


@pytest.fixture
def watch(session: Session) -> Watch:
    """Of a session that begins now."""
    return Watch(session)


def near_the_end(watch: Watch, hands: Hands) -> None:
    """A minute before the absolute limit, with keys all the time."""
    while watch.state is not State.ENDING:
        hands.on(minutes=1)
        watch.presence.limits.touch(hands.now())


def test_nothing_is_told_of_an_open_session(watch: Watch, hands: Hands) -> None:
    """Until the last minute."""
    assert watch.news(STAY) == ""
    hands.on(minutes=8, seconds=59)
    assert watch.news(STAY) == ""
    watch.check()


def test_a_warning_is_told_once(watch: Watch, hands: Hands) -> None:
    """In words, with the seconds left and how to stay."""
    hands.on(minutes=9)
    assert watch.news(STAY) == WARNED
    assert watch.news(STAY) == ""
    hands.on(seconds=59)
    assert watch.news(STAY) == ""


def test_the_seconds_are_those_that_are_left(watch: Watch, hands: Hands) -> None:
    """Never none: the last moment is one second."""
    hands.on(minutes=9, seconds=42)
    assert watch.news(STAY).startswith("Через 18 с ")
    watch.touch()
    hands.on(minutes=9, seconds=59.9)
    assert watch.news(STAY).startswith("Через 1 с ")


def test_a_key_extends_it_any_number_of_times(watch: Watch, hands: Hands) -> None:
    """B11: at least ten times, and each time it is told anew."""
    for _time in range(20):
        hands.on(minutes=9)
        assert watch.news(STAY) == WARNED
        watch.touch()
        assert watch.state is State.OPEN
        assert watch.news(STAY) == ""


def test_too_late_a_key_locks(watch: Watch, hands: Hands) -> None:
    """R19: the key itself is not taken."""
    hands.on(minutes=10)
    for call in (watch.touch, watch.check, lambda: watch.news(STAY)):
        with pytest.raises(Locked):
            call()
    assert watch.state is State.LOCKED


def test_the_absolute_end_is_told_once_with_the_way_to_extend_it(watch: Watch, hands: Hands) -> None:
    """Keys do not help then, a code does."""
    near_the_end(watch, hands)
    assert watch.news(STAY) == ENDING
    for _key in range(3):
        watch.touch()
        assert watch.news(STAY) == ""
    hands.on(minutes=1)
    with pytest.raises(Locked):
        watch.touch()
    assert watch.state is State.OVER


@pytest.mark.parametrize("touched", [True, False])
def test_a_session_that_was_extended_is_told_of_its_next_end(
    watch: Watch, hands: Hands, touched: bool
) -> None:
    """Eight hours later it is news again, whether a key or the clock came first."""
    near_the_end(watch, hands)
    assert watch.news(STAY) == ENDING
    watch.presence.limits.extend(hands.now())
    if touched:
        watch.touch()
    else:
        assert watch.news(STAY) == ""
    near_the_end(watch, hands)
    assert watch.news(STAY) == ENDING.replace("18:00", "01:59")


def test_idle_near_the_end_is_told_and_the_end_is_not_told_twice(watch: Watch, hands: Hands) -> None:
    """Two limits, each told once."""
    watch.presence.limits.idle = timedelta(minutes=2)
    hands.on(hours=7, minutes=58, seconds=15)
    watch.presence.limits.touch(hands.now())
    hands.on(seconds=75)
    assert watch.news(STAY) == ENDING
    hands.on(seconds=15)
    assert watch.news(STAY).startswith("Через 30 с ")
    watch.touch()
    assert watch.news(STAY) == ""


def test_a_clock_set_back_locks(watch: Watch, hands: Hands) -> None:
    """Nobody stays signed in by turning the clock."""
    hands.on(hours=-1)
    with pytest.raises(Locked):
        watch.check()


@pytest.mark.parametrize(
    ("passed", "seconds"),
    [(timedelta(), 540.0), (timedelta(minutes=9), 60.0), (timedelta(minutes=8, seconds=59.99), 0.05)],
)
def test_when_to_look_again(watch: Watch, hands: Hands, passed: timedelta, seconds: float) -> None:
    """At the next change, and never in a rush."""
    hands.moment += passed
    assert watch.seconds() == seconds


def test_the_minutes_of_the_owner_count(session: Session, hands: Hands) -> None:
    """R19: chosen in the account, from the next sign-in on."""
    from dataclasses import replace

    from tests.services.worlds import reopened

    session.opened.save_account(replace(session.account, idle_minutes=1), session.record("проба"))
    again = reopened(session)
    watch = Watch(again)
    hands.on(seconds=59)
    watch.check()
    hands.on(seconds=1)
    with pytest.raises(Locked):
        watch.check()
    again.store.close()
