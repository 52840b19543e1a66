"""Waiting for the screen in tests: until nothing is left to do, not until the processor looks bored."""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic

from textual._context import active_app

from emk_tui.app import EmkApp

TURNS = 3
"""Turns of the loop without anything to do, one after the other, that count as stillness."""


async def still(_least: float = 0, most: float = 30) -> None:
    """Until the event loop and the desk have nothing to do; Textual's own waits 20 ms at least, each time.

    A debounced look-up, a later frame or a thread beside the desk isn't waited for: such tests use `until`.
    """
    end, idle = monotonic() + most, 0
    while idle < TURNS and monotonic() < end:
        await _desk()
        await asyncio.sleep(0)
        ready: deque[object] = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        idle = 0 if ready else idle + 1


async def _desk() -> None:
    """What the desk was given is done."""
    app = active_app.get(None)
    if isinstance(app, EmkApp):
        # a desk that is closed has nothing to do
        with suppress(RuntimeError):
            await app.dialogue.desk.do(lambda: None)
