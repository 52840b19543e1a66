"""The same worlds as the services have; waiting by events."""

import pytest

from tests.services.conftest import (
    consented,
    empty,
    hands,
    post,
    ready,
    session,
    signed,
    world,
)
from tests.still import still

__all__ = ["consented", "empty", "hands", "post", "ready", "session", "signed", "world"]


@pytest.fixture(autouse=True)
def waiting_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pilot goes on as soon as nothing is left to do."""
    monkeypatch.setattr("textual.app.wait_for_idle", still)
    monkeypatch.setattr("textual.pilot.wait_for_idle", still)
