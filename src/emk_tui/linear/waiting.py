"""Long work by ear: one line at most in the middle of it, Ctrl+C stops it and not the program."""

import signal
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from emk_tui.i18n import _
from emk_tui.linear.prompter import Prompter
from emk_tui.linear.signals import Interrupted
from emk_tui.ports import Stopped, Track
from emk_tui.services.flows.asks import Cancelled

LONG = 5.0
"""Seconds after which it is told how far it is, once (rule 10)."""
LOOK = 0.1
"""Seconds between two looks at the work."""
END = 3.0
"""Seconds that stopped work may take to tidy up."""


class Stoppable:
    """A call in a thread of its own; the main thread waits for it and hears the signals meanwhile."""

    def __init__(self, prompter: Prompter, call: Callable[[], object], track: Track) -> None:
        self._prompter, self._call, self._track = prompter, call, track
        self._ended = Event()
        self._result: object = None
        self._error: BaseException | None = None

    def run(self) -> object:
        """What the call returns or raises; Cancelled where it was stopped by Ctrl+C, else Interrupted."""
        thread = Thread(target=self._work, daemon=True, name="beside")
        thread.start()
        try:
            with self._prompter.console.waiting():
                self._wait()
        except Interrupted as end:
            if end.number != signal.SIGINT:
                raise
            raise Cancelled from None
        finally:
            if not self._ended.is_set():
                self._track.stop()
                thread.join(END)
        if isinstance(self._error, Stopped):
            raise Cancelled from None
        if self._error is not None:
            raise self._error
        return self._result

    def _work(self) -> None:
        try:
            self._result = self._call()
        except BaseException as error:
            self._error = error
        self._ended.set()

    def _wait(self) -> None:
        begun, told = monotonic(), False
        while not self._ended.wait(LOOK):
            done, total = self._track.done, self._track.total
            if total and not told and monotonic() - begun >= LONG:
                told = True
                words = _("Страница {n} из {all}. Остановить: Ctrl+C.")
                self._prompter.say(words.format(n=max(1, min(done, total)), all=total))
