"""Ways out of the program: lines kept beside the keys, notices sent once, what was not taken (R52, R145)."""

import pytest

from emk_tui.ports import Event, Notice
from emk_tui.services.delivery import (
    FAILED,
    SENT,
    WAITS,
    gateway_of,
    has_waiting,
    line_name,
    lines_of,
    send_waiting,
    sender_of,
)
from emk_tui.services.session import Session
from tests.services.ways import LINES, Ways, with_ways
from tests.services.worlds import NOW, dumped, reopened

EVENT = Event("проба", at=NOW)


def notice(identity: str, channel: str = "email") -> Notice:
    """One that waits."""
    return Notice(identity, channel, "ivanova@example.ru", "Карта готова", "Карта создана.", NOW)


@pytest.fixture
def ways() -> Ways:
    """Gateways that can be connected."""
    return Ways()


@pytest.fixture
def connected(session: Session, ways: Ways) -> Session:
    """A line for mail, none for SMS."""
    session.world = with_ways(session.world, ways)
    session.opened.keep_secret(line_name("email"), LINES["email"].encode(), EVENT)
    return session


def states(session: Session) -> dict[str, str]:
    """Id of a notice → its state."""
    return {one.id: one.state for one in session.opened.outbox()}


def test_without_a_line_there_is_no_way_out(session: Session) -> None:
    """The world that can connect nothing is not even asked; notices stay where they are."""
    session.opened.record(EVENT, (notice("1"),))
    assert lines_of(session.opened) == {}
    assert gateway_of(session) is None
    assert sender_of(session) is session.world.sender
    assert not has_waiting(session)
    assert send_waiting(session) == (0, 0)
    assert states(session) == {"1": WAITS}


def test_a_line_is_kept_and_found_again(connected: Session, ways: Ways) -> None:
    """Beside the keys, also after reopening; the journal has the event, not the line."""
    again = reopened(connected)
    assert lines_of(again.opened) == {"email": LINES["email"]}
    assert sender_of(again) is ways
    assert not any(LINES["email"] in one.subject + one.action for one in again.store.journal())
    again.store.close()


def test_what_waits_is_sent_once(connected: Session, ways: Ways) -> None:
    """Each by its own channel; one without a line waits on."""
    for one in (notice("1"), notice("2", "sms"), notice("3", "app"), notice("4")):
        connected.opened.record(EVENT, (one,))
    assert has_waiting(connected)
    assert send_waiting(connected) == (2, 0)
    assert states(connected) == {"1": SENT, "2": WAITS, "3": WAITS, "4": SENT}
    assert [one.id for one in ways.notices] == ["1", "4"]
    assert not has_waiting(connected)
    assert send_waiting(connected) == (0, 0)
    assert len(ways.notices) == 2


def test_what_is_not_taken_is_marked_and_does_not_wait(connected: Session, ways: Ways) -> None:
    """No loop: it is tried again together with the next notice only."""
    ways.broken = {"1"}
    connected.opened.record(EVENT, (notice("1"), notice("2")))
    assert send_waiting(connected) == (1, 1)
    assert states(connected) == {"1": FAILED, "2": SENT}
    assert not has_waiting(connected)
    ways.broken = set()
    connected.opened.record(EVENT, (notice("3"),))
    assert has_waiting(connected)
    assert send_waiting(connected) == (2, 0)
    assert states(connected) == {"1": SENT, "2": SENT, "3": SENT}


def test_a_gateway_that_is_down_takes_nothing(connected: Session, ways: Ways) -> None:
    """All are marked, none is lost."""
    ways.down = True
    connected.opened.record(EVENT, (notice("1"), notice("2")))
    assert send_waiting(connected) == (0, 2)
    assert set(states(connected).values()) == {FAILED}


def test_a_line_that_is_taken_no_more_is_no_way(connected: Session, ways: Ways) -> None:
    """What an older version kept shuts no door: nothing is sent, nothing is marked, nothing is raised."""
    connected.opened.keep_secret(line_name("email"), b"old://line", EVENT)
    connected.opened.record(EVENT, (notice("1"),))
    assert gateway_of(connected) is None
    assert sender_of(connected) is connected.world.sender
    assert not has_waiting(connected)
    assert send_waiting(connected) == (0, 0)
    assert states(connected) == {"1": WAITS}


def test_the_line_lies_in_the_encrypted_store_only(connected: Session) -> None:
    """It holds a password: in no file of the folder."""
    assert "smtp.example.ru" in dumped(connected)
    connected.opened.close()
    files = b"".join(path.read_bytes() for path in connected.world.folder.rglob("*") if path.is_file())
    assert b"smtp.example.ru" not in files
