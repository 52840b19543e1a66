"""What every question on a screen has in common: it takes keys at once and replies once."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from textual import events

from emk_tui.services.flows.asks import Reply

Answered = Callable[[Reply], None]
"""Takes the reply of a part."""


@runtime_checkable
class Presses(Protocol):
    """A widget that takes a key before the next one is looked at."""

    def press(self, event: events.Key) -> bool:
        """True where the key was meant for it."""


@runtime_checkable
class Part(Presses, Protocol):
    """One question of a flow on the screen."""

    @property
    def enter(self) -> str:
        """What Enter does, for the last line."""

    def start(self) -> None:
        """Take the focus."""
