"""A locked session goes on at the same field: by PIN or password, a code where it is over (R19, R195)."""

from collections.abc import Callable

import pytest

from emk_tui.ports import Fault
from emk_tui.services.codes import totp_now
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Cancelled, Input, Wait
from emk_tui.services.flows.unlock import unlock
from emk_tui.services.handover import Handover
from emk_tui.services.presence import Presence
from emk_tui.services.running import begin_session, end_session
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.people import NAMES, signed_in
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, Talk, hold, opened

PIN = "480915"
BY_PASSWORD = {"unlock.password": PASSWORD}


def locked(world: World, *, pin: bool = False, over: bool = False) -> Handover:
    """A session in the middle of a word, then locked; what it gives itself."""
    session = opened(world)
    begin_session(session)
    session.put("personal.surname", "Иван")
    session.move("personal.surname")
    if pin:
        world.vault().set_pin(session.opened, PIN)
    made = Handover(LOGIN, session.token)
    if over:
        end_session(session)
    session.opened.close()
    return made


def goes_on(presence: Presence) -> Session:
    """It is the owner's session, at the same field with the same text."""
    assert isinstance(presence, Session)
    assert presence.wizard.cursor == "personal.surname"
    assert presence.draft.raw("personal.surname") == "Иван"
    return presence


def test_the_password_goes_on_without_a_code(world: World, hands: Hands) -> None:
    """R195: the same token and beginning, a line in the journal; the next confirmation asks a code."""
    made = locked(world)
    begun = hands.now()
    hands.on(hours=1)
    presence, talk = hold(unlock(world, made), BY_PASSWORD)
    session = goes_on(presence)
    assert talk.keys == ["unlock.password"]
    assert talk.said == ["Сеанс закрыт, введённое сохранено. Он продолжится с того же места."]
    assert (session.token, session.limits.started, session.limits.touched) == (made.token, begun, hands.now())
    assert session.needs_code()
    assert session.store.journal()[-1].action == "сеанс продолжен"
    session.opened.close()


@pytest.mark.parametrize("hours", [8, 30])
def test_behind_the_absolute_limit_the_code_is_asked(world: World, hands: Hands, hours: int) -> None:
    """R19: password alone is not enough then; the place is kept all the same."""
    made = locked(world)
    hands.on(hours=hours)
    answers = {**BY_PASSWORD, "code.channel": "app", "code.вход": lambda ask: totp_now(SECRET, hands.now())}
    presence, talk = hold(unlock(world, made), answers)
    session = goes_on(presence)
    assert talk.keys == ["unlock.password", "code.channel", "code.вход"]
    assert session.token != made.token and session.limits.started == hands.now()
    assert session.store.journal()[-1].action == "вход"
    session.opened.close()


@pytest.mark.parametrize("made", ["another", "ended"])
def test_a_token_of_another_session_asks_the_code(world: World, made: str) -> None:
    """A program that was closed in good order, or one that guesses."""
    real = locked(world, over=made == "ended")
    token = real.token if made == "ended" else "0" * 64
    presence, talk = hold(unlock(world, Handover(LOGIN, token)), {**BY_PASSWORD, "code.channel": "app"})
    goes_on(presence).opened.close()
    assert talk.keys == ["unlock.password", "code.channel", "code.вход"]


def test_a_wrong_password_is_asked_again(world: World, hands: Hands) -> None:
    """R190: counted like at the sign-in, with its pause; an empty one costs nothing."""
    made = locked(world)
    answers = {"unlock.password": ["", "x", PASSWORD], "unlock.way": "again"}
    presence, talk = hold(unlock(world, made), answers)
    goes_on(presence).opened.close()
    assert talk.keys == ["unlock.password", "unlock.password", "unlock.way", "unlock.password"]
    assert [ask.text for ask in talk.asks if isinstance(ask, Wait)] == ["Пауза перед попыткой, 1 с."]
    (choice,) = [ask for ask in talk.asks if getattr(ask, "key", "") == "unlock.way"]
    assert "Осталось попыток: 4." in getattr(choice, "question", "")


def test_somebody_else_signs_in_anew(world: World) -> None:
    """The whole way, with login and code."""
    made = locked(world)
    answers = {
        "unlock.password": "x", "unlock.way": "anew", "account.login": LOGIN, "account.password": PASSWORD,
        "code.channel": "app",
    }  # fmt: skip
    presence, talk = hold(unlock(world, made), answers)
    presence.opened.close()
    assert talk.keys[1:] == ["unlock.way", "account.login", "account.password", "code.channel", "code.вход"]
    assert presence.token != made.token


def test_the_lock_of_the_door_is_told(world: World) -> None:
    """Five wrong passwords: the time is told, and the way back stays open."""
    made = locked(world)
    talk = Talk({
        "unlock.password": ["x"] * 5, "unlock.way": ["again"] * 4 + ["anew"],
        "account.login": lambda ask: _leaves(ask),
    })  # fmt: skip
    with pytest.raises(Cancelled):
        drive(unlock(world, made), talk)
    last = [ask for ask in talk.asks if getattr(ask, "key", "") == "unlock.way"][-1]
    assert "Вход закрыт до" in getattr(last, "question", "")


def _leaves(ask: Ask) -> str:
    raise Cancelled


def test_the_pin_goes_on(keyed: World) -> None:
    """R19: short, typed unseen."""
    made = locked(keyed, pin=True)
    presence, talk = hold(unlock(keyed, made), {"unlock.pin": f" {PIN} "})
    goes_on(presence).opened.close()
    assert talk.keys == ["unlock.pin"]
    assert all(ask.field.secret for ask in talk.asks if isinstance(ask, Input))


def test_an_empty_pin_leads_to_the_password(keyed: World) -> None:
    """Nothing is counted."""
    made = locked(keyed, pin=True)
    presence, talk = hold(unlock(keyed, made), {"unlock.pin": "", **BY_PASSWORD})
    goes_on(presence).opened.close()
    assert talk.keys == ["unlock.pin", "unlock.password"]
    assert talk.codes == []


@pytest.mark.parametrize("typed", ["12а4", "123", "1234567890123", "пароль"])
def test_what_is_no_pin_is_asked_again(keyed: World, typed: str) -> None:
    """Told, and no try is lost."""
    made = locked(keyed, pin=True)
    presence, talk = hold(unlock(keyed, made), {"unlock.pin": [typed] * 6 + [PIN]})
    goes_on(presence).opened.close()
    assert talk.codes == ["PIN_FORMAT"] * 6


def test_five_wrong_pins_lead_to_the_password(keyed: World) -> None:
    """Counted down, then it is gone for good: the next lock asks the password at once."""
    made = locked(keyed, pin=True)
    wrong = ["4809", "4810", "4811", "4812", "4813"]
    presence, talk = hold(unlock(keyed, made), {"unlock.pin": wrong, **BY_PASSWORD})
    session = goes_on(presence)
    assert talk.codes == ["PIN_REFUSED"] * 4 + ["PIN_GONE"]
    left = [ask.problem.text for ask in talk.asks if isinstance(ask, Input) and ask.problem]
    assert [text.partition("попыток: ")[2][0] for text in left] == ["4", "3", "2", "1"]
    assert talk.keys[-1] == "unlock.password"
    session.opened.close()
    assert "pin" not in keyed.vault().doors()
    presence, talk = hold(unlock(keyed, made), BY_PASSWORD)
    goes_on(presence).opened.close()
    assert talk.keys == ["unlock.password"]


def test_a_right_pin_forgives_wrong_ones(keyed: World) -> None:
    """Four wrong ones, the right one; then four again."""
    made = locked(keyed, pin=True)
    for _time in range(2):
        presence, talk = hold(unlock(keyed, made), {"unlock.pin": ["4809", "4810", "4811", "4812", PIN]})
        goes_on(presence).opened.close()
        assert talk.codes == ["PIN_REFUSED"] * 4


def test_a_key_store_that_lost_the_secret_leads_to_the_password(keyed: World, ring: FolderKeyRing) -> None:
    """A PIN is worth nothing without it."""
    made = locked(keyed, pin=True)
    for name in list(ring._read()):
        ring.forget(name)
    presence, talk = hold(unlock(keyed, made), {"unlock.pin": PIN, **BY_PASSWORD})
    goes_on(presence).opened.close()
    assert talk.codes == ["KEYRING_REFUSED"]


def test_a_store_that_fails_otherwise_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a question of the password."""
    made = locked(world)

    def fails(*given: object) -> None:
        raise Fault("STORE_DAMAGED")

    monkeypatch.setattr(type(world.vault()), "open", fails)
    with pytest.raises(Fault) as refused:
        hold(unlock(world, made), BY_PASSWORD)
    assert refused.value.problem.code == "STORE_DAMAGED"


@pytest.mark.parametrize("at", ["unlock.password", "code.вход"])
def test_left_in_the_middle_the_store_is_free(world: World, hands: Hands, at: str) -> None:
    """No lock stays behind, and nothing is open."""
    made = locked(world)
    hands.on(hours=9)
    leave: Callable[[Ask], str] = _leaves
    with pytest.raises(Cancelled):
        hold(unlock(world, made), {**BY_PASSWORD, "code.channel": "app", at: leave})
    opened(world).opened.close()
    assert world.has_store()


@pytest.mark.parametrize("login", NAMES)
def test_staff_go_on_by_their_password(clinic: World, login: str) -> None:
    """Their own session, no owner's."""
    with signed_in(clinic, login) as person:
        begin_session(person)
        made = Handover(login, person.token)
    presence, talk = hold(unlock(clinic, made), BY_PASSWORD)
    assert type(presence) is Presence and presence.account.login == login
    assert talk.keys == ["unlock.password"]
    presence.opened.close()
