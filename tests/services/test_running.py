"""The note of a running session: good for this very session, within its time, and for nobody else (R19)."""

from datetime import timedelta

import pytest

from emk_tui.services.handover import Handover
from emk_tui.services.running import NOTE, begin_session, end_session, started_at
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.people import NAMES, owner, signed_in
from tests.services.worlds import NOW, Hands, dumped, reopened


def test_the_token_goes_on_after_reopening(session: Session) -> None:
    """From the store, with the moment the session began."""
    begin_session(session)
    token = session.token
    again = reopened(session)
    assert started_at(again.opened, token, NOW) == NOW
    assert again.token == ""
    again.store.close()


@pytest.mark.parametrize(
    ("passed", "taken"),
    [
        (timedelta(), True),
        (timedelta(hours=7, minutes=59, seconds=59), True),
        (timedelta(hours=8), False),
        (timedelta(days=30), False),
    ],
)
def test_it_holds_for_eight_hours(session: Session, passed: timedelta, taken: bool) -> None:
    """Then the second factor is asked again."""
    begin_session(session)
    assert (started_at(session.opened, session.token, NOW + passed) is not None) is taken


@pytest.mark.parametrize("token", ["", "0" * 64, "кто-то"])
def test_another_token_is_none(session: Session, token: str) -> None:
    """Nor is none at all."""
    begin_session(session)
    assert started_at(session.opened, token, NOW) is None


def test_the_token_of_the_session_before_is_dead(session: Session) -> None:
    """Each sign-in has its own."""
    begin_session(session)
    before = session.token
    begin_session(session)
    assert session.token != before
    assert started_at(session.opened, before, NOW) is None
    assert started_at(session.opened, session.token, NOW) == NOW


def test_a_session_that_ended_in_good_order_does_not_go_on(session: Session) -> None:
    """Nothing of it is left."""
    begin_session(session)
    token = session.token
    end_session(session)
    assert session.token == ""
    assert session.opened.secret(NOTE) is None
    assert started_at(session.opened, token, NOW) is None


@pytest.mark.parametrize(
    "note",
    [
        b"", b"{}", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"{", b'{"digest": "x"}',
        b'{"digest": "x", "until": "y", "started": "z"}',
        '{"digest": "ё", "until": "2026-03-02T18:00+03:00", "started": "2026-03-02T10:00+03:00"}'.encode(),
    ],
)  # fmt: skip
def test_a_note_that_is_none(session: Session, note: bytes) -> None:
    """Whatever stands there: the second factor is asked."""
    session.opened.keep_secret(NOTE, note)
    assert started_at(session.opened, "token", NOW) is None


def test_the_store_has_the_digest_alone(session: Session) -> None:
    """Who reads it cannot go on with it; no line of the journal either."""
    count = len(session.store.journal())
    begin_session(session)
    assert session.token not in dumped(session)
    assert len(session.store.journal()) == count


def test_it_counts_from_the_second_factor(session: Session, hands: Hands) -> None:
    """Not from the last key."""
    session.limits.extend(NOW + timedelta(hours=1))
    hands.on(hours=2)
    begin_session(session)
    until = NOW + timedelta(hours=9)
    assert started_at(session.opened, session.token, until - timedelta(seconds=1)) == NOW + timedelta(hours=1)
    assert started_at(session.opened, session.token, until) is None


@pytest.mark.parametrize("login", NAMES)
def test_a_token_belongs_to_whoever_signed_in(clinic: World, login: str) -> None:
    """That of the owner is none of the staff, that of the staff none of the owner."""
    with owner(clinic) as session:
        begin_session(session)
        token = session.token
    with signed_in(clinic, login) as person:
        assert started_at(person.opened, token, NOW) is None
        begin_session(person)
        token = person.token
        assert started_at(person.opened, token, NOW) == NOW
    with owner(clinic) as session:
        assert started_at(session.opened, token, NOW) is None


def test_what_is_handed_over_is_not_shown() -> None:
    """A repr ends up in tracebacks."""
    shown = repr(Handover("ivanova", "тайна"))
    assert "тайна" not in shown and "ivanova" not in shown
