"""The other ways to a code: backup codes, messages, the owner's gateways (R21–R23, R100, R145, R194)."""

import logging
from dataclasses import replace

import pytest

from emk_tui.ports import Event
from emk_tui.services.delivery import line_name
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Back, Cancelled, Choice, Code, Input, Wait
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from tests.services.proving import FAR, KEY, at, hold_with, leaves, prove, shows_no_code, without_digests
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import NOW, Hands, Post, Talk, dumped, hold, reopened

BACKUP = ("7K2M9QXD", "0123ABCD", "ZZZZYYYY")


# -- backup codes


@pytest.fixture
def spare(session: Session) -> Session:
    """Three backup codes are written down; nothing shows the code of the application."""
    session.opened.set_backup_codes(BACKUP, session.record("запасные коды сделаны"))
    shows_no_code(session)
    return session


def by_backup(session: Session, *typed: object, **more: object) -> tuple[str, Talk]:
    """Confirm by a backup code."""
    chosen = {"code__other": "spare", "account__backup_code": list(typed)}
    return prove(session, "app", "resend", **{**chosen, **more})


def test_each_backup_code_is_good_once(spare: Session) -> None:
    """R193: as typed by any hand; how many are left is told; used up for good, also after reopening."""
    channel, talk = by_backup(spare, "7к2м-9qxd")
    assert (channel, talk.codes) == ("app", [])
    assert talk.said[-1] == "Запасной код принят, осталось 2. Новые: меню «Учётная запись»."
    assert not spare.needs_code()
    again = reopened(spare)
    shows_no_code(again)
    _channel, talk = by_backup(again, "7K2M-9QXD", "0123-ABCD")
    assert talk.codes == ["BACKUP_REFUSED"]
    assert again.opened.backup_codes_left() == 1
    again.store.close()


def test_a_backup_code_is_told_in_the_journal(spare: Session) -> None:
    """R23: that one was used, never which."""
    by_backup(spare, BACKUP[0])
    lines = [(one.action, one.subject) for one in spare.store.journal()[-3:]]
    assert lines == [
        ("запасной код использован", ""), ("попытки обнулены", ""),
        ("второй фактор подтверждён", "проба, запасной код"),
    ]  # fmt: skip


def test_the_store_says_nothing_of_backup_codes(spare: Session) -> None:
    """Digests that were lost say nothing: no code, no plain digest of one."""
    import hashlib

    dump = dumped(spare)
    for code in BACKUP:
        assert code not in dump
        for digest in ("sha256", "sha1", "md5"):
            assert hashlib.new(digest, code.encode()).hexdigest() not in dump
    other = [line for line in dump.splitlines() if len(line) == 64]
    assert other, "there are digests"


def test_wrong_backup_codes_bring_the_same_pause(spare: Session, hands: Hands) -> None:
    """R100: counted together with wrong codes; the right one is refused within the pause."""

    def later(ask: Ask) -> str:
        hands.on(minutes=1)
        return BACKUP[0]

    _channel, talk = by_backup(spare, "AAAA-AAAA", "AAAA-AAAB", "AAAA-AAAC", BACKUP[0], later)
    assert talk.codes == ["BACKUP_REFUSED", "BACKUP_REFUSED", "APP_PAUSE", "APP_PAUSE"]
    assert spare.opened.backup_codes_left() == 2


def test_an_empty_answer_goes_back_to_the_application(spare: Session) -> None:
    """So does waiting; nothing is counted."""
    answers = {"code__other": ["spare", "wait"], "account__backup_code": [""]}
    _channel, talk = prove(spare, "app", "resend", "resend", at(0), **answers)
    assert talk.keys == [
        "code.channel", KEY, "code.other", "account.backup_code", KEY, "code.other", KEY,
    ]  # fmt: skip
    assert talk.codes == []
    assert spare.account.code_failed == 0


def test_secrets_are_typed_unseen(spare: Session) -> None:
    """A backup code is as good as a password."""
    _channel, talk = by_backup(spare, BACKUP[0])
    (asked,) = [ask for ask in talk.asks if isinstance(ask, Input)]
    assert asked.field.secret


# -- by a message


def by_sms(session: Session, *replies: object) -> tuple[str, list[str], list[str]]:
    """Confirm by a sent code; the channel, the problems, what was said."""
    channel, talk = prove(session, "sms", *replies)
    return channel, talk.codes, talk.said


def right(post: Post | Ways) -> object:
    """Types the code sent last."""
    return lambda ask: post.code


def wrong(post: Post) -> object:
    """Types another one."""
    return lambda ask: f"{(int(post.code) + 1) % 10**6:06}"


def after(hands: Hands, then: object, **ahead: float) -> object:
    """Types that after so long."""

    def late(ask: Ask) -> object:
        hands.on(**ahead)
        return then(ask) if callable(then) else then

    return late


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


def test_three_wrong_codes_then_a_pause_then_a_new_one(session: Session, post: Post, hands: Hands) -> None:
    """R100: no new code within the pause; behind it the old one is dead, the new one has three tries."""
    first: list[str] = []

    def keep(ask: Ask) -> str:
        first.append(post.code)
        return "resend"

    channel, codes, said = by_sms(
        session, wrong(post), wrong(post), wrong(post), keep, after(hands, "resend", minutes=1),
        lambda ask: first[0], wrong(post), right(post),
    )  # fmt: skip
    assert channel == "sms"
    assert codes == [
        "CODE_REFUSED", "CODE_REFUSED", "CODE_PAUSE", "CODE_PAUSE", "CODE_REFUSED", "CODE_REFUSED",
    ]  # fmt: skip
    assert said == ["Новый код отправлен."]
    assert len(post.sent) == 2


def test_after_three_wrong_codes_even_the_right_one_is_refused(
    session: Session, post: Post, hands: Hands
) -> None:
    """Within the pause it is told so; behind it what is typed only brings a new code."""
    old: list[str] = []

    def late(ask: Ask) -> str:
        old.append(post.code)
        return post.code

    _channel, codes, said = by_sms(
        session, wrong(post), wrong(post), wrong(post), late, after(hands, late, minutes=1), right(post)
    )
    assert codes[-2:] == ["CODE_PAUSE", "CODE_PAUSE"]
    assert said == ["Новый код отправлен."]
    assert post.code != old[0]


def test_letters_cost_no_try(session: Session, post: Post) -> None:
    """Three times letters, then two wrong ones, then the right one."""
    _channel, codes, _said = by_sms(session, "абв", "12345", "1234567", wrong(post), wrong(post), right(post))
    assert codes == ["CODE_FORMAT"] * 3 + ["CODE_REFUSED"] * 2
    assert len(post.sent) == 1


def test_wrong_codes_of_two_ways_count_together(session: Session, post: Post) -> None:
    """Two by the application, the third by a message: a pause."""
    with pytest.raises(Cancelled):
        prove(session, "app", *FAR[:2], leaves)
    talk = Talk({"code.channel": "sms", KEY: [wrong(post), leaves]})
    with pytest.raises(Cancelled):
        hold_with(talk, session)
    assert talk.codes == ["CODE_PAUSE"]


def test_the_code_is_nowhere(session: Session, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """R23: the journal has time, purpose and channel; no file, no entry and no log has the code."""
    caplog.set_level(logging.DEBUG)
    by_sms(session, wrong(post), right(post))
    entry = session.store.journal()[-1]
    assert (entry.action, entry.subject, entry.at) == ("второй фактор подтверждён", "проба, СМС", NOW)
    dump = without_digests(dumped(session))
    assert "второй фактор подтверждён" in dump
    session.store.close()
    files = b"".join(path.read_bytes() for path in session.world.folder.rglob("*") if path.is_file())
    code = post.code
    assert code not in dump
    assert code.encode() not in files
    assert code not in caplog.text


# -- a gateway of the owner


def connected(session: Session, ways: Ways, *channels: str) -> None:
    """These lines are kept beside the keys."""
    session.world = with_ways(session.world, ways)
    for channel in channels:
        session.opened.keep_secret(line_name(channel), LINES[channel].encode(), Event("проба", at=NOW))


def test_a_gateway_carries_the_code(session: Session, post: Post) -> None:
    """R21: over the owner's own line, beside the keys; the sender of the world is not asked."""
    ways = Ways()
    connected(session, ways, "email")
    channel, talk = prove(session, "email", right(ways))
    assert channel == "email"
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert [one.key for one in choice.options] == ["app", "email"]
    assert [ask.text for ask in talk.asks if isinstance(ask, Wait)] == ["Отправляем код."]
    assert [(channel, address) for channel, address, _code in ways.codes] == [("email", "ivanova@example.ru")]
    assert post.sent == []


def test_a_gateway_that_fails_leads_back_to_the_choice(session: Session) -> None:
    """R21, R194: told in words; another way, or the same again; the journal names the one that proved it."""
    ways = Ways(down=True)
    connected(session, ways, "sms", "email")

    def mended(ask: Ask) -> str:
        ways.down = False
        return "email"

    channel, talk = prove(session, ["sms", mended], right(ways))
    assert channel == "email"
    assert talk.codes == ["GATEWAY_FAILED"]
    assert session.store.journal()[-1].subject == "проба, почта"


def test_a_gateway_that_fails_later_leads_there_too(session: Session) -> None:
    """The first code went out, the second does not."""
    ways = Ways()
    connected(session, ways, "sms")

    def falls(ask: Ask) -> str:
        ways.down = True
        return "resend"

    channel, talk = prove(session, ["sms", "app"], falls, at(0))
    assert channel == "app"
    assert talk.codes == ["GATEWAY_FAILED"]
    assert "Новый код отправлен." not in talk.said


def test_a_code_that_nobody_waits_for_leads_back_to_the_choice(session: Session) -> None:
    """R194: Esc while the gateway is silent; nobody is thrown out of what they came for."""
    connected(session, Ways(), "sms")
    talk = Talk({"code.channel": ["sms", "app"], KEY: at(0)})

    def left(ask: Ask) -> object:
        if isinstance(ask, Wait):
            raise Cancelled
        return talk(ask)

    assert drive(confirm_person(session, "проба", fresh=True), left) == "app"
    assert talk.keys == ["code.channel", "code.channel", KEY] and talk.codes == []


def test_one_back_from_a_code_is_the_choice(session: Session, post: Post) -> None:
    """Of any way; back from the choice itself leaves."""

    def back(ask: Ask) -> str:
        raise Back

    channel, talk = prove(session, ["app", "sms"], back, right(post))
    assert (channel, talk.keys) == ("sms", ["code.channel", KEY, "code.channel", KEY])
    with pytest.raises(Back):
        prove(session, back)


def test_one_back_from_a_backup_code_is_the_application(spare: Session) -> None:
    """From its question and from the choice before it."""

    def back(ask: Ask) -> str:
        raise Back

    answers = {"code__other": ["spare", back], "account__backup_code": back}
    _channel, talk = prove(spare, "app", "resend", "resend", at(0), **answers)
    assert talk.keys == [
        "code.channel", KEY, "code.other", "account.backup_code", KEY, "code.other", KEY,
    ]  # fmt: skip


def test_a_line_that_is_taken_no_more_shuts_no_door(session: Session) -> None:
    """Kept by an older version: the application still opens, a message is not offered over it."""
    session.opened.keep_secret(line_name("email"), b"old://line", Event("проба", at=NOW))
    session.world = replace(with_ways(session.world, Ways()), sender=Post(()))
    channel, talk = hold(confirm_person(session, "проба", fresh=True), {KEY: at(0)})
    assert channel == "app"
    assert talk.keys == [KEY]
