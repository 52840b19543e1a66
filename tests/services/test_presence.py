"""Somebody signed in: rights by what is so now, the window of a code, whose account it is (R1, R7, K27)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault, FileMeta, Role
from emk_tui.services.cards import new_card
from emk_tui.services.presence import Presence
from emk_tui.services.rights import Right
from emk_tui.services.session import Session, owner_of
from emk_tui.services.world import World
from tests.services.people import NAMES, code_of, grant, signed_in
from tests.services.worlds import NOW, Hands, dumped, reopened

EVENT = Event("проба", at=NOW)
DOCUMENT = FileMeta("f-1", "documents.1", "a.pdf", "application/pdf", 1, "0" * 64)


def confirm(session: Session, basis: str) -> None:
    """The account is confirmed by this basis, or by none."""
    session.opened.save_account(replace(session.account, confirmed_basis=basis), EVENT)
    session.confirmed = bool(basis)


@pytest.mark.parametrize("what", ["create", "upload", "access"])
def test_what_comes_with_the_confirmation(consented: Session, what: str) -> None:
    """R7: each refused before with exit code 3 and nothing changed, done after, on a real store."""
    calls = {
        "create": lambda: consented.store.submit(new_card(consented), EVENT),
        "upload": lambda: consented.store.add_file(DOCUMENT, [b"x"], EVENT),
        "access": lambda: consented.store.grant(grant("organisation", "7799100105"), EVENT),
    }
    confirm(consented, "")
    before = dumped(consented)
    assert code_of(calls[what]) == "ACCOUNT_NOT_CONFIRMED"
    assert dumped(consented) == before
    confirm(consented, "подтверждено владельцем")
    assert code_of(calls[what]) == ""
    done = {
        "create": lambda: consented.store.card() is not None,
        "upload": lambda: [one.record for one in consented.store.files()] == ["documents.1"],
        "access": lambda: len(consented.store.grants()) == 1,
    }
    assert done[what]()


def test_either_of_two_rights_is_enough(clinic: World) -> None:
    """A specialist has one of them, a doctor the other, an administrator neither."""
    expected = {"specialist": "", "doctor": "", "administrator": "NOT_ALLOWED", "doctor2": "NO_ACCESS"}
    for login, code in expected.items():
        with signed_in(clinic, login) as person:
            assert code_of(person.require, Right.HEALTH, Right.CHECK) == code


def test_the_first_of_them_is_told(clinic: World) -> None:
    """The reason of the right that was meant most."""
    with signed_in(clinic, "doctor2") as person:
        assert code_of(person.require, Right.HEALTH, Right.CHECK) == "NO_ACCESS"
        assert code_of(person.require, Right.CHECK, Right.HEALTH) == "NOT_ALLOWED"


def test_the_account_is_read_as_it_is_kept_now(session: Session) -> None:
    """A right that was lost is lost at once."""
    assert session.may(Right.CREATE)
    confirm(session, "")
    found = session.why_not(Right.CREATE)
    assert found is not None and found.code == "ACCOUNT_NOT_CONFIRMED"
    assert not session.may(Right.CREATE)


def test_the_window_of_a_code(session: Session, hands: Hands) -> None:
    """K27: five minutes, not a second more; nobody proven needs one."""
    hands.on(minutes=5)
    assert not session.needs_code()
    hands.on(seconds=1)
    assert session.needs_code()
    session.verified()
    assert not session.needs_code()
    again = Presence(session.world, session.opened)
    assert again.needs_code()


@pytest.mark.parametrize("login", NAMES)
def test_staff_are_no_owner(clinic: World, login: str) -> None:
    """No session with a draft: what belongs to the owner is refused, not guessed."""
    with signed_in(clinic, login) as person:
        assert not person.is_owner and person.role != Role.CITIZEN
        with pytest.raises(Fault) as refused:
            owner_of(person)
        assert (refused.value.problem.code, refused.value.exit_code) == ("NOT_ALLOWED", 3)


def test_an_owner_is_one(session: Session) -> None:
    """The session itself."""
    assert session.is_owner
    assert owner_of(session) is session


def test_events_have_the_moment_of_the_clock(session: Session, hands: Hands) -> None:
    """Not that of the computer."""
    hands.on(days=3)
    event = session.record("проба", "что", *())
    assert (event.action, event.subject, event.at) == ("проба", "что", hands.now())


def test_the_confirmation_is_known_after_reopening(session: Session) -> None:
    """Also to the wizard (R1)."""
    confirm(session, "")
    again = reopened(session)
    assert not again.confirmed and not again.facts().confirmed
    again.store.close()
