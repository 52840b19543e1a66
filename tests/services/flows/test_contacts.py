"""Contacts: asked every half year, changed with word to the old ones, confirmed by a code (R63, R196)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from emk_tui.ports import Event
from emk_tui.services.flows.asks import Ask, Confirm, Input
from emk_tui.services.flows.contacts import change_contacts, check_contacts, confirm_contacts, shown
from emk_tui.services.session import Session
from tests.services.ways import Ways, with_ways
from tests.services.worlds import ACCOUNT, NOW, Answers, Hands, Post, hold, reopened

CODE = "code.проверка контакта"
KNOWN = replace(ACCOUNT, phone_confirmed=True, email_confirmed=True)
NEW = {"account.phone": "+7 916 765-43-21", "account.email": "maria@example.ru"}


def keep(session: Session, **changed: object) -> None:
    """The account like this."""
    account = replace(KNOWN, totp_last_step=session.account.totp_last_step, **changed)  # type: ignore[arg-type]
    session.opened.save_account(account, Event("проба", at=NOW))


def right(session: Session) -> Callable[[Ask], str]:
    """Types the code sent last."""
    post = session.world.sender
    assert isinstance(post, Post)
    return lambda ask: post.code


def change(session: Session, **answers: object) -> tuple[list[str], list[str]]:
    """Change them; what was asked and said."""
    keyed = {key.replace("__", "."): one for key, one in answers.items()}
    _none, talk = hold(change_contacts(session), {**NEW, CODE: right(session), **keyed})
    return talk.keys, talk.said


# -- asked about


@pytest.mark.parametrize(
    ("checked", "days", "asked"),
    [(NOW, 0, False), (NOW, 182, False), (NOW, 183, True), (NOW, 400, True), (None, 0, True)],
)
def test_every_half_year(session: Session, hands: Hands, checked: object, days: int, asked: bool) -> None:
    """R196: both sides of the day, and where they never were."""
    keep(session, contacts_checked_at=checked)
    hands.on(days=days)
    _none, talk = hold(check_contacts(session), {"account.contacts_same": True})
    assert talk.keys == (["account.contacts_same"] if asked else [])


def test_who_says_they_are_right_is_asked_half_a_year_later(session: Session, hands: Hands) -> None:
    """Kept with the day, masked in the question; a line in the journal."""
    hands.on(days=200)
    _none, talk = hold(check_contacts(session), {"account.contacts_same": True})
    (ask,) = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert ask.default is True
    assert "+7 ••• ••• 45-67, i•••@example.ru" in ask.question
    assert session.account.contacts_checked_at == hands.now()
    assert session.store.journal()[-1].action == "контакты проверены"
    _none, talk = hold(check_contacts(session))
    assert talk.asks == []


def test_who_says_no_changes_them_at_once(session: Session, hands: Hands) -> None:
    """R196."""
    hands.on(days=200)
    answers: Answers = {"account.contacts_same": False, **NEW, CODE: right(session)}
    _none, talk = hold(check_contacts(session), answers)
    assert talk.keys[:3] == ["account.contacts_same", "account.phone", "account.email"]
    assert (session.account.phone, session.account.email) == ("+79167654321", "maria@example.ru")
    assert session.account.contacts_checked_at == hands.now()


@pytest.mark.parametrize("days", [0, 1, 400])
def test_no_contact_at_all_is_told_each_time(session: Session, hands: Hands, days: int) -> None:
    """R192: at every sign-in, however often."""
    keep(session, phone="", email="")
    hands.on(days=days)
    for _time in range(2):
        _none, talk = hold(check_contacts(session))
        assert (talk.codes, talk.keys) == (["NO_CONTACT"], [])


@pytest.mark.parametrize(
    ("phone", "email", "words"),
    [
        ("+79161234567", "ivanova@example.ru", "+7 ••• ••• 45-67, i•••@example.ru"),
        ("", "ivanova@example.ru", "телефона нет, i•••@example.ru"),
        ("+79161234567", "", "+7 ••• ••• 45-67, почты нет"),
        ("", "", "телефона нет, почты нет"),
    ],
)
def test_contacts_in_words(phone: str, email: str, words: str) -> None:
    """R21: never whole."""
    assert shown(replace(ACCOUNT, phone=phone, email=email)) == words


# -- changed


def test_the_old_ones_are_told(session: Session) -> None:
    """Who changed them cannot keep that from the owner: word to both former contacts, in the same breath."""
    keep(session)
    keys, said = change(session)
    assert keys == ["account.phone", "account.email", CODE, CODE]
    told = session.opened.outbox()
    assert [(one.channel, one.address) for one in told] == [
        ("sms", "+79161234567"), ("email", "ivanova@example.ru"),
    ]  # fmt: skip
    assert {one.text for one in told} == {
        "Телефон или почта изменены. Если это были не вы, войдите и смените пароль."
    }
    assert said[-1] == "Контакты сохранены: +7 ••• ••• 43-21, m•••@example.ru."


def test_where_there_was_none_it_is_told_in_the_program(session: Session) -> None:
    """Nothing is lost."""
    keep(session, phone="", email="")
    change(session)
    assert [(one.channel, one.address) for one in session.opened.outbox()] == [("app", "ivanova")]


def test_change_and_word_come_together(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fall in between leaves the former contacts and tells nothing."""
    from emk_tui.store.work import Work

    class Fell(Exception):
        """The power is gone."""

    def fall(*given: object) -> None:
        raise Fell

    keep(session)
    with monkeypatch.context() as patch:
        patch.setattr(Work, "notify", fall)
        with pytest.raises(Fell):
            change(session)
    again = reopened(session)
    assert (again.account.phone, again.opened.outbox()) == ("+79161234567", ())
    again.store.close()


def test_a_confirmed_contact_that_stays_is_confirmed(session: Session) -> None:
    """R63: only the new one is asked for a code, and it goes there."""
    keep(session)
    keys, _said = change(session, account__email="ivanova@example.ru")
    assert keys == ["account.phone", "account.email", CODE]
    post = session.world.sender
    assert isinstance(post, Post)
    assert [(sent[0], sent[1]) for sent in post.sent] == [("sms", "+79167654321")]
    assert (session.account.phone_confirmed, session.account.email_confirmed) == (True, True)


def test_a_code_confirms_each_by_itself(session: Session) -> None:
    """R63: two codes to two places; each is a line of the journal."""
    keep(session)
    change(session)
    post = session.world.sender
    assert isinstance(post, Post)
    assert [(sent[0], sent[1]) for sent in post.sent] == [
        ("sms", "+79167654321"), ("email", "maria@example.ru"),
    ]  # fmt: skip
    confirmed = [one.subject for one in session.store.journal() if one.action == "контакт подтверждён"]
    assert confirmed == ["СМС", "почта"]


def test_what_cannot_be_sent_stays_unconfirmed(session: Session) -> None:
    """R63: no way out, no code; the contact is kept and marked so."""
    keep(session)
    session.world = replace(session.world, sender=Post(()))
    _none, talk = hold(change_contacts(session), NEW)
    assert talk.keys == ["account.phone", "account.email"]
    account = session.account
    assert (account.phone, account.phone_confirmed, account.email_confirmed) == ("+79167654321", False, False)


def test_a_way_that_fails_confirms_nothing_and_loses_nothing(session: Session) -> None:
    """R194: told; the contacts are kept."""
    keep(session)
    ways = Ways(down=True)
    session.world = with_ways(session.world, ways)
    from emk_tui.services.delivery import line_name
    from tests.services.ways import LINES

    session.opened.keep_secret(line_name("email"), LINES["email"].encode(), Event("проба", at=NOW))
    _none, talk = hold(change_contacts(session), NEW)
    assert talk.codes == ["GATEWAY_FAILED"]
    assert (session.account.email, session.account.email_confirmed) == ("maria@example.ru", False)


def test_wrong_ones_are_asked_again_and_no_is_an_answer(session: Session) -> None:
    """K33, R192: with the problem; without any there is the warning."""
    keep(session)
    answers = {"account.phone": ["12345", "нет"], "account.email": ["ivanova@", "Нет"]}
    _none, talk = hold(change_contacts(session), answers)
    asked = [ask.problem.code for ask in talk.asks if isinstance(ask, Input) and ask.problem]
    assert len(asked) == 2
    assert talk.codes[-1] == "NO_CONTACT"
    assert talk.said[-1] == "Контакты сохранены: телефона нет, почты нет."
    assert (session.account.phone, session.account.email) == ("", "")


def test_the_former_one_is_offered(session: Session) -> None:
    """Enter keeps it."""
    keep(session)
    _none, talk = hold(
        change_contacts(session),
        {"account.phone": lambda ask: ask.current, "account.email": lambda ask: ask.current},
    )
    assert talk.keys == ["account.phone", "account.email"], "nothing new, nothing to confirm"
    assert (session.account.phone, session.account.email) == ("+79161234567", "ivanova@example.ru")


def test_what_was_never_confirmed_is_confirmed_later(session: Session) -> None:
    """R63: each only where a code was never typed."""
    keep(session, phone_confirmed=False)
    _none, talk = hold(confirm_contacts(session), {CODE: right(session)})
    assert talk.keys == [CODE]
    assert session.account.phone_confirmed
    _none, talk = hold(confirm_contacts(session))
    assert talk.asks == []


def test_the_day_is_that_of_the_clock(session: Session, hands: Hands) -> None:
    """R196: the next question is half a year from the change."""
    hands.on(days=50)
    change(session)
    hands.on(days=182)
    assert hands.now() - NOW == timedelta(days=232)
    _none, talk = hold(check_contacts(session))
    assert talk.asks == []
