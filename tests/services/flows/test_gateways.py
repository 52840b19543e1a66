"""«Почта и СМС»: a line of the owner counts once a code that went over it was typed (R145)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event
from emk_tui.services.delivery import line_name, lines_of
from emk_tui.services.flows.asks import Ask, Choice, Input
from emk_tui.services.flows.gateways import connected, gateways
from emk_tui.services.session import Session
from tests.services.ways import LINES, MAIL, Ways, with_ways
from tests.services.worlds import NOW, dumped, hold, seen

CODE = "code.проверка подключения"


@pytest.fixture
def ways() -> Ways:
    """Gateways that can be connected."""
    return Ways()


@pytest.fixture
def open_(session: Session, ways: Ways) -> Session:
    """A session of a world with gateways."""
    session.world = with_ways(session.world, ways)
    return session


def right(ways: Ways) -> object:
    """Types the code sent last."""
    return lambda ask: ways.code


@pytest.mark.parametrize(("channel", "address"), [("email", "ivanova@example.ru"), ("sms", "+79161234567")])
def test_a_line_is_tried_then_kept(open_: Session, ways: Ways, channel: str, address: str) -> None:
    """A code goes to the owner's own contact over this very line; typed back it is connected."""
    answers = {
        "account.gateway": channel,
        f"account.gateway_{channel}": f" {LINES[channel]} ",
        CODE: right(ways),
    }
    _none, talk = hold(gateways(open_), answers)
    assert [one[:2] for one in ways.codes] == [(channel, address)]
    assert talk.said[-1] == "Подключено: код дошёл. Уведомления уйдут сюда же."
    assert lines_of(open_.opened) == {channel: LINES[channel]}
    word = {"email": "почта", "sms": "СМС"}[channel]
    assert connected(open_) == (word,)
    lines = [(one.action, one.subject) for one in open_.store.journal()[-2:]]
    assert lines == [("отправка подключена", word), ("контакт подтверждён", word)]
    account = open_.account
    assert (account.phone_confirmed, account.email_confirmed) == (channel == "sms", channel == "email")


def test_what_a_connected_service_sees_is_said_before(open_: Session) -> None:
    """And the mail comes first; «назад» changes nothing."""
    _none, talk = hold(gateways(open_), {"account.gateway": "back"})
    assert "Подключённый сервис увидит ваш адрес, тему и текст сообщений." in talk.said[0]
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert [one.text for one in choice.options] == ["почта", "СМС", "назад"]
    assert choice.default == "back"
    assert lines_of(open_.opened) == {}


def test_a_line_that_is_none_is_asked_again(open_: Session, ways: Ways) -> None:
    """With the reason; the field is typed unseen, as there may be a password in it."""
    typed = ["ftp", "mailtos://nowhere", MAIL]
    _none, talk = hold(
        gateways(open_), {"account.gateway": "email", "account.gateway_email": typed, CODE: right(ways)}
    )
    assert talk.codes == ["GATEWAY_SCHEME", "GATEWAY_LINE"]
    assert all(ask.field.secret for ask in talk.asks if isinstance(ask, Input))
    assert lines_of(open_.opened) == {"email": MAIL}


def test_without_the_code_nothing_is_kept(open_: Session, ways: Ways) -> None:
    """The gateway takes nothing: told, and the line is forgotten."""
    ways.down = True
    _none, talk = hold(gateways(open_), {"account.gateway": "email", "account.gateway_email": MAIL})
    assert talk.codes == ["GATEWAY_FAILED"]
    assert lines_of(open_.opened) == {}
    assert MAIL not in dumped(open_)


def test_a_wrong_code_connects_nothing_yet(open_: Session, ways: Ways) -> None:
    """It is asked again, counted like any other."""

    def wrong(ask: Ask) -> str:
        return f"{(int(ways.code) + 1) % 10**6:06}"

    answers = {"account.gateway": "email", "account.gateway_email": MAIL, CODE: [wrong, right(ways)]}
    _none, talk = hold(gateways(open_), answers)
    assert talk.codes == ["CODE_REFUSED"]
    assert lines_of(open_.opened) == {"email": MAIL}


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_contact_comes_before_its_line(open_: Session, channel: str) -> None:
    """There is nobody to send a code to."""
    bare = replace(open_.account, phone="", email="")
    open_.opened.save_account(bare, Event("проба", at=NOW))
    _none, talk = hold(gateways(open_), {"account.gateway": channel})
    assert talk.said[-1] == "Сначала укажите телефон или почту: «Телефон и почта»."
    assert talk.keys == ["account.gateway"]


@pytest.mark.parametrize("word", ["нет", " Нет ", "НЕТ"])
def test_no_disconnects(open_: Session, word: str) -> None:
    """One channel only, with a line of the journal."""
    for channel, line in LINES.items():
        open_.opened.keep_secret(line_name(channel), line.encode(), Event("проба", at=NOW))
    _none, talk = hold(gateways(open_), {"account.gateway": "email", "account.gateway_email": word})
    assert talk.said[-1] == "Отключено."
    assert lines_of(open_.opened) == {"sms": LINES["sms"]}
    last = open_.store.journal()[-1]
    assert (last.action, last.subject) == ("отправка отключена", "почта")


def test_no_line_is_ever_shown(open_: Session, ways: Ways) -> None:
    """Neither asked with the former one in it, nor told."""
    open_.opened.keep_secret(line_name("email"), MAIL.encode(), Event("проба", at=NOW))
    answers = {"account.gateway": "email", "account.gateway_email": MAIL, CODE: right(ways)}
    _none, talk = hold(gateways(open_), answers)
    assert not any(MAIL in seen(ask) for ask in talk.asks)
