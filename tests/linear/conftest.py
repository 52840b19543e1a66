"""The same worlds as the services have."""

from tests.services.conftest import (
    applied,
    clinic,
    desk,
    hands,
    keyed,
    post,
    ready,
    ring,
    staffed,
    world,
)

__all__ = ["applied", "clinic", "desk", "hands", "keyed", "post", "ready", "ring", "staffed", "world"]
