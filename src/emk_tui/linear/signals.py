"""Ctrl+C, a request to end and a lost terminal become one exception, raised where it harms nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """The person or the system ends the program; like KeyboardInterrupt no `except Exception` takes it."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


class Signals:
    """Within `with`, the signals raise Interrupted in the main thread while an answer is awaited.

    During other work the first one waits for the next prompt, so that nothing is half done; a second one
    is raised at once. Handlers found before are put back at the end.
    """

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._reading = False
        self._pending: int | None = None

    def __enter__(self) -> Self:
        """Take over the signals this system has; ValueError outside the main thread."""
        for name in NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, _: TracebackType | None
    ) -> None:
        """Put the former handlers back."""
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        self._before.clear()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While an answer is awaited; raises what came during the work before."""
        self._reading = True
        try:
            self.check()
            yield
        finally:
            self._reading = False

    def check(self) -> None:
        """Raise Interrupted where one waits; for pauses of long work."""
        if self._pending is not None:
            number, self._pending = self._pending, None
            raise Interrupted(number)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._reading or self._pending is not None:
            self._pending = None
            raise Interrupted(number)
        self._pending = number
