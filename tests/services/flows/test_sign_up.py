"""Creating the account: what is refused, what is shown once, and a program killed at any point (R18–R30)."""

from collections.abc import Callable
from datetime import date

import pytest

from emk_tui.services.codes import totp_now
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Code, Reply, Reveal
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.sign_up import holds_birth, sign_up
from emk_tui.services.presence import Presence
from emk_tui.services.running import started_at
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.worlds import LOGIN, NOW, PASSWORD, Answers, Hands, Killed, Talk, hold, seen, world_at


class Person(Talk):
    """Writes down what is revealed and types it back."""

    def __init__(self, hands: Hands, changed: Answers | None = None, *, kill_at: int = 0) -> None:
        self.hands, self.groups, self.secret = hands, [""], ""
        answers: dict[str, object] = {
            "account.login": LOGIN, "account.password": lambda ask: PASSWORD,
            "account.phone": "+7 916 123-45-67",
            "account.email": "нет", "recovery.2": lambda ask: self.groups[2],
            "recovery.7": lambda ask: self.groups[7], "code.enrol": self.code, "code.channel": "app",
        }  # fmt: skip
        super().__init__({**answers, **(changed or {})}, kill_at=kill_at)

    def code(self, ask: Ask) -> str:
        """What the authenticator shows."""
        return totp_now(self.secret, self.hands.now())

    def __call__(self, ask: Ask) -> Reply:
        """Read what is revealed, then answer."""
        reply = super().__call__(ask)
        if isinstance(ask, Reveal) and ask.qr:
            self.secret = ask.lines[1].partition(": ")[2].replace(" ", "")
        elif isinstance(ask, Reveal):
            self.groups = ["", *(line.partition(": ")[2] for line in ask.lines)]
        return reply


def owned(presence: Presence) -> Session:
    """Of the owner."""
    assert isinstance(presence, Session)
    return presence


def test_an_account_is_made_and_confirmed(empty: World, hands: Hands) -> None:
    """Everything in its place, and personal data start from the contacts."""
    person = Person(hands)
    session = owned(drive(sign_up(empty), person))
    account = session.store.account()
    assert (account.login, account.phone, account.email) == (LOGIN, "+79161234567", "")
    assert account.recovery_confirmed
    assert account.totp_confirmed
    assert account.totp_secret == person.secret
    assert not session.needs_code(), "the enrolment was a second factor"
    assert (account.confirmed_basis, account.role, account.contacts_checked_at) == ("", "citizen", NOW)
    assert started_at(session.opened, session.token, NOW) == NOW
    assert session.draft.raw("personal.phone") == "+79161234567"
    assert session.wizard.is_declared_absent("personal.email")
    assert not session.wizard.problem_at("personal.phone")
    session.store.close()


def test_the_recovery_code_has_its_groups_and_is_revealed_once(empty: World, hands: Hands) -> None:
    """32 characters in groups; no other ask holds any of them."""
    person = Person(hands)
    drive(sign_up(empty), person).store.close()
    groups = person.groups[1:]
    assert sum(map(len, groups)) == 32
    # the last group has two characters: those stand in many a text by chance
    shown = [ask for ask in person.asks if any(group in seen(ask) for group in groups[:-1])]
    assert len(shown) == 1
    assert isinstance(shown[0], Reveal)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ab1!xyz", "PASSWORD_SHORT"),
        ("река-7-мост", "PASSWORD_CLASSES"),
        ("Йцукен1!", "PASSWORD_SEQUENCE"),
        ("Abcd1234!", "PASSWORD_SEQUENCE"),
        ("Мост-05.03.1980!", "PASSWORD_DATE"),
        ("Я-ivanova-7!", "PASSWORD_LOGIN"),
        ("Я-IVANOVA-7б!", "PASSWORD_LOGIN"),
    ],
)
def test_a_weak_password_is_asked_again(empty: World, hands: Hands, typed: str, code: str) -> None:
    """R28–R30: the reason is told, the good one is taken."""
    person = Person(hands, {"account.password": [typed, PASSWORD, PASSWORD]})
    drive(sign_up(empty), person).store.close()
    assert person.codes == [code]


@pytest.mark.parametrize(
    ("password", "holds"),
    [
        ("Мост-14051985!", True), ("Мост-14.05.1985!", True), ("Мост-1985-05-14!", True),
        ("Мост19850514!", True), ("Мост-140585!", True), ("Мост-850514!", True), ("Мост-1985!", True),
        ("1-Мост-9-лес-8-река-5!", True),
        ("Мост-1984!", False), ("Мост-1405!", False), ("Мост-85!", False), ("Мост-7!", False), ("", False),
        ("Мост-140586!", False),
    ],
)  # fmt: skip
def test_a_password_with_the_birth_date(password: str, holds: bool) -> None:
    """K32: day, month and year in any order, the year alone, whatever stands between the digits."""
    assert holds_birth(password, date(1985, 5, 14)) is holds


def test_the_repeated_password_must_be_the_same(empty: World, hands: Hands) -> None:
    """Else both are asked again."""
    person = Person(hands, {"account.password": [PASSWORD, "Река-7-мост", PASSWORD, PASSWORD]})
    drive(sign_up(empty), person).store.close()
    assert person.codes == ["PASSWORD_REPEAT"]


def test_a_decomposed_password_is_the_same_password(empty: World, hands: Hands) -> None:
    """«й» as one character or as two: keyboards differ."""
    decomposed, composed = "Зеле\u043d\u044b\u0438\u0306-7-мост!", "Зелены\u0439-7-мост!"
    person = Person(hands, {"account.password": [decomposed, composed]})
    drive(sign_up(empty), person).store.close()
    assert person.codes == []


def test_without_phone_and_mail_there_is_a_warning(empty: World, hands: Hands) -> None:
    """K33, R192."""
    person = Person(hands, {"account.phone": "Нет", "account.email": "нет"})
    session = owned(drive(sign_up(empty), person))
    assert person.codes == ["NO_CONTACT"]
    assert session.wizard.is_declared_absent("personal.phone")
    session.store.close()


def test_a_converted_phone_is_told(empty: World, hands: Hands) -> None:
    """K34: never silently."""
    person = Person(hands, {"account.phone": ["8 916 123-45", "8 916 123-45-67"]})
    session = owned(drive(sign_up(empty), person))
    assert person.codes == ["PHONE_MORE", "PHONE_CHANGED"]
    assert session.store.account().phone == "+79161234567"
    session.store.close()


def test_wrong_groups_are_asked_until_they_are_right(empty: World, hands: Hands) -> None:
    """Small letters and spaces around are fine."""
    person = Person(hands)
    person.answers["recovery.2"] = [
        "ААААА", lambda ask: person.groups[3], lambda ask: f" {person.groups[2].lower()} ",
    ]  # fmt: skip
    drive(sign_up(empty), person).store.close()
    assert person.codes == ["RECOVERY_GROUP", "RECOVERY_GROUP"]


def test_the_authenticator_must_show_the_right_code(empty: World, hands: Hands) -> None:
    """Letters, then a code from ten minutes ago, then the right one in two groups."""
    person = Person(hands)
    old: Callable[[Ask], str] = lambda ask: totp_now(person.secret, NOW.replace(hour=9))  # noqa: E731
    person.answers["code.enrol"] = ["abc", old, lambda ask: f"{person.code(ask)[:3]} {person.code(ask)[3:]}"]
    session = owned(drive(sign_up(empty), person))
    assert person.codes == ["CODE_FORMAT", "CODE_CLOCK"]
    assert session.store.account().totp_last_step == int(NOW.timestamp()) // 30
    session.store.close()


def test_what_is_revealed_is_for_an_authenticator(empty: World, hands: Hands) -> None:
    """The otpauth line holds the secret that is spelled out."""
    person = Person(hands)
    drive(sign_up(empty), person).store.close()
    qr = next(ask.qr for ask in person.asks if isinstance(ask, Reveal) and ask.qr)
    assert qr.startswith("otpauth://totp/")
    assert f"secret={person.secret}" in qr


def asks_of_a_whole_sign_up(world: World, hands: Hands) -> list[Ask]:
    """All asks in order."""
    person = Person(hands)
    drive(sign_up(world), person).store.close()
    return person.asks


def test_killed_at_any_ask_the_account_is_finished_later(empty: World, hands: Hands) -> None:
    """Before the store is made nothing is left; after it, sign-in asks what is missing and no more."""
    count = len(asks_of_a_whole_sign_up(empty, hands))
    for number in range(1, count + 1):
        world = world_at(empty.folder.with_name(f"killed-{number}"), hands)
        person = Person(hands, kill_at=number)
        with pytest.raises(Killed):
            drive(sign_up(world), person)
        if not world.has_store():
            drive(sign_up(world), Person(hands)).store.close()
            continue
        hands.on(minutes=2)
        later = Person(hands, {"code.channel": "app", "code.вход": lambda ask: None})
        session = owned(drive(sign_in(world), later))
        account = session.store.account()
        assert account.recovery_confirmed
        assert account.totp_confirmed
        assert session.draft.raw("personal.phone") == "+79161234567"
        assert session.store.verify_journal().ok
        session.store.close()


def test_the_old_recovery_code_is_dead_after_a_kill(empty: World, hands: Hands) -> None:
    """Nobody knows whether it was written down: a new one replaces it."""
    from emk_tui.ports import Fault

    person = Person(hands, {"recovery.2": ["?"]})
    with pytest.raises(IndexError):
        drive(sign_up(empty), person)
    hands.on(minutes=2)
    drive(sign_in(empty), Person(hands)).store.close()
    with pytest.raises(Fault) as refused:
        empty.vault().open_with_recovery("-".join(person.groups[1:]))
    assert refused.value.problem.code == "RECOVERY_REFUSED"


def test_a_left_sign_up_frees_the_store(empty: World, hands: Hands) -> None:
    """Left in the middle, the lock is gone in the same program."""
    from emk_tui.services.flows.asks import Cancelled

    def leave(ask: Ask) -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        drive(sign_up(empty), Person(hands, {"recovery.2": leave}))
    empty.vault().open(LOGIN, PASSWORD).close()
    assert empty.has_store()


def test_the_code_is_shown_only_in_the_demonstration(empty: World, hands: Hands) -> None:
    """A real world never tells the code."""
    from dataclasses import replace

    real = replace(empty, kind="real")
    session, talk = None, Person(hands)
    session = drive(sign_up(real), talk)
    session.store.close()
    shown = [ask.shown for ask in talk.asks if isinstance(ask, Code)]
    assert shown == ["Код из приложения."]


def test_nothing_secret_is_in_the_files(empty: World, hands: Hands) -> None:
    """Password, secret and recovery code stand in no file of the folder."""
    person = Person(hands)
    drive(sign_up(empty), person).store.close()
    content = b"".join(path.read_bytes() for path in empty.folder.rglob("*") if path.is_file())
    for secret in (PASSWORD, person.secret, "".join(person.groups), "-".join(person.groups[1:]), LOGIN):
        assert secret.encode() not in content


def test_hold_is_used_with_this_person(empty: World, hands: Hands) -> None:
    """An answer that is missing is an error of the test, not a silent default."""
    from tests.services.worlds import Unanswered

    with pytest.raises(Unanswered):
        hold(sign_up(empty), {})
