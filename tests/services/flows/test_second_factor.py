"""A code of the application: steps, drift, pauses; when it is asked at all (R20–R23, R100, R193, K27)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.ports import Event
from emk_tui.services.codes import totp_now
from emk_tui.services.flows.asks import Ask, Cancelled, Choice, Code
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from tests.services.proving import (
    FAR,
    KEY,
    at,
    hold_with,
    leaves,
    prove,
    shown_now,
    shows_no_code,
    without_digests,
)
from tests.services.worlds import NOW, SECRET, Hands, Post, Talk, dumped, hold, reopened

# -- the application


def test_a_used_code_is_told_so(session: Session) -> None:
    """And the next one is taken; a used one costs no try."""
    prove(session, "app", at(0))
    channel, talk = prove(session, "app", at(0), at(30))
    assert channel == "app"
    assert talk.codes == ["CODE_USED"]
    assert "код не подошёл" not in {one.action for one in session.store.journal()}


def test_a_used_code_stays_used_after_a_restart(session: Session) -> None:
    """The step is in the store."""
    prove(session, "app", at(0))
    again = reopened(session)
    _channel, talk = prove(again, "app", at(0), at(30))
    assert talk.codes == ["CODE_USED"]
    again.store.close()


@pytest.mark.parametrize(("ahead", "seconds"), [(70, 75), (-50, 45), (300, 315), (-590, 585)])
def test_the_drift_is_told_in_seconds(session: Session, ahead: int, seconds: int) -> None:
    """R193: a code of another time says how far the clocks are apart; one of no time says only that."""
    _channel, talk = prove(session, "app", at(ahead), FAR[0], at(0))
    problems = [ask.problem for ask in talk.asks if isinstance(ask, Code) and ask.problem]
    assert [one.code for one in problems] == ["CODE_DRIFT", "CODE_REFUSED"]
    assert f"часы расходятся на {seconds} с." in problems[0].text


@pytest.mark.parametrize(
    ("ahead", "within", "told"),
    [(0, 0, ""), (0, 29, ""), (-30, 0, ""), (-30, 5, "20"), (30, 0, "45"), (30, 29, "16"), (-30, 29, "44")],
)
def test_a_neighbouring_step_is_taken_and_told(
    session: Session, hands: Hands, ahead: int, within: int, told: str
) -> None:
    """R193: taken, with the drift in words where it is more than half a step, to the middle of the step."""
    shows_no_code(session)
    hands.on(seconds=within)
    _channel, talk = prove(session, "app", at(ahead))
    assert talk.codes == []
    said = f"Код принят: часы расходятся примерно на {told} с, или код введён с опозданием."
    assert talk.said == ([said] if told else [])


def test_nothing_is_said_of_the_code_that_was_shown(session: Session) -> None:
    """The demonstration shows the next one where this one is used: no clock goes wrong."""
    prove(session, "app", None)
    _channel, talk = prove(session, "app", None)
    assert (talk.codes, talk.said) == ([], [])


def test_three_wrong_codes_bring_a_pause(session: Session, hands: Hands) -> None:
    """R100: two are counted down, then a minute in which even the right one is refused."""

    def later(ask: Ask) -> str:
        hands.on(minutes=1)
        return totp_now(SECRET, hands.now())

    _channel, talk = prove(session, "app", *FAR, at(0), lambda ask: _in(hands, 59), later)
    assert talk.codes == ["CODE_REFUSED", "CODE_REFUSED", "APP_PAUSE", "APP_PAUSE", "APP_PAUSE"]
    texts = [ask.problem.text for ask in talk.asks if isinstance(ask, Code) and ask.problem]
    assert "Осталось попыток: 2." in texts[0] and "Осталось попыток: 1." in texts[1]
    assert all("пауза до 10:01." in text for text in texts[2:])
    assert session.account.code_until is None


def _in(hands: Hands, seconds: int) -> str:
    """The right code so many seconds later; the clock is back afterwards."""
    hands.on(seconds=seconds)
    code = totp_now(SECRET, hands.now())
    hands.on(seconds=-seconds)
    return code


def test_the_pause_outlives_a_restart(session: Session, hands: Hands) -> None:
    """Nor is it shorter over another way: nothing is sent within it, the right code of before is refused."""
    with pytest.raises(Cancelled):
        prove(session, "app", *FAR, leaves)
    again = reopened(session)
    with pytest.raises(Cancelled):
        prove(again, "app", at(0), leaves)
    post = again.world.sender
    assert isinstance(post, Post)
    talk = Talk({"code.channel": "sms", KEY: [at(0), leaves]})
    with pytest.raises(Cancelled):
        hold_with(talk, again)
    assert (talk.codes, post.sent) == (["CODE_PAUSE", "CODE_PAUSE"], [])
    hands.on(minutes=1)
    channel, talk = prove(again, "app", shown_now(hands))
    assert (channel, talk.codes) == ("app", [])
    again.store.close()


def test_the_pauses_grow_and_a_right_code_forgives(session: Session, hands: Hands) -> None:
    """1, 2, 4 minutes; behind a right code it begins with one again."""
    for minutes in (1, 2, 4):
        talk = Talk({"code.channel": "app", KEY: [*FAR, leaves]})
        with pytest.raises(Cancelled):
            hold_with(talk, session)
        (last,) = [ask.problem for ask in talk.asks if isinstance(ask, Code)][-1:]
        until = hands.now() + timedelta(minutes=minutes)
        assert last is not None and f"пауза до {until:%H:%M}." in last.text
        hands.on(minutes=minutes)
    prove(session, "app", shown_now(hands))
    account = session.account
    assert (account.code_failed, account.code_pauses, account.code_until) == (0, 0, None)


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345а", "абвгде", "", "١٢٣٤٥٦", "12.456"])
def test_only_six_digits_are_a_code(session: Session, typed: str) -> None:
    """R22: told, and no try is lost."""
    _channel, talk = prove(session, "app", typed, at(0))
    assert talk.codes == ["CODE_FORMAT"]
    assert session.account.code_failed == 0
    assert [entry for entry in session.store.journal() if entry.action == "код не подошёл"] == []


def test_where_is_the_next_code(session: Session) -> None:
    """«Ещё» of the application: what is true of it; without backup codes nothing is chosen."""
    _channel, talk = prove(session, "app", "resend", at(0))
    assert talk.said == ["Код в приложении сменяется сам каждые 30 секунд."]
    assert "code.other" not in talk.keys


# -- when it is asked, and what is kept


@pytest.mark.parametrize(("seconds", "asked"), [(0, False), (299, False), (300, False), (301, True)])
def test_the_window_of_a_code(session: Session, hands: Hands, seconds: int, asked: bool) -> None:
    """K27: within five minutes nothing is asked."""
    hands.on(seconds=seconds)
    channel, talk = hold(confirm_person(session, "проба"), {"code.channel": "app", KEY: shown_now(hands)})
    assert channel == "app"
    assert bool(talk.asks) is asked


def test_the_channel_is_asked_only_where_there_is_a_choice(session: Session) -> None:
    """R21: without contacts, or without anybody to send, there is the application alone."""
    bare = replace(session.account, phone="", email="")
    for account, sender in ((bare, session.world.sender), (session.account, Post(()))):
        session.opened.save_account(account, Event("проба", at=NOW))
        session.world = replace(session.world, sender=sender)
        talk = Talk({KEY: leaves})
        with pytest.raises(Cancelled):
            hold_with(talk, session)
        assert talk.keys == [KEY]


def test_the_ways_are_shown_masked(session: Session) -> None:
    """R21: both contacts by their ends."""
    _channel, talk = prove(session, "app", at(0))
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert [one.text for one in choice.options] == [
        "код из приложения", "СМС на +7 ••• ••• 45-67", "письмо на i•••@example.ru",
    ]  # fmt: skip


def test_a_code_of_the_application_is_nowhere(session: Session) -> None:
    """R23: only the number of its step is kept."""
    prove(session, "app", at(-30))
    dump = without_digests(dumped(session))
    assert at(-30) not in dump
    assert str(int(NOW.timestamp()) // 30 - 1) in dump
