"""The same worlds as the services have."""

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

__all__ = ["consented", "empty", "hands", "post", "ready", "session", "signed", "world"]
