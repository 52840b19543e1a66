"""The same worlds as the services have; waiting by events."""

from collections.abc import Iterator
from threading import Event

import pytest

from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.conftest import (
    applied,
    clinic,
    consented,
    desk,
    empty,
    hands,
    keyed,
    post,
    ready,
    ring,
    session,
    signed,
    staffed,
    world,
)
from tests.services.ways import Ways, with_ways
from tests.services.worlds import opened
from tests.still import still

__all__ = [
    "applied", "clinic", "consented", "desk", "empty", "hands", "keyed", "post", "ready", "ring", "session",
    "signed", "staffed", "world",
]  # fmt: skip


@pytest.fixture(autouse=True)
def waiting_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pilot goes on as soon as nothing is left to do."""
    monkeypatch.setattr("textual.app.wait_for_idle", still)
    monkeypatch.setattr("textual.pilot.wait_for_idle", still)


@pytest.fixture
def gate() -> Iterator[Event]:
    """Set: whoever is waited for answers; at the end in any case, so that no thread is left behind."""
    gate = Event()
    yield gate
    gate.set()


@pytest.fixture
def ways() -> Ways:
    """Gateways that keep what goes over them."""
    return Ways()


@pytest.fixture
def holder(keyed: World, ways: Ways) -> Iterator[Session]:
    """Signed in a moment ago, on a system with a key store, where gateways can be connected."""
    made = opened(with_ways(keyed, ways))
    yield made
    made.store.close()
