"""Terms, the owner's statement and their refusals (R1–R6, R24–R27, K4, K38)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Confirm, Page
from emk_tui.services.flows.terms import BASIS, TERMS_VERSION, enter
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.worlds import ACCOUNT, NOW, hold, opened, reopened

YES = {"terms.accepted": True, "account.confirmed": True}


@pytest.fixture
def fresh(world: World) -> Iterator[Session]:
    """Signed in for the first time."""
    session = opened(world)
    blank = replace(ACCOUNT, terms_version="", confirmed_basis="", confirmed_at=None)
    session.store.save_account(blank, Event("проба", at=NOW))
    yield session
    session.store.close()


def test_terms_then_the_statement(fresh: Session) -> None:
    """The text first, the unticked box after it, then the identity; all of it with version and basis."""
    _none, talk = hold(enter(fresh), YES)
    assert talk.keys == ["terms", "terms.accepted", "account.confirmed"]
    page = next(ask for ask in talk.asks if isinstance(ask, Page))
    assert page.version == TERMS_VERSION
    assert len(page.sections) == 4
    assert all(ask.default is None for ask in talk.asks if isinstance(ask, Confirm)), "nothing is ticked"
    account = fresh.store.account()
    assert (account.terms_version, account.confirmed_basis, account.confirmed_at) == (
        TERMS_VERSION,
        BASIS,
        NOW,
    )
    assert talk.said[-1] == "Учётная запись: Подтверждена, подтверждено владельцем."


def test_only_the_russian_passport_is_named_before_the_first_field(fresh: Session) -> None:
    """K37."""
    _none, talk = hold(enter(fresh), YES)
    assert "Эта версия принимает паспорт гражданина Российской Федерации." in talk.said[0]


def test_refused_terms_end_it(fresh: Session) -> None:
    """R25: nothing is written."""
    with pytest.raises(Fault) as refused:
        hold(enter(fresh), {"terms.accepted": False})
    assert refused.value.problem.code == "TERMS_NOT_ACCEPTED"
    assert refused.value.exit_code == 1
    assert fresh.store.account().terms_version == ""


def test_refused_statement_keeps_the_terms(fresh: Session) -> None:
    """R2: no card without it; the next time only it is asked."""
    with pytest.raises(Fault) as refused:
        hold(enter(fresh), {**YES, "account.confirmed": False})
    assert refused.value.problem.code == "ACCOUNT_NOT_CONFIRMED"
    again = reopened(fresh)
    _none, talk = hold(enter(again), YES)
    assert talk.keys == ["account.confirmed"]
    again.store.close()


def test_each_is_asked_once(session: Session) -> None:
    """Where both are given nothing is asked."""
    _none, talk = hold(enter(session))
    assert talk.asks == []


def test_new_terms_are_asked_anew(session: Session) -> None:
    """The version that was accepted is kept."""
    session.store.save_account(replace(session.store.account(), terms_version="0.9"), Event("проба", at=NOW))
    _none, talk = hold(enter(session), YES)
    assert talk.keys == ["terms", "terms.accepted"]
    actions = [(entry.action, entry.subject) for entry in session.store.journal()]
    assert ("условия приняты", TERMS_VERSION) in actions


def test_the_terms_are_no_consent(fresh: Session) -> None:
    """K4: health data stay shut."""
    hold(enter(fresh), YES)
    assert fresh.store.consent() is None
    assert not fresh.facts().consent
