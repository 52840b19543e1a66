"""Minutes without a key, the session extended by a code (R19, B11)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.services.codes import totp_now
from emk_tui.services.flows.account_session import OFFERED, end_words, extend, idle, minutes_words
from emk_tui.services.flows.asks import Ask, Cancelled, Choice
from emk_tui.services.limits import State
from emk_tui.services.running import begin_session, started_at
from emk_tui.services.session import Session
from tests.services.worlds import NOW, SECRET, Hands, hold, reopened

WORDS = {
    1: "1 минута", 3: "3 минуты", 5: "5 минут", 10: "10 минут", 15: "15 минут", 30: "30 минут",
    60: "60 минут",
}  # fmt: skip


def test_what_is_offered() -> None:
    """From a minute to an hour."""
    assert tuple(WORDS) == OFFERED


@pytest.mark.parametrize(("minutes", "words"), list(WORDS.items()))
def test_the_minutes_of_the_owner(session: Session, hands: Hands, minutes: int, words: str) -> None:
    """R19: kept, in force at once and after the next sign-in, a line in the journal."""
    hands.on(minutes=2)
    begun = session.limits.started
    _none, talk = hold(idle(session), {"account.idle": str(minutes)})
    assert talk.said == [f"Сеанс закроется через {words.replace('минута', 'минуту')} без клавиш."]
    assert session.account.idle_minutes == minutes
    assert session.limits.idle == timedelta(minutes=minutes)
    assert (session.limits.started, session.limits.touched) == (begun, hands.now())
    last = session.store.journal()[-1]
    assert (last.action, last.subject) == ("время бездействия изменено", str(minutes))
    assert minutes_words(session) == words
    again = reopened(session)
    assert again.limits.idle == timedelta(minutes=minutes)
    again.store.close()


@pytest.mark.parametrize(("kept", "default"), [(0, "10"), (5, "5"), (60, "60")])
def test_what_holds_now_is_the_default(session: Session, kept: int, default: str) -> None:
    """One of what is offered."""
    session.opened.save_account(replace(session.account, idle_minutes=kept), session.record("проба"))
    _none, talk = hold(idle(session), {"account.idle": default})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == default in [one.key for one in choice.options]


def test_a_place_may_shorten_it(session: Session) -> None:
    """Whatever the owner chooses."""
    session.world = replace(session.world, idle_at_most=timedelta(minutes=2))
    hold(idle(session), {"account.idle": "60"})
    assert session.limits.idle == timedelta(minutes=2)


@pytest.fixture
def late(session: Session, hands: Hands) -> Iterator[Session]:
    """A minute before the end of a session that is noted."""
    begin_session(session)
    hands.on(hours=7, minutes=59)
    session.limits.touch(hands.now())
    yield session


def test_a_code_extends_the_whole_session(late: Session, hands: Hands) -> None:
    """R19: another eight hours, noted with a token of its own."""
    token = late.token
    assert late.limits.state(hands.now()) is State.ENDING
    assert end_words(late) == "до 18:00"
    answers = {"code.channel": "app", "code.продление сеанса": lambda ask: totp_now(SECRET, hands.now())}
    _none, talk = hold(extend(late), answers)
    assert talk.said[-1] == "Сеанс продлён до 01:59."
    assert late.limits.state(hands.now()) is State.OPEN
    assert end_words(late) == "до 01:59"
    assert late.token != token
    assert started_at(late.opened, token, hands.now()) is None
    assert started_at(late.opened, late.token, hands.now() + timedelta(hours=7)) == hands.now()


def test_a_code_is_asked_even_within_the_window(session: Session, hands: Hands) -> None:
    """K27: an extension is a sign-in of its own."""
    assert not session.needs_code()
    _none, talk = hold(extend(session), {"code.channel": "app"})
    assert talk.keys == ["code.channel", "code.продление сеанса"]


def test_without_the_code_it_ends_when_it_would(late: Session, hands: Hands) -> None:
    """Nothing is extended by asking."""

    def leaves(ask: Ask) -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        hold(extend(late), {"code.channel": "app", "code.продление сеанса": leaves})
    assert late.limits.started == NOW
    hands.on(minutes=1)
    assert late.limits.state(hands.now()) is State.OVER
