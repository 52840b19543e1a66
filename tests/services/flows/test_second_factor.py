"""Codes: steps of the authenticator, sent codes, pauses, and the code kept nowhere (R20–R23, R100, R193)."""

import logging
from datetime import timedelta

import pytest

from emk_tui.services.codes import OneTimeCode, masked_phone, new_code, totp_now, totp_shown, totp_step
from emk_tui.services.flows.asks import Ask, Code
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from tests.services.worlds import NOW, SECRET, Hands, Post, dumped, hold, reopened

KEY = "code.проба"
STEP = int(NOW.timestamp()) // 30


def at(seconds: int) -> str:
    """The code of the authenticator so many seconds from now."""
    return totp_now(SECRET, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(("ahead", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_one_step_to_either_side(ahead: int, taken: bool) -> None:
    """R193: ±30 seconds of a clock that goes wrong."""
    expected = STEP + ahead // 30 if taken else None
    assert totp_step(SECRET, at(ahead), NOW, 0) == expected


@pytest.mark.parametrize(("last", "taken"), [(STEP - 1, True), (STEP, False), (STEP + 1, False)])
def test_no_step_is_taken_twice(last: int, taken: bool) -> None:
    """A code that was used, or an older one, is worth nothing."""
    assert (totp_step(SECRET, at(0), NOW, last) is not None) is taken


@pytest.mark.parametrize(("last", "ahead"), [(0, 0), (STEP - 1, 0), (STEP, 30)])
def test_the_demonstration_shows_a_code_that_is_still_good(last: int, ahead: int) -> None:
    """The next one where this one was used."""
    assert totp_shown(SECRET, NOW, last) == at(ahead)
    assert totp_step(SECRET, totp_shown(SECRET, NOW, last), NOW, last) is not None


def test_a_used_code_is_told_so(session: Session) -> None:
    """And the next one is taken."""
    hold(confirm_person(session, "проба", fresh=True), {"code.channel": "app", KEY: at(0)})
    answers = {"code.channel": "app", KEY: [at(0), at(30)]}
    channel, talk = hold(confirm_person(session, "проба", fresh=True), answers)
    assert channel == "app"
    assert talk.codes == ["CODE_USED"]


def test_a_used_code_stays_used_after_a_restart(session: Session) -> None:
    """The step is in the store."""
    hold(confirm_person(session, "проба", fresh=True), {"code.channel": "app", KEY: at(0)})
    again = reopened(session)
    _channel, talk = hold(
        confirm_person(again, "проба", fresh=True), {"code.channel": "app", KEY: [at(0), at(30)]}
    )
    assert talk.codes == ["CODE_USED"]
    again.store.close()


def test_wrong_codes_of_the_authenticator(session: Session) -> None:
    """Two are counted down, the third says what usually helps; the right one is taken after it."""
    answers = {"code.channel": "app", KEY: [at(300), at(330), at(360), "resend", at(0)]}
    _channel, talk = hold(confirm_person(session, "проба", fresh=True), answers)
    assert talk.codes == ["CODE_REFUSED", "CODE_REFUSED", "CODE_CLOCK"]
    assert "Код в приложении сменяется сам каждые 30 секунд." in talk.said


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345а", "абвгде", "", "١٢٣٤٥٦", "12.456"])
def test_only_six_digits_are_a_code(session: Session, typed: str) -> None:
    """R22: told, and no try is lost."""
    _channel, talk = hold(
        confirm_person(session, "проба", fresh=True), {"code.channel": "app", KEY: [typed, at(0)]}
    )
    assert talk.codes == ["CODE_FORMAT"]
    assert [entry for entry in session.store.journal() if entry.action == "код не подошёл"] == []


def by_sms(session: Session, *replies: object) -> tuple[str, list[str], list[str]]:
    """Confirm by a sent code; the channel, the problems, what was said."""
    channel, talk = hold(
        confirm_person(session, "проба", fresh=True), {"code.channel": "sms", KEY: list(replies)}
    )
    return channel, talk.codes, talk.said


def right(post: Post) -> object:
    """Types the code sent last."""
    return lambda ask: post.code


def wrong(post: Post) -> object:
    """Types another one."""
    return lambda ask: f"{(int(post.code) + 1) % 10**6:06}"


def test_a_sent_code_goes_to_the_bound_phone(session: Session, post: Post) -> None:
    """R21: and only this once; spaces are no mistake."""
    channel, codes, _said = by_sms(session, lambda ask: f" {post.code[:3]} {post.code[3:]} ")
    assert (channel, codes) == ("sms", [])
    assert [(sent[0], sent[1], sent[3]) for sent in post.sent] == [("sms", "+79161234567", "проба")]


def test_a_sent_code_ends_after_five_minutes(session: Session, post: Post, hands: Hands) -> None:
    """Not at its last second, but after it; a new one is taken."""

    def late(ask: Ask) -> str:
        assert isinstance(ask, Code)
        hands.on(seconds=ask.expires_in + 1)
        return post.code

    def last_second(ask: Ask) -> str:
        assert isinstance(ask, Code)
        assert ask.expires_in == 300
        hands.on(seconds=ask.expires_in)
        return post.code

    channel, codes, said = by_sms(session, late, "resend", last_second)
    assert (channel, codes, said) == ("sms", ["CODE_EXPIRED"], ["Новый код отправлен."])
    assert len({sent[2] for sent in post.sent}) == len(post.sent) == 2


def test_three_wrong_codes_then_a_new_one(session: Session, post: Post) -> None:
    """R100: a pause with a way on; the old code is dead, the new one has its own three tries."""
    first: list[str] = []

    def keep(ask: Ask) -> str:
        first.append(post.code)
        return "resend"

    channel, codes, said = by_sms(
        session, wrong(post), wrong(post), wrong(post), keep, wrong(post), lambda ask: first[0], right(post)
    )
    assert channel == "sms"
    assert codes == ["CODE_REFUSED", "CODE_REFUSED", "CODE_PAUSE", "CODE_REFUSED", "CODE_REFUSED"]
    assert said == ["Новый код отправлен."]
    assert len(post.sent) == 2


def test_after_three_wrong_codes_even_the_right_one_is_refused(session: Session, post: Post) -> None:
    """What is typed then only brings a new code."""
    old: list[str] = []

    def late(ask: Ask) -> str:
        old.append(post.code)
        return post.code

    _channel, codes, said = by_sms(session, wrong(post), wrong(post), wrong(post), late, right(post))
    assert codes[-1] == "CODE_PAUSE"
    assert said == ["Новый код отправлен."]
    assert post.code != old[0]


def test_letters_cost_no_try(session: Session, post: Post) -> None:
    """Three times letters, then two wrong ones, then the right one."""
    _channel, codes, _said = by_sms(session, "абв", "12345", "1234567", wrong(post), wrong(post), right(post))
    assert codes == ["CODE_FORMAT"] * 3 + ["CODE_REFUSED"] * 2
    assert len(post.sent) == 1


def test_within_the_window_nothing_is_asked(session: Session) -> None:
    """K27."""
    channel, talk = hold(confirm_person(session, "проба"))
    assert (channel, talk.asks) == ("app", [])


def test_the_code_is_nowhere(session: Session, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """R23: the journal has time, purpose and channel; no file, no entry and no log has the code."""
    caplog.set_level(logging.DEBUG)
    by_sms(session, wrong(post), right(post))
    entry = session.store.journal()[-1]
    assert (entry.action, entry.subject, entry.at) == ("второй фактор подтверждён", "проба, sms", NOW)
    dump = dumped(session)
    assert "второй фактор подтверждён" in dump
    session.store.close()
    files = b"".join(path.read_bytes() for path in session.world.folder.rglob("*") if path.is_file())
    code = post.code
    assert code not in dump
    assert code.encode() not in files
    assert code not in caplog.text


def test_the_text_of_a_code() -> None:
    """Six digits, zeros in front kept; compared whole; each comparison is a try."""
    code = new_code(NOW)
    assert len(code.text) == 6
    assert code.text.isdigit()
    one = OneTimeCode("000123", NOW)
    assert not one.accepts("123", NOW)
    assert one.accepts("000123", NOW)
    assert not one.accepts("000123", NOW + timedelta(seconds=1))
    assert one.left == 0


@pytest.mark.parametrize(
    ("phone", "shown"), [("+79161234567", "+7 ••• ••• 45-67"), ("", "•••"), ("+7916", "•••")]
)
def test_masked_phones(phone: str, shown: str) -> None:
    """Never more than the last four digits."""
    assert masked_phone(phone) == shown
