"""Signing in: the same words for both mistakes, pauses, the lock, staff (R18–R23, R190, K23)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.demo_staff import PEOPLE
from emk_tui.ports import Event, Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Cancelled, Choice, Input, Reveal, Wait
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.presence import Presence
from emk_tui.services.running import started_at
from emk_tui.services.world import World
from tests.services.conftest import Template
from tests.services.people import NAMES, owner
from tests.services.worlds import LOGIN, NOW, PASSWORD, SECRET, Hands, Post, Talk, held, hold, opened, seen

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


def told(ask: Ask) -> Ask | str:
    """An ask as a person sees it: of waiting its words."""
    return ask.text if isinstance(ask, Wait) else ask


@pytest.mark.parametrize(("mistakes", "pauses"), [(1, [1]), (2, [1, 2]), (4, [1, 2, 4, 8])])
def test_a_wrong_login_and_a_wrong_password_look_the_same(
    world: World, mistakes: int, pauses: list[int]
) -> None:
    """R18, R190: ask for ask, text for text, the number of tries left, and the pause that grows."""
    heard: list[list[Ask | str]] = []
    for wrong in ({"account.login": "petrova"}, {"account.password": "Река-7-мост?"}):
        answers: dict[str, object] = {**RIGHT, "sign_in.way": "retry"}
        for key, value in wrong.items():
            answers[key] = [value] * mistakes + [RIGHT[key]]
        session, talk = hold(sign_in(world), answers)
        session.store.close()
        cut = next(n for n, ask in enumerate(talk.asks) if getattr(ask, "key", "") == "code.channel")
        heard.append([told(ask) for ask in talk.asks[:cut]])
        shown = " ".join(seen(ask) for ask in talk.asks[:cut])
        assert f"Осталось попыток: {5 - mistakes}" in shown
        waits = [ask.text for ask in talk.asks if isinstance(ask, Wait)]
        assert waits == [f"Пауза перед попыткой, {seconds} с." for seconds in pauses]
    assert heard[0] == heard[1]


def test_the_pause_comes_behind_the_answers(world: World, hands: Hands) -> None:
    """R190: it is waited for by the clock of the world, not before anything is typed."""
    before = hands.now()
    session, talk = hold(
        sign_in(world), {**RIGHT, "account.password": ["x", PASSWORD], "sign_in.way": "retry"}
    )
    session.store.close()
    kinds = [type(ask).__name__ for ask in talk.asks]
    assert kinds[:7] == ["Input", "Input", "Progress", "Choice", "Input", "Input", "Wait"]
    assert hands.now() - before == timedelta(seconds=1)


def test_a_pause_that_is_over_is_not_waited_for(world: World, hands: Hands) -> None:
    """Who types slowly waits for nothing."""

    def slowly(ask: Ask) -> str:
        hands.on(seconds=1)
        return PASSWORD

    answers = {**RIGHT, "account.password": ["x", slowly], "sign_in.way": "retry"}
    session, talk = hold(sign_in(world), answers)
    session.store.close()
    assert not any(isinstance(ask, Wait) for ask in talk.asks)


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
    """R190: after five mistakes the door is shut, and the time is told in whole minutes."""
    talk = lock(world)
    assert talk.keys.count("account.password") == 5
    with pytest.raises(Fault) as refused:
        hold(sign_in(world), {**RIGHT, "sign_in.locked": "stop"})
    assert refused.value.problem.code == "LOCKED_OUT"
    # the fifth try came after pauses of 1, 2, 4 and 8 seconds
    assert "10:16" in refused.value.problem.text


def test_the_lock_ends(world: World, hands: Hands) -> None:
    """A quarter of an hour later the right password opens again."""
    lock(world)
    hands.on(minutes=14, seconds=59)
    with pytest.raises(Fault):
        hold(sign_in(world), {**RIGHT, "sign_in.locked": "stop"})
    hands.on(seconds=1)
    hold(sign_in(world), RIGHT)[0].store.close()


def test_the_recovery_code_opens_during_a_lock(world: World, ready: Template) -> None:
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
    return totp_now(SECRET, NOW + timedelta(seconds=45))


def test_the_running_session_is_noted(world: World) -> None:
    """R19: from the second factor on, with a token of its own each time."""
    tokens = []
    for _time in range(2):
        session, _talk = hold(sign_in(world), {**RIGHT, "code.channel": "sms", "code.вход": right(world)})
        assert started_at(session.opened, session.token, NOW) == NOW
        tokens.append(session.token)
        session.store.close()
    assert len(set(tokens)) == 2


def right(world: World) -> object:
    """Types the code sent last."""
    post = world.sender
    assert isinstance(post, Post)
    return lambda ask: post.code


@pytest.mark.parametrize("login", PEOPLE)
def test_staff_sign_in_the_same_way(clinic: World, login: str) -> None:
    """R18, R20: password, then a code; what opens is no owner's session, and the journal names them."""
    person, talk = hold(sign_in(clinic), {"account.login": login, "account.password": PASSWORD})
    assert talk.keys == ["account.login", "account.password", "code.вход"]
    assert type(person) is Presence and person.role == PEOPLE[login][0]
    person.opened.close()
    with owner(clinic) as session:
        last = session.store.journal()[-1]
        assert (last.action, last.actor) == ("вход", f"{login} ({NAMES[login]})")


@pytest.mark.parametrize("bound", [True, False])
def test_no_recovery_code_before_the_second_factor(world: World, bound: bool) -> None:
    """R20: who has the password alone sees nothing that opens the data."""
    store = world.vault().open(LOGIN, PASSWORD)
    event = Event("проба", at=NOW)
    store.save_account(replace(store.account(), recovery_confirmed=False, totp_confirmed=bound), event)
    store.close()

    def leave(ask: Ask) -> str:
        raise Cancelled

    talk = Talk({**RIGHT, "code.вход": leave, "recovery.2": leave})
    with pytest.raises(Cancelled):
        held(sign_in(world), talk)
    assert ("recovery.2" in talk.keys) is not bound
    assert any(isinstance(ask, Reveal) for ask in talk.asks) is not bound


@pytest.mark.parametrize("mistakes", [0, 1, 3])
def test_failures_since_the_last_sign_in_are_told(world: World, hands: Hands, mistakes: int) -> None:
    """R189: how many and when, once; in a store where nobody failed nothing is said."""
    by_sms = {**RIGHT, "code.channel": "sms", "code.вход": right(world)}
    hold(sign_in(world), by_sms)[0].store.close()
    hands.on(hours=1)
    for _time in range(mistakes):
        with pytest.raises(Fault):
            world.vault().open(LOGIN, "x")
        hands.on(seconds=10)
    told = []
    for _time in range(2):
        session, talk = hold(sign_in(world), by_sms)
        session.store.close()
        told.append([text for text in talk.said if "неудачных" in text])
    said = f"С прошлого входа неудачных попыток: {mistakes}, последняя 02.03.2026 11:00."
    assert told == [[said] if mistakes else [], []]


def test_an_old_copy_in_its_place_is_told(world: World) -> None:
    """R189: the journal lacks an end that was remembered outside."""
    from shutil import copy2

    store = world.folder / "store"
    kept = world.folder / "old.db"
    copy2(store / "emk.db", kept)
    hold(sign_in(world), RIGHT)[0].store.close()
    copy2(kept, store / "emk.db")
    answers = {**RIGHT, "code.channel": "sms", "code.вход": right(world)}
    session, talk = hold(sign_in(world), answers)
    session.store.close()
    assert talk.codes == ["STORE_ROLLED_BACK"]


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
    assert texts == ["код из приложения", "СМС на +7 ••• ••• 45-67", "письмо на i•••@example.ru"]


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
