"""The password is lost: recovery code or key in the system open the data, a code proves it (R191, K41)."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.delivery import line_name
from emk_tui.services.flows.asks import Ask, Cancelled, Choice, Code
from emk_tui.services.flows.recovery import recover
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.conftest import Template
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import (
    LOGIN,
    NOW,
    PASSWORD,
    SECRET,
    Answers,
    Hands,
    Post,
    dumped,
    hold,
    opened,
)

NEW = "Новый-9-мост!"
CODE = "code.восстановление входа"
LOST: Answers = {
    "account.login": LOGIN, "account.password": "забыла", "sign_in.way": "recover",
    "account.new_password": [NEW, NEW],
    "code.channel": "app",
}  # fmt: skip


def enrolled(ask: Ask) -> str:
    """The code of a new application, as the demonstration shows it."""
    assert isinstance(ask, Code)
    return str(re.findall(r"\d{6}", ask.shown)[-1])


def code_of(world: World) -> Callable[[Ask], str]:
    """Types the code sent last."""
    post = world.sender
    assert isinstance(post, Post)
    return lambda ask: post.code


def test_the_recovery_code_sets_a_new_password_and_keeps_the_data(world: World, ready: Template) -> None:
    """K41: data and draft are as before, the former password is dead; the application is the second proof."""
    before = opened(world)
    before.put("personal.surname", "Иванова")
    before.store.close()
    answers = {
        **LOST, "account.recovery": ["ААААА-ААААА", ready[1].lower()], "account.has_authenticator": True,
        "account.new_password": ["слабый", NEW, "иное", NEW, NEW],
    }  # fmt: skip
    session, talk = hold(sign_in(world), answers)
    assert talk.codes == ["RECOVERY_REFUSED", "PASSWORD_CLASSES", "PASSWORD_REPEAT"]
    assert "Новый пароль принят. Логин прежний: ivanova." in talk.said
    assert talk.keys[-2:] == ["code.channel", "code.вход"]
    assert {row.raw for row in session.opened.draft().rows} == {"Иванова"}
    assert session.opened.account().login == LOGIN
    assert "пароль сменён при восстановлении" in {entry.action for entry in session.opened.journal()}
    session.opened.close()
    with pytest.raises(Fault):
        world.vault().open(LOGIN, PASSWORD)
    world.clock.sleep(1)
    world.vault().open(LOGIN, NEW).close()


@pytest.mark.parametrize(("channel", "address"), [("sms", "+79161234567"), ("email", "ivanova@example.ru")])
def test_a_sent_code_proves_who_lost_the_application(
    world: World, ready: Template, channel: str, address: str
) -> None:
    """R191: both ways work; then a new application is bound, and that is the second factor."""
    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": False, "recovery.channel": channel,
        CODE: code_of(world), "code.enrol": enrolled,
    }  # fmt: skip
    session, talk = hold(sign_in(world), answers)
    post = world.sender
    assert isinstance(post, Post)
    assert [(sent[0], sent[1], sent[3]) for sent in post.sent] == [(channel, address, "восстановление входа")]
    order = [key for key in talk.keys if key.partition(".")[0] in ("recovery", "code")]
    assert order == ["recovery.channel", CODE, "code.enrol"]
    account = session.opened.account()
    assert account.totp_confirmed and account.totp_secret != SECRET
    assert not session.needs_code()
    lines = [(one.action, one.subject) for one in session.opened.journal()]
    assert ("приложение для кодов потеряно", {"sms": "СМС", "email": "почта"}[channel]) in lines
    session.opened.close()


def test_the_ways_are_shown_masked(world: World, ready: Template) -> None:
    """R21: to nobody's eyes the whole address."""
    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": False, "recovery.channel": "sms",
        CODE: code_of(world), "code.enrol": enrolled,
    }  # fmt: skip
    session, talk = hold(sign_in(world), answers)
    session.opened.close()
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice) and ask.key == "recovery.channel"]
    assert [one.text for one in choice.options] == ["СМС на +7 ••• ••• 45-67", "письмо на i•••@example.ru"]


@pytest.mark.parametrize("why", ["contacts", "sender", "gateway"])
def test_where_nothing_can_be_sent_the_code_is_enough(world: World, ready: Template, why: str) -> None:
    """K41: who holds the recovery code holds the data anyway; told, with the way to mend it."""
    session = opened(world)
    if why == "contacts":
        session.opened.save_account(replace(session.account, phone="", email=""), Event("проба", at=NOW))
    if why == "gateway":
        session.opened.keep_secret(line_name("email"), LINES["email"].encode(), Event("проба", at=NOW))
    session.opened.close()
    ways = Ways(down=True)
    asked = with_ways(replace(world, sender=Post(()) if why == "sender" else world.sender), ways)
    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": False, "recovery.channel": "email",
        "code.enrol": enrolled,
    }  # fmt: skip
    presence, talk = hold(sign_in(asked), answers)
    expected = ["GATEWAY_FAILED", "RECOVERY_ALONE"] if why == "gateway" else ["RECOVERY_ALONE"]
    assert talk.codes == expected
    assert ("recovery.channel" in talk.keys) is (why == "gateway")
    presence.opened.close()


def test_wrong_sent_codes_bring_their_pause(world: World, ready: Template, hands: Hands) -> None:
    """R100: counted in the store like any other."""
    post = world.sender
    assert isinstance(post, Post)

    def wrong(ask: Ask) -> str:
        return f"{(int(post.code) + 1) % 10**6:06}"

    def later(ask: Ask) -> str:
        hands.on(minutes=1)
        return "resend"

    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": False, "recovery.channel": "sms",
        CODE: [wrong, wrong, wrong, code_of(world), later, code_of(world)], "code.enrol": enrolled,
    }  # fmt: skip
    session, talk = hold(sign_in(world), answers)
    assert talk.codes == ["CODE_REFUSED", "CODE_REFUSED", "CODE_PAUSE", "CODE_PAUSE"]
    session.opened.close()


# -- the key of the system


def test_the_key_in_the_system_opens_too(keyed: World, ready: Template) -> None:
    """K41: chosen only where there is one; the second proof is the same."""
    session = opened(keyed)
    keyed.vault().set_keyring(session.opened, on=True)
    session.opened.close()
    answers = {**LOST, "recovery.way": "keyring", "account.has_authenticator": True}
    presence, talk = hold(sign_in(keyed), answers)
    assert "account.recovery" not in talk.keys
    assert talk.keys[-1] == "code.вход"
    presence.opened.close()
    keyed.clock.sleep(keyed.vault().delay())
    keyed.vault().open(LOGIN, NEW).close()


def test_a_key_that_is_gone_leads_to_the_code(keyed: World, ready: Template, ring: FolderKeyRing) -> None:
    """Told; the code written down still opens."""
    session = opened(keyed)
    keyed.vault().set_keyring(session.opened, on=True)
    session.opened.close()
    for name in list(ring._read()):
        ring.forget(name)
    answers = {
        **LOST,
        "recovery.way": "keyring",
        "account.recovery": ready[1],
        "account.has_authenticator": True,
    }
    presence, talk = hold(sign_in(keyed), answers)
    assert talk.codes == ["KEYRING_REFUSED"]
    presence.opened.close()


def test_without_such_a_key_nothing_is_chosen(world: World, ready: Template) -> None:
    """The code at once."""
    store, talk = hold(
        recover(world), {**LOST, "account.recovery": ready[1], "account.has_authenticator": True}
    )
    assert talk.keys[0] == "account.recovery"
    store.close()


# -- left in the middle


def leave_at(world: World, ready: Template, question: str) -> None:
    """By the recovery code and a sent one, without the application; left where this is asked."""

    def leave(ask: Ask) -> str:
        raise Cancelled

    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": False, "recovery.channel": "sms",
        CODE: code_of(world), question: leave,
    }  # fmt: skip
    with pytest.raises(Cancelled):
        hold(sign_in(world), answers)


@pytest.mark.parametrize(
    "at", ["account.has_authenticator", "recovery.channel", CODE, "account.new_password", "code.enrol"]
)
def test_left_in_the_middle_the_store_is_free(world: World, ready: Template, at: str) -> None:
    """No lock and no key stay behind; before its end the old password still holds."""
    leave_at(world, ready, at)
    password = NEW if at == "code.enrol" else PASSWORD
    world.vault().open(LOGIN, password).close()
    assert world.has_store()


def test_left_before_the_new_password_nothing_is_lost(world: World, ready: Template) -> None:
    """R20: the former password still needs the application, whoever holds it."""
    leave_at(world, ready, "account.new_password")
    store = world.vault().open(LOGIN, PASSWORD)
    assert store.account().totp_confirmed and store.account().totp_secret == SECRET
    store.close()


def test_an_application_that_was_lost_stays_lost(world: World, ready: Template) -> None:
    """Left behind the new password: the next sign-in binds another one, no code of the former is taken."""
    leave_at(world, ready, "code.enrol")
    right = {"account.login": LOGIN, "account.password": NEW, "code.enrol": enrolled}
    session, talk = hold(sign_in(world), right)
    assert "code.вход" not in talk.keys
    assert session.opened.account().totp_secret != SECRET
    session.opened.close()


def test_who_only_lost_the_password_keeps_the_application(
    world: World, ready: Template, hands: Hands
) -> None:
    """Its code is asked at the end, and nothing is bound anew."""
    answers = {
        **LOST, "account.recovery": ready[1], "account.has_authenticator": True,
        "code.вход": lambda ask: totp_now(SECRET, hands.now()),
    }  # fmt: skip
    session, talk = hold(sign_in(world), answers)
    assert "code.enrol" not in talk.keys
    assert session.opened.account().totp_secret == SECRET
    session.opened.close()


def test_nothing_typed_is_kept(world: World, ready: Template) -> None:
    """Neither the recovery code nor a password stands in the store."""
    answers = {**LOST, "account.recovery": ready[1], "account.has_authenticator": True}
    session, _talk = hold(sign_in(world), answers)
    dump = dumped(session)
    session.opened.close()
    for secret in (ready[1], ready[1].replace("-", ""), NEW, "забыла"):
        assert secret not in dump
