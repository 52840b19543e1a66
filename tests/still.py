"""Waiting for the screen in tests: until nothing is left to do, not until the processor looks bored."""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Any

from textual._context import active_app
from textual.app import App

from emk_tui.app import EmkApp

TURNS = 3
"""Turns of the loop without anything to do, one after the other, that count as stillness."""
FRAMES = 5
"""Frames that one wait paints at most before they are due."""


async def still(_least: float = 0, most: float = 30) -> None:
    """Until event loop, desk and screen have nothing to do; Textual's own waits 20 ms at least, each time.

    A debounced look-up or a thread beside the desk isn't waited for: such tests use `until`.
    """
    app: App[Any] | None = active_app.get(None)
    end, idle, frames = monotonic() + most, 0, FRAMES
    while idle < TURNS and monotonic() < end:
        await _desk(app)
        await asyncio.sleep(0)
        ready: deque[object] = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        idle = 0 if ready else idle + 1
        if idle == TURNS and frames and _painted(app):
            idle, frames = 0, frames - 1


async def _desk(app: App[Any] | None) -> None:
    """What the desk was given is done."""
    if isinstance(app, EmkApp):
        # a desk that is closed has nothing to do
        with suppress(RuntimeError):
            await app.dialogue.desk.do(lambda: None)


def _painted(app: App[Any] | None) -> bool:
    """Lay out and paint now what waits for the next frame; was there anything."""
    if app is None or not app.is_running or not app.screen_stack:
        return False
    if app._resize_event is not None:
        app._check_resize()
        return True
    screen = app.screen
    if screen._layout_required or screen._scroll_required or screen._callbacks:
        screen._on_timer_update()
        return True
    return False
