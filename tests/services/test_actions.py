"""The table of what can be done: every action has its conversation, its names and its right (R7, R17, K7)."""

import pytest

from emk_tui.services.actions import (
    ACCESS,
    ACTIONS,
    BOOKING,
    BY_ID,
    ENDS,
    EXTRACTS,
    IDENTITY,
    INSURER,
    LEAVE,
    LOCK,
    RESULTS,
    SIGN,
    WIZARD,
)
from emk_tui.services.flows.home import SHOWS, home
from emk_tui.services.rights import Need, Right, need_of
from emk_tui.services.session import Session
from tests.services.worlds import hold


def test_every_action_is_held_or_ends_the_menu() -> None:
    """None is offered that nothing comes of."""
    assert set(SHOWS) | set(ENDS) == {one.id for one in ACTIONS}
    assert set(SHOWS) & set(ENDS) == set()
    assert len(BY_ID) == len(ACTIONS)


def test_no_two_actions_have_one_title() -> None:
    """A name leads to one of them."""
    titles = [str(one.title) for one in ACTIONS]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", [one.id for one in ACTIONS])
def test_what_each_needs(name: str) -> None:
    """R7, R16: after the confirmation are those that make, give or change; the owner may do all of them."""
    right = BY_ID[name].right
    assert (right is None) is (name in (LOCK, LEAVE))
    if right is not None:
        need = need_of("citizen", right)
        confirmed = {WIZARD, SIGN, BOOKING, ACCESS, INSURER}
        assert need is (Need.CONFIRMED if name in confirmed else Need.NOTHING)


def test_the_profile_has_its_three_services() -> None:
    """R17: appointments, results, extracts, right behind the card itself."""
    ids = [one.id for one in ACTIONS]
    assert ids.index(BOOKING) < ids.index(RESULTS) < ids.index(EXTRACTS) < ids.index(IDENTITY)
    assert [BY_ID[name].right for name in (BOOKING, RESULTS, EXTRACTS)] == [
        Right.BOOK, Right.HEALTH, Right.HEALTH,
    ]  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_what_ends_the_menu(session: Session, end: str) -> None:
    """R19: the wizard, locking, leaving."""
    assert hold(home(session), {"home": end, "card.kind": "adult"})[0] == end
