"""Signing in: the same words for both mistakes, the lock, the recovery code (R18–R23, K23, K41)."""

import re
from dataclasses import replace

import pytest

from emk_tui.ports import Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Cancelled, Choice, Input
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.world import World
from tests.services.conftest import Template
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, Post, Talk, hold, opened, seen

RIGHT = {"account.login": LOGIN, "account.password": PASSWORD, "code.channel": "app"}
NEW = "Новый-9-мост!"


def test_login_password_and_code_open_a_session(world: World) -> None:
    """In this order, and the journal says so."""
    session, talk = hold(sign_in(world), RIGHT)
    assert talk.keys == ["account.login", "account.password", "code.channel", "code.вход"]
    actions = [entry.action for entry in session.store.journal()]
    assert actions[-2:] == ["второй фактор подтверждён", "вход"]
    assert not session.needs_code()
    session.store.close()


@pytest.mark.parametrize("mistakes", [1, 2, 4])
def test_a_wrong_login_and_a_wrong_password_look_the_same(world: World, mistakes: int) -> None:
    """R18: ask for ask, text for text, and the number of tries left."""
    told: list[list[Ask]] = []
    for wrong in ({"account.login": "petrova"}, {"account.password": "Река-7-мост?"}):
        answers: dict[str, object] = {**RIGHT, "sign_in.way": "retry"}
        for key, value in wrong.items():
            answers[key] = [value] * mistakes + [RIGHT[key]]
        session, talk = hold(sign_in(world), answers)
        session.store.close()
        cut = next(n for n, ask in enumerate(talk.asks) if getattr(ask, "key", "") == "code.channel")
        told.append(talk.asks[:cut])
    assert told[0] == told[1]
    assert f"Осталось попыток: {5 - mistakes}" in " ".join(map(seen, told[0]))


def lock(world: World) -> Talk:
    """Five wrong passwords; the fifth ends it."""
    talk = Talk({"account.login": LOGIN, "account.password": "Река-7-мост?", "sign_in.way": "retry",
                 "sign_in.locked": "stop"})  # fmt: skip
    with pytest.raises(Fault) as refused:
        drive(sign_in(world), talk)
    assert refused.value.problem.code == "LOCKED_OUT"
    assert refused.value.exit_code == 3
    return talk


def test_the_sixth_try_is_refused_even_with_the_right_password(world: World) -> None:
    """R190: after five mistakes the door is shut, and the time is told."""
    talk = lock(world)
    assert talk.keys.count("account.password") == 5
    with pytest.raises(Fault) as refused:
        hold(sign_in(world), {**RIGHT, "sign_in.locked": "stop"})
    assert refused.value.problem.code == "LOCKED_OUT"
    assert "10:15" in refused.value.problem.text


def test_the_pause_ends(world: World, hands: Hands) -> None:
    """A quarter of an hour later the right password opens again."""
    lock(world)
    hands.on(minutes=14, seconds=59)
    with pytest.raises(Fault):
        hold(sign_in(world), {**RIGHT, "sign_in.locked": "stop"})
    hands.on(seconds=1)
    hold(sign_in(world), RIGHT)[0].store.close()


def test_the_recovery_code_opens_during_a_pause(world: World, ready: Template) -> None:
    """K23: a stranger who guesses cannot lock the owner out."""
    lock(world)
    answers = {
        **RIGHT,
        "sign_in.locked": "recover",
        "account.recovery": ready[1],
        "account.new_password": NEW,
        "account.has_authenticator": True,
    }
    hold(sign_in(world), answers)[0].store.close()
    again = {**RIGHT, "account.password": NEW, "code.channel": "app", "code.вход": next_code}
    session, talk = hold(sign_in(world), again)
    session.store.close()
    assert "sign_in.locked" not in talk.keys


def next_code(ask: Ask) -> str:
    """The code that follows the one just used."""
    from datetime import timedelta

    from tests.services.worlds import NOW

    return totp_now(SECRET, NOW + timedelta(seconds=30))


def test_the_recovery_code_sets_a_new_password_and_keeps_the_data(world: World, ready: Template) -> None:
    """K41: data and draft are as before, the former password is dead."""
    before = opened(world)
    before.put("personal.surname", "Иванова")
    before.store.close()
    answers = {
        **RIGHT, "account.password": "забыла", "sign_in.way": "recover",
        "account.recovery": ["ААААА-ААААА", ready[1].lower()], "account.new_password": ["1", NEW, NEW, NEW],
    }  # fmt: skip
    session, talk = hold(
        sign_in(world),
        {
            **answers,
            "account.new_password": ["слабый", NEW, "иное", NEW, NEW],
            "account.has_authenticator": True,
        },
    )
    assert talk.codes == ["RECOVERY_REFUSED", "PASSWORD_CLASSES", "PASSWORD_REPEAT"]
    assert session.draft.raw("personal.surname") == "Иванова"
    assert session.store.account().login == LOGIN
    assert "пароль сменён по коду восстановления" in {entry.action for entry in session.store.journal()}
    session.store.close()
    with pytest.raises(Fault):
        world.vault().open(LOGIN, PASSWORD)
    world.vault().open(LOGIN, NEW).close()


def test_a_lost_authenticator_is_bound_anew_by_the_recovery_code(world: World, ready: Template) -> None:
    """K41: nobody is locked out for good; the new code proves the second factor at once."""
    answers = {
        **RIGHT,
        "account.password": "забыла",
        "sign_in.way": "recover",
        "account.recovery": ready[1],
        "account.new_password": NEW,
        "account.has_authenticator": False,
        "code.enrol": lambda ask: re.findall(r"\d{6}", ask.shown)[-1],
    }
    session, talk = hold(sign_in(world), answers)
    assert "code.вход" not in talk.keys
    account = session.store.account()
    assert account.totp_confirmed and account.totp_secret != SECRET
    assert not session.needs_code()
    session.store.close()


def test_left_in_the_middle_of_a_recovery_the_store_is_free(world: World, ready: Template) -> None:
    """No lock and no key stay behind; the old password still holds."""

    def leave(ask: Ask) -> str:
        raise Cancelled

    answers = {**RIGHT, "account.password": "x", "sign_in.way": "recover", "account.recovery": ready[1]}
    with pytest.raises(Cancelled):
        hold(sign_in(world), {**answers, "account.new_password": leave})
    world.vault().open(LOGIN, PASSWORD).close()
    assert world.has_store()


def test_left_at_the_code_the_store_is_free(world: World) -> None:
    """R20: a right password without the code leaves nothing open."""

    def leave(ask: Ask) -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        hold(sign_in(world), {**RIGHT, "code.вход": leave})
    opened(world).store.close()
    assert world.has_store()


def test_the_channel_is_asked_only_where_there_is_a_choice(world: World) -> None:
    """A real world has no sender: only the authenticator."""
    silent = replace(world, sender=Post(()))
    session, talk = hold(sign_in(silent), {"account.login": LOGIN, "account.password": PASSWORD})
    assert "code.channel" not in talk.keys
    session.store.close()


def test_the_phone_is_shown_masked(world: World) -> None:
    """R21."""
    session, talk = hold(sign_in(world), RIGHT)
    session.store.close()
    texts = [one.text for ask in talk.asks if isinstance(ask, Choice) for one in ask.options]
    assert texts == ["код из приложения", "СМС на +7 ••• ••• 45-67", "письмо на вашу почту"]


def test_login_is_trimmed_and_any_case(world: World) -> None:
    """A space or a capital letter is no mistake in a login."""
    session, talk = hold(sign_in(world), {**RIGHT, "account.login": " Ivanova "})
    session.store.close()
    assert talk.codes == []
    assert all(ask.problem is None for ask in talk.asks if isinstance(ask, Input))


def test_an_enter_by_mistake_costs_no_try(world: World) -> None:
    """An empty login or password is asked again, the counter stays."""
    session, talk = hold(
        sign_in(world), {**RIGHT, "account.login": ["", LOGIN], "account.password": ["", PASSWORD]}
    )
    session.store.close()
    assert talk.codes == ["REQUIRED_HERE", "REQUIRED_HERE"]
    assert "sign_in.way" not in talk.keys
