"""Somebody outside who answers when the test lets them."""

from collections.abc import Callable
from threading import Event
from typing import Any


class Slow:
    """A register or an intake whose every answer waits at the gate."""

    def __init__(self, inner: object, gate: Event) -> None:
        self._inner, self._gate = inner, gate

    def __getattr__(self, name: str) -> Callable[..., object]:
        """The same question to the true one, later."""

        def asked(*words: Any, **more: Any) -> object:
            self._gate.wait()
            return getattr(self._inner, name)(*words, **more)

        return asked
