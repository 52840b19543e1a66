"""Wrong codes are counted in the store; three in a row bring a pause that grows and is kept (R100)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.services.code_tries import count_wrong, forgiven, length, pause_until
from emk_tui.services.session import Session
from tests.services.worlds import ACCOUNT, NOW, Hands, reopened

MINUTES = [1, 2, 4, 8, 15, 15, 15]
"""Of the first pause, the second …"""


@pytest.mark.parametrize(("pauses", "minutes"), [(0, 1), *enumerate(MINUTES, 1), (10, 15), (1_000_000, 15)])
def test_the_length_of_a_pause(pauses: int, minutes: int) -> None:
    """A minute, doubling up to fifteen, never longer."""
    assert length(pauses) == timedelta(minutes=minutes)


def test_three_in_a_row_and_the_pause_grows(session: Session, hands: Hands) -> None:
    """Two left, one left, a pause; the same again behind it, longer."""
    for number, minutes in enumerate(MINUTES, 1):
        assert [count_wrong(session) for _try in range(3)] == [2, 1, 0]
        assert pause_until(session) == hands.now() + timedelta(minutes=minutes)
        assert (session.account.code_failed, session.account.code_pauses) == (0, number)
        hands.on(minutes=minutes, seconds=-1)
        assert pause_until(session) is not None
        hands.on(seconds=1)
        assert pause_until(session) is None


def test_a_restart_saves_no_try(session: Session, hands: Hands) -> None:
    """Counter, number and end of the pause are in the store."""
    for _try in range(4):
        count_wrong(session)
    count_wrong(session)
    again = reopened(session)
    assert (again.account.code_failed, again.account.code_pauses) == (2, 1)
    assert count_wrong(again) == 0
    once_more = reopened(again)
    assert pause_until(once_more) == NOW + timedelta(minutes=2)
    once_more.store.close()


def test_a_right_code_forgives_everything(session: Session) -> None:
    """The next pause is the first one again; nothing else of the account changes."""
    for _try in range(5):
        count_wrong(session)
    wrong = session.account
    assert (wrong.code_failed, wrong.code_pauses) == (2, 1)
    assert forgiven(wrong) == replace(ACCOUNT, totp_last_step=wrong.totp_last_step)
    assert wrong != forgiven(wrong)


def test_each_wrong_code_is_a_line_of_the_journal(session: Session) -> None:
    """With the time, without the code."""
    for _try in range(3):
        count_wrong(session)
    last = session.store.journal()[-3:]
    assert [(one.action, one.subject, one.at) for one in last] == [("код не подошёл", "", NOW)] * 3


def test_a_clock_set_back_shuts_the_door_no_longer_than_a_pause(session: Session, hands: Hands) -> None:
    """Nor does it open it."""
    for _try in range(3):
        count_wrong(session)
    hands.on(days=-365)
    assert pause_until(session) == hands.now() + timedelta(minutes=1)


def test_no_pause_without_a_mistake(session: Session) -> None:
    """Nor after two."""
    assert pause_until(session) is None
    count_wrong(session)
    count_wrong(session)
    assert pause_until(session) is None
