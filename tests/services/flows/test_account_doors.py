"""Doors to the data: password, login, recovery code, key in the system, PIN (R28–R30, R197, K32, K41)."""

from collections.abc import Iterator

import pytest

from emk_tui.ports import Fault
from emk_tui.services.drive import drive
from emk_tui.services.flows.account_doors import (
    birth_of,
    change_login,
    change_password,
    keyring,
    new_recovery,
    pin,
)
from emk_tui.services.flows.asks import Ask, Cancelled, Confirm, Input, Reveal
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.submit import submit
from emk_tui.services.presence import Presence
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.conftest import Template
from tests.services.people import signed_in
from tests.services.worlds import LOGIN, PASSWORD, Answers, Hands, Killed, Talk, hold, opened, type_in

NEW = "Озеро-4-лес?"
PIN = "480915"


@pytest.fixture
def doored(keyed: World) -> Iterator[Session]:
    """Signed in on a system with a key store."""
    session = opened(keyed)
    yield session
    session.opened.close()


def opens(world: World, login: str, password: str) -> str:
    """Empty where these two open, else the code."""
    try:
        world.vault().open(login, password).close()
    except Fault as fault:
        return fault.problem.code
    return ""


def passwords(*typed: str) -> Answers:
    """The new password, again where it is taken."""
    return {"account.new_password": [*typed, typed[-1]]}


# -- password and login


def test_a_new_password_opens_and_the_former_is_dead(session: Session, hands: Hands) -> None:
    """R197: the data are untouched, the owner is told wherever reachable, the journal has a line."""
    session.put("personal.surname", "Иванова")
    _none, talk = hold(change_password(session), passwords(NEW))
    assert talk.said == ["Пароль сменён."]
    assert [(one.channel, one.text) for one in session.opened.outbox()] == [
        (channel, "Пароль сменён. Если это были не вы, войдите и смените пароль.")
        for channel in ("sms", "email")
    ]
    assert session.store.journal()[-1].action == "пароль сменён"
    session.opened.close()
    assert opens(session.world, LOGIN, PASSWORD) == "SIGN_IN_REFUSED"
    hands.on(seconds=1)
    store = session.world.vault().open(LOGIN, NEW)
    assert {row.path: row.raw for row in store.draft().rows} == {"personal.surname": "Иванова"}
    store.close()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ab1!xyz", "PASSWORD_SHORT"),
        ("река-7-мост", "PASSWORD_CLASSES"),
        ("Йцукен1!", "PASSWORD_SEQUENCE"),
        ("Я-IVANOVA-7б!", "PASSWORD_LOGIN"),
        ("Мост-05.03.1980!", "PASSWORD_DATE"),
    ],
)
def test_the_rules_are_those_of_the_first_one(session: Session, typed: str, code: str) -> None:
    """R197: weak is refused with its reason."""
    _none, talk = hold(change_password(session), passwords(typed, NEW))
    assert talk.codes == [code]


@pytest.mark.parametrize(
    "typed",
    [
        "Мост-14051985!б",
        "Мост-14-05-85!",
        "Лес.1985.Река!",
        "1985Лес!река",
        "Лес-19-река-85!",
        "Мост-850514!а",
    ],
)
@pytest.mark.parametrize("known", ["personal", "identity", "card"])
def test_the_birth_date_is_no_password(consented: Session, session: Session, typed: str, known: str) -> None:
    """K32, R30: the real one, however it is written, from wherever it is known."""
    asked = session
    if known == "personal":
        type_in(session, "personal")
    elif known == "identity":
        session.put("identity.birth_date", "14.05.1985")
    else:
        asked = consented
        asked.move("review")
        hold(submit(asked), {"submit": True})
    _none, talk = hold(change_password(asked), passwords(typed, NEW))
    assert talk.codes in (["PASSWORD_BIRTH"], ["PASSWORD_DATE"])


def test_without_a_birth_date_nothing_is_compared(session: Session) -> None:
    """What is not known yet."""
    assert birth_of(session) is None
    _none, talk = hold(change_password(session), passwords("Лес.1985.Река!"))
    assert talk.codes == []


def test_a_wrong_repetition_changes_nothing_yet(session: Session) -> None:
    """Both are asked again."""
    _none, talk = hold(change_password(session), {"account.new_password": [NEW, "Озеро-4-лес!", NEW, NEW]})
    assert talk.codes == ["PASSWORD_REPEAT"]


def test_left_before_the_end_the_former_one_holds(session: Session) -> None:
    """Nothing is rewritten."""
    talk = Talk({"account.new_password": [NEW, _leaves]})
    with pytest.raises(Cancelled):
        drive(change_password(session), talk)
    session.opened.close()
    assert opens(session.world, LOGIN, PASSWORD) == ""


def _leaves(ask: Ask) -> str:
    raise Cancelled


def test_a_new_login_needs_its_password(session: Session, hands: Hands) -> None:
    """Both open one door together; the former pair is dead."""
    _none, talk = hold(change_login(session), {"account.new_login": "maria", **passwords(PASSWORD)})
    assert talk.said == ["С новым логином задайте и пароль, можно прежний.", "Логин и пароль сменены."]
    assert session.account.login == "maria"
    assert session.store.journal()[-1].action == "логин и пароль сменены"
    session.opened.close()
    assert opens(session.world, LOGIN, PASSWORD) == "SIGN_IN_REFUSED"
    hands.on(seconds=1)
    assert opens(session.world, "maria", PASSWORD) == ""


def test_a_wrong_login_is_asked_again(session: Session) -> None:
    """By the rules of the first one."""
    answers = {"account.new_login": ["", "мария", "maria"], **passwords(NEW)}
    _none, talk = hold(change_login(session), answers)
    assert len(talk.codes) == 2
    assert session.account.login == "maria"


def test_a_password_holds_not_the_new_login_either(session: Session) -> None:
    """R30."""
    _none, talk = hold(change_login(session), {"account.new_login": "maria", **passwords("Я-maria-7б!", NEW)})
    assert talk.codes == ["PASSWORD_LOGIN"]


def test_a_change_of_login_that_was_cut_short_is_finished(
    session: Session, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed behind the key: the new pair opens, and the account learns its login at that sign-in."""

    def killed(*given: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(type(session.opened), "save_account", killed)
        with pytest.raises(Killed):
            hold(change_login(session), {"account.new_login": "maria", **passwords(NEW)})
    session.opened.close()
    right = {"account.login": " maria ", "account.password": NEW, "code.channel": "app"}
    presence, _talk = hold(sign_in(session.world), right)
    assert presence.account.login == "maria"
    hold(change_password(presence), passwords(PASSWORD))
    presence.opened.close()
    assert opens(session.world, "maria", PASSWORD) == ""


def test_no_login_is_written_where_it_is_the_same(session: Session) -> None:
    """In any case and with spaces around: the account stays as it was kept."""
    session.opened.close()
    right = {"account.login": " IVANOVA ", "account.password": PASSWORD, "code.channel": "app"}
    presence, _talk = hold(sign_in(session.world), right)
    assert presence.account.login == LOGIN
    assert isinstance(presence, Session)
    assert "логин приведён в порядок" not in {one.action for one in presence.store.journal()}
    presence.opened.close()


def test_a_new_password_shuts_the_doors_beside_it(doored: Session) -> None:
    """PIN and key in the system wrap the same data: told, and they can be set again."""
    vault = doored.world.vault()
    vault.set_keyring(doored.opened, on=True)
    vault.set_pin(doored.opened, PIN)
    _none, talk = hold(change_password(doored), passwords(NEW))
    assert talk.said == [
        "Пароль сменён.",
        "Убрано вместе с прежним паролем: ключ в системе, ПИН. Можно задать снова.",
    ]
    assert vault.doors() == {"recovery"}


def test_nobody_of_the_staff_has_a_birth_date_here(clinic: World) -> None:
    """Theirs is not kept, the owner's is not theirs."""
    with signed_in(clinic, "doctor") as doctor:
        assert type(doctor) is Presence
        assert birth_of(doctor) is None


# -- the recovery code


class Writes(Talk):
    """Writes the groups down and types them back."""

    def __init__(self, answers: Answers | None = None, *, kill_at: int = 0) -> None:
        self.groups: list[str] = []
        typed = {f"recovery.{number}": self._group(number) for number in (2, 7)}
        super().__init__({**typed, **(answers or {})}, kill_at=kill_at)

    def _group(self, number: int) -> object:
        return lambda ask: self.groups[number - 1]

    def __call__(self, ask: Ask) -> object:
        """Read what is revealed, then answer."""
        reply = super().__call__(ask)
        if isinstance(ask, Reveal) and not ask.qr:
            self.groups = [line.partition(": ")[2] for line in ask.lines]
        return reply

    @property
    def code(self) -> str:
        """All groups."""
        return "-".join(self.groups)


def test_a_new_recovery_code(session: Session, ready: Template) -> None:
    """K41: shown once, two groups typed back; the former one opens nothing, the new one does."""
    writes = Writes()
    drive(new_recovery(session), writes)
    assert writes.said == ["Код записан верно и действует, прежний больше нет."]
    assert session.account.recovery_confirmed
    assert session.store.journal()[-1].action == "код восстановления заменён"
    session.opened.close()
    with pytest.raises(Fault):
        session.world.vault().open_with_recovery(ready[1])
    session.world.vault().open_with_recovery(writes.code).close()


@pytest.mark.parametrize("number", range(1, 4))
def test_until_it_was_typed_back_the_former_one_holds(session: Session, ready: Template, number: int) -> None:
    """Killed in the middle: nobody knows whether the new one was written down, so it is none."""
    writes = Writes(kill_at=number)
    with pytest.raises(Killed):
        drive(new_recovery(session), writes)
    session.opened.close()
    with pytest.raises(Fault):
        session.world.vault().open_with_recovery(writes.code)
    session.world.vault().open_with_recovery(ready[1]).close()
    right = {"account.login": LOGIN, "account.password": PASSWORD, "code.channel": "app"}
    later = Writes(right)
    presence = drive(sign_in(session.world), later)
    assert presence.account.recovery_confirmed and "recovery.2" not in later.keys
    presence.opened.close()


# -- the key in the system


def test_the_key_in_the_system_opens_without_the_password(doored: Session, ring: FolderKeyRing) -> None:
    """K41: put there and taken away, each behind a question with its price."""
    _none, talk = hold(keyring(doored), {"account.keyring": True})
    assert "Его прочтёт и тот, кто войдёт в систему под вами." in talk.said[0]
    assert talk.said[-1] == "Ключ добавлен."
    doored.opened.close()
    doored.world.vault().open_with_keyring().close()
    again = opened(doored.world)
    _none, talk = hold(keyring(again), {"account.keyring": True})
    (question,) = [ask.question for ask in talk.asks if isinstance(ask, Confirm)]
    assert question == "Убрать ключ из системы?"
    assert talk.said[-1] == "Ключ убран."
    assert again.world.vault().doors() == {"recovery"}
    assert not any(name.startswith("keyring ") for name in ring._read())
    actions = [one.action for one in again.store.journal() if "ключ в системе" in one.action]
    assert actions == ["ключ в системе добавлен", "ключ в системе убран"]
    again.opened.close()
    with pytest.raises(Fault):
        again.world.vault().open_with_keyring()


def test_a_no_puts_no_key_anywhere(doored: Session, ring: FolderKeyRing) -> None:
    """Asked, not done."""
    hold(keyring(doored), {"account.keyring": False})
    assert doored.world.vault().doors() == {"recovery"}
    assert not any(name.startswith("keyring ") for name in ring._read())


# -- the PIN


def test_a_pin_is_typed_twice(doored: Session) -> None:
    """R19: unseen; what it costs to guess is told."""
    answers = {"account.new_pin": [PIN, PIN]}
    _none, talk = hold(pin(doored), answers)
    asked = [(ask.key, str(ask.field.label)) for ask in talk.asks if isinstance(ask, Input)]
    assert asked == [("account.new_pin", "ПИН"), ("account.new_pin.again", "ПИН ещё раз")]
    assert all(ask.field.secret for ask in talk.asks if isinstance(ask, Input))
    assert talk.said[-1] == "ПИН задан. Пять неверных попыток уберут его, тогда откроет пароль."
    doored.opened.close()
    doored.world.vault().open_with_pin(PIN).close()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12а4", "PIN_FORMAT"),
        ("123", "PIN_FORMAT"),
        ("0000", "PIN_SIMPLE"),
        ("4321", "PIN_SIMPLE"),
        ("", "REQUIRED"),
    ],
)
def test_a_simple_pin_is_asked_again(doored: Session, typed: str, code: str) -> None:
    """R30: with its reason; a repetition that differs asks both."""
    _none, talk = hold(pin(doored), {"account.new_pin": [typed, PIN, "480916", PIN, f" {PIN} "]})
    assert talk.codes == [code, "PIN_REPEAT"]
    doored.opened.close()
    doored.world.vault().open_with_pin(PIN).close()


@pytest.mark.parametrize(
    ("chosen", "answers", "holds"),
    [("keep", {}, PIN), ("drop", {}, ""), ("new", {"account.new_pin": ["9137", "9137"]}, "9137")],
)
def test_a_pin_that_is_there(doored: Session, chosen: str, answers: Answers, holds: str) -> None:
    """Kept, taken away, replaced."""
    vault = doored.world.vault()
    vault.set_pin(doored.opened, PIN)
    hold(pin(doored), {"account.pin": chosen, **answers})
    doored.opened.close()
    assert ("pin" in vault.doors()) is bool(holds)
    if holds:
        vault.open_with_pin(holds).close()
    if chosen == "new":
        with pytest.raises(Fault):
            vault.open_with_pin(PIN)


def test_nothing_typed_is_kept(doored: Session) -> None:
    """No password, no PIN, in no file and no line of the journal."""
    hold(change_password(doored), passwords(NEW))
    hold(pin(doored), {"account.new_pin": [PIN, PIN]})
    again = reopened_with(doored, NEW)
    lines = " ".join(f"{one.action} {one.subject}" for one in again.store.journal())
    again.opened.close()
    files = b"".join(path.read_bytes() for path in again.world.folder.rglob("*") if path.is_file())
    for secret in (NEW, PASSWORD, PIN):
        assert secret not in lines and secret.encode() not in files


def reopened_with(session: Session, password: str) -> Session:
    """The same store by its new password."""
    session.opened.close()
    return Session(session.world, session.world.vault().open(LOGIN, password))


def test_the_account_is_otherwise_untouched(session: Session) -> None:
    """A change of the password changes the password."""
    before = session.account
    hold(change_password(session), passwords(NEW))
    again = reopened_with(session, NEW)
    assert again.account == before
    again.opened.close()
