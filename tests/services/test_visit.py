"""What one face hands to the other, and the last words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Flow, Say
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World

NOTHING = " Учётная запись не создана, ничего не сохранено."


def test_the_session_is_held_once_it_is_open(session: Session) -> None:
    """Also where nobody waits for the result of the conversation any more."""

    def entry(_world: World) -> Flow[Session]:
        yield Say("")
        return session

    visit = Visit()
    flow = visit.entered(entry)(session.world)
    assert isinstance(next(flow), Say) and visit.session is None
    with pytest.raises(StopIteration):
        flow.send(None)
    assert visit.session is session
    visit.close()
    visit.close()
    assert visit.session is None


def answered(_ask: Ask) -> None:
    """Nothing to answer."""


def test_entered_gives_the_session_on(session: Session) -> None:
    """The conversation ends as it would without it."""

    def entry(_world: World) -> Flow[Session]:
        yield from ()
        return session

    assert drive(Visit().entered(entry)(session.world), answered) is session


@pytest.fixture
def fresh(world: World) -> Iterator[World]:
    """Nothing is kept yet."""
    yield replace(world, has_store=lambda: False)


def test_last_words_without_a_store(fresh: World) -> None:
    """The truth: nothing is kept."""
    visit = Visit()
    assert visit.stopped(fresh) == "До свидания." + NOTHING
    assert visit.interrupted(fresh) == "Остановлено." + NOTHING
    assert visit.input_closed(fresh) == "Ввод закрыт." + NOTHING


def test_last_words(session: Session) -> None:
    """Signed in, not signed in, with a card."""
    world, visit = session.world, Visit(session)
    assert visit.stopped(world).startswith("Всё сохранено")
    assert "Введённое сохранено" in visit.interrupted(world)
    assert "Введённое сохранено" in visit.input_closed(world)
    visit.created = "25-1"
    assert visit.stopped(world) == "Карта 25-1 создана. До свидания."
    here = replace(world, has_store=lambda: True)
    assert Visit().interrupted(here) == "Остановлено."
