"""A flow held from an event loop: answers, leaving, failures."""

import asyncio
from collections.abc import Iterator

import pytest

from emk_tui.face.desk import Desk
from emk_tui.face.talk import Leave, hold
from emk_tui.services.flows.asks import Ask, Cancelled, Confirm, Flow, Reply, Say


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk that is closed."""
    made = Desk()
    yield made
    made.close()


def talk(notes: list[str]) -> Flow[str]:
    """Two asks; tidies up however it is left."""
    try:
        yield Say("hello")
        return "yes" if (yield Confirm("q", "?")) else "no"
    except Cancelled:
        notes.append("cancelled")
        raise
    finally:
        notes.append("closed")


async def answer(ask: Ask) -> Reply:
    """Says yes."""
    return True if isinstance(ask, Confirm) else None


def test_the_result_comes_back(desk: Desk) -> None:
    """Asks go out, replies go in."""
    notes: list[str] = []
    assert asyncio.run(hold(desk, talk(notes), answer)) == "yes"
    assert notes == ["closed"]


@pytest.mark.parametrize(
    ("left", "notes"),
    [(Cancelled(), ["cancelled", "closed"]), (Leave(3), ["closed"]), (KeyError(), ["closed"])],
)
def test_leaving_closes_the_flow(desk: Desk, left: Exception, notes: list[str]) -> None:
    """Cancelled is thrown into it, anything else only closes it."""

    async def leave(ask: Ask) -> Reply:
        if isinstance(ask, Confirm):
            raise left
        return None

    seen: list[str] = []
    with pytest.raises(type(left)):
        asyncio.run(hold(desk, talk(seen), leave))
    assert seen == notes
