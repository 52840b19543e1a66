"""While somebody outside is waited for: what is done, how far it is, and how not to wait."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from emk_tui.i18n import _
from emk_tui.services.flows.asks import Wait
from emk_tui.widgets.track_bar import bar, spoken_words, track_words

if TYPE_CHECKING:
    from emk_tui.app import EmkApp

PAUSE = 0.2
"""Seconds between two looks at the pages."""


class Waiting:
    """Two lines of fixed places: words, and under them a bar; with --plain one line that changes rarely."""

    def __init__(self, app: "EmkApp", ask: Wait) -> None:
        self._app, self._ask = app, ask
        self._told: tuple[str, str] | None = None
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Tell it, then look at the pages from time to time."""
        self._tell()
        if self._ask.track is not None:
            self._timer = self._app.set_interval(PAUSE, self._tell)

    def end(self) -> None:
        """Nothing is waited for any more."""
        if self._timer is not None:
            self._timer.stop()

    def _tell(self) -> None:
        told = self._words()
        if told != self._told:
            self._told = told
            self._app.face_screen.progress(*told)

    def _words(self) -> tuple[str, str]:
        text, track, leave = self._ask.text, self._ask.track, _("Esc: не ждать.")
        if track is None:
            return f"{text} {leave}", ""
        if self._app.plain:
            return f"{spoken_words(text, track)} {leave}", ""
        return f"{track_words(text, track)} {leave}", bar(track)
