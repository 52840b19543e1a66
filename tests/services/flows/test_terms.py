"""Terms and what else stands between sign-in and the menu (R24, R25, R192, R196, K4)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Confirm, Page
from emk_tui.services.flows.terms import TERMS_VERSION, enter
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.worlds import ACCOUNT, NOW, Hands, hold, opened, reopened

YES = {"terms.accepted": True}


@pytest.fixture
def fresh(world: World) -> Iterator[Session]:
    """Signed in for the first time."""
    session = opened(world)
    blank = replace(ACCOUNT, terms_version="", confirmed_basis="", confirmed_at=None)
    session.store.save_account(blank, Event("проба", at=NOW))
    yield session
    session.store.close()


def test_the_text_first_then_the_unticked_box(fresh: Session) -> None:
    """R24, R25: version and sections are shown, nothing is ticked; the version is kept."""
    _none, talk = hold(enter(fresh), YES)
    assert talk.keys == ["terms", "terms.accepted"]
    page = next(ask for ask in talk.asks if isinstance(ask, Page))
    assert page.version == TERMS_VERSION
    assert len(page.sections) == 4
    assert all(ask.default is None for ask in talk.asks if isinstance(ask, Confirm)), "nothing is ticked"
    account = fresh.store.account()
    assert (account.terms_version, account.confirmed_basis) == (TERMS_VERSION, "")


def test_refused_terms_end_it(fresh: Session) -> None:
    """R25: nothing is written."""
    before = fresh.store.account()
    with pytest.raises(Fault) as refused:
        hold(enter(fresh), {"terms.accepted": False})
    assert refused.value.problem.code == "TERMS_NOT_ACCEPTED"
    assert refused.value.exit_code == 1
    assert fresh.store.account() == before


def test_terms_are_asked_once(fresh: Session) -> None:
    """Also after reopening; the identity is a matter of the menu, not of this door."""
    hold(enter(fresh), YES)
    again = reopened(fresh)
    _none, talk = hold(enter(again))
    assert talk.asks == []
    assert not again.confirmed
    again.store.close()


def test_nothing_is_asked_where_all_is_known(session: Session) -> None:
    """Terms accepted, contacts just checked."""
    _none, talk = hold(enter(session))
    assert talk.asks == []


def test_new_terms_are_asked_anew(session: Session) -> None:
    """The version that was accepted is kept."""
    session.store.save_account(replace(session.store.account(), terms_version="0.9"), Event("проба", at=NOW))
    _none, talk = hold(enter(session), YES)
    assert talk.keys == ["terms", "terms.accepted"]
    actions = [(entry.action, entry.subject) for entry in session.store.journal()]
    assert ("условия приняты", TERMS_VERSION) in actions


def test_old_contacts_are_asked_about_behind_the_terms(fresh: Session, hands: Hands) -> None:
    """R196: first the terms, then the contacts; who refuses the terms is asked nothing else."""
    hands.on(days=183)
    _none, talk = hold(enter(fresh), {**YES, "account.contacts_same": True})
    assert talk.keys == ["terms", "terms.accepted", "account.contacts_same"]
    _none, talk = hold(enter(fresh))
    assert talk.asks == []


def test_the_terms_are_no_consent(fresh: Session) -> None:
    """K4: health data stay shut."""
    hold(enter(fresh), YES)
    assert fresh.store.consent() is None
    assert not fresh.facts().consent
