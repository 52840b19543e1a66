"""Somebody outside who answers when the test lets them."""

from collections.abc import Callable
from threading import Event
from typing import Any

from emk_tui.ports import Stopped, Track


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


class Looked:
    """A look at a file that ends when it is stopped, or let; `begin` is called in its thread."""

    def __init__(self, track: Track, begin: Callable[[], object] | None = None) -> None:
        self.track, self._begin = track, begin
        self.let, self.ended = Event(), Event()
        track.on_stop(self.let.set)

    def __call__(self) -> str:
        """Its answer; Stopped where it was stopped."""
        if self._begin is not None:
            self._begin()
        self.let.wait()
        self.ended.set()
        if self.track.stopped:
            raise Stopped
        return "годен"
