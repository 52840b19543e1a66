"""Notices leave when the menu comes up, beside the keys (R52, R145, R194)."""

from emk_tui.ports import Event, Notice
from emk_tui.services.actions import LEAVE
from emk_tui.services.delivery import line_name
from emk_tui.services.flows.asks import Wait
from emk_tui.services.flows.home import home
from emk_tui.services.flows.outgoing import send_out
from emk_tui.services.session import Session
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import NOW, Talk, hold

EVENT = Event("проба", at=NOW)
NOTICE = Notice("1", "email", "ivanova@example.ru", "Карта готова", "Карта создана.", NOW)


def waits(talk: Talk) -> list[str]:
    """What was waited for."""
    return [ask.text for ask in talk.asks if isinstance(ask, Wait)]


def test_nothing_is_said_without_a_line(session: Session) -> None:
    """The notice stays in the program."""
    session.opened.record(EVENT, (NOTICE,))
    _none, talk = hold(send_out(session))
    assert talk.asks == []
    assert [one.state for one in session.opened.outbox()] == ["ждёт"]


def test_the_menu_sends_what_waits_once(session: Session) -> None:
    """R194: asked beside the keys; the second time nothing is waited for."""
    ways = Ways()
    session.world = with_ways(session.world, ways)
    session.opened.keep_secret(line_name("email"), LINES["email"].encode(), EVENT)
    session.opened.record(EVENT, (NOTICE,))
    for expected in (["Отправляем уведомления."], []):
        _end, talk = hold(home(session), {"home": [LEAVE]})
        assert (waits(talk), talk.said) == (expected, [])
    assert ways.notices == [NOTICE]


def test_what_was_not_taken_is_told_once(session: Session) -> None:
    """How many, and where they are; the next menu does not try again."""
    session.world = with_ways(session.world, Ways(down=True))
    session.opened.keep_secret(line_name("email"), LINES["email"].encode(), EVENT)
    session.opened.record(EVENT, (NOTICE,))
    _none, talk = hold(send_out(session))
    assert talk.said == ["Не отправлено уведомлений: 1. Они остались в программе."]
    assert [one.state for one in session.opened.outbox()] == ["не отправлено"]
    _none, talk = hold(send_out(session))
    assert talk.asks == []
