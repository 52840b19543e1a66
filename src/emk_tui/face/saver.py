"""Saves what is typed: 0.4 s after the last key, at most 1 s later, and on leaving a field."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from emk_tui.face.desk import Desk
from emk_tui.ports import DraftRow, Fault
from emk_tui.services.session import Session

PAUSE, LONGEST = 0.4, 1.0
"""Seconds after the last key, and after the first one that is not saved yet."""


class Saver:
    """Rows on their way to the store; `told` hears when they arrived, or why they did not."""

    def __init__(
        self, desk: Desk, session: Session, told: Callable[[datetime | None, Fault | None], None]
    ) -> None:
        self._desk, self._session, self._told = desk, session, told
        self._typed: tuple[str, str] | None = None
        self._rows: dict[str, DraftRow] = {}
        self._moved = False
        self._timer: asyncio.TimerHandle | None = None
        self._since = 0.0
        self._running: set[asyncio.Task[None]] = set()

    def typed(self, path: str, raw: str) -> None:
        """The text of a field as it stands now; saved after a pause."""
        if self._typed is not None and self._typed[0] != path:
            self._take()
        self._typed = (path, raw)
        self._later()

    def moved(self) -> None:
        """The cursor went to another field."""
        self._moved = True
        self._later()

    def rows(self, rows: tuple[DraftRow, ...]) -> None:
        """Rows that the draft holds already."""
        self._rows |= {row.path: row for row in rows}
        self._later()

    def _later(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer is None:
            self._since = now
        else:
            self._timer.cancel()
        self._timer = loop.call_at(min(now + PAUSE, self._since + LONGEST), self.flush)

    def _take(self) -> None:
        if self._typed is None:
            return
        path, raw = self._typed
        self._typed = None
        self._rows |= {row.path: row for row in self._session.take(path, raw)}

    def take(self) -> None:
        """Bring what was typed into the draft; saving goes its own way."""
        self._take()

    def flush(self) -> None:
        """Give everything to the store now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._take()
        if not (self._rows or self._moved):
            return
        rows, self._rows, self._moved = self._rows, {}, False
        task = asyncio.ensure_future(self._save(rows, self._session.wizard.cursor))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _save(self, rows: dict[str, DraftRow], cursor: str) -> None:
        try:
            await self._desk.do(partial(self._session.store.put, list(rows.values()), cursor))
        except Exception as error:
            # kept for the next try: nothing typed is lost while the program runs
            self._rows = rows | self._rows
            if not isinstance(error, Fault):
                raise
            self._told(None, error)
        else:
            self._told(self._session.world.clock.now(), None)

    async def settle(self) -> None:
        """Wait until everything given so far was tried."""
        self.flush()
        while self._running:
            await asyncio.gather(*self._running)
