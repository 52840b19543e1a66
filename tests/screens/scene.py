"""A scene on the full screen: the real program without a terminal, driven by a Pilot."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from textual.pilot import Pilot

from emk_tui.app import EmkApp
from emk_tui.face.picture import screen_text
from emk_tui.services.session import Session
from emk_tui.services.visit import Entry, Visit
from emk_tui.services.world import World

LONGEST = 60.0
"""Seconds that one answer may take on a busy machine."""
BREATH = 0.002
"""Seconds between two looks while a thread is at work."""


class Scene:
    """What a test does and sees."""

    def __init__(self, app: EmkApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def text(self) -> str:
        """The screen."""
        return screen_text(self.app)

    async def settle(self) -> None:
        """Until the program waits for a key and everything typed was taken and saved."""
        end = monotonic() + LONGEST
        while monotonic() < end:
            await self.pilot.pause()
            if self.app.failed is not None or not self.app.is_running:
                return
            work = self.app.dialogue.work
            if not self.app.dialogue.busy and not self.app.queue.waiting:
                if work is not None:
                    await work.saver.settle()
                await self.pilot.pause()
                if not self.app.dialogue.busy:
                    return
            await asyncio.sleep(BREATH)
        raise AssertionError(f"still busy: {self.text}")

    async def press(self, *keys: str) -> str:
        """Keys by their names, then the screen."""
        await self.pilot.press(*keys)
        await self.settle()
        return self.text

    async def type(self, text: str) -> str:
        """Text, a line end is Enter; then the screen."""
        await self.pilot.press(*("enter" if char == "\n" else char for char in text))
        await self.settle()
        return self.text

    async def until(self, words: str) -> str:
        """Until these words stand on the screen."""
        end = monotonic() + LONGEST
        while monotonic() < end:
            await self.pilot.pause()
            if words in self.text:
                return self.text
            await asyncio.sleep(BREATH)
        raise AssertionError(f"no {words!r} in: {self.text}")


Play = Callable[[Scene], Awaitable[None]]


def play(
    world: World,
    scene: Play,
    *,
    session: Session | None = None,
    visit: Visit | None = None,
    begin: Entry | None = None,
    size: tuple[int, int] = (80, 24),
    plain: bool = False,
    look: str = "emk-dark",
    hello: str = "",
    allow_failure: bool = False,
) -> EmkApp:
    """Run a scene: in the wizard with a session, where a visit says; what failed inside fails the test.

    Who gives a session or a visit closes its store.
    """
    app = EmkApp(world, session=session, visit=visit, begin=begin, plain=plain, look=look, hello=hello)
    try:
        return played(app, scene, size=size, allow_failure=allow_failure)
    finally:
        if session is None and visit is None:
            app.visit.close()


def played(
    app: EmkApp, scene: Play, *, size: tuple[int, int] = (80, 24), allow_failure: bool = False
) -> EmkApp:
    """Run a scene on a program that is made already; who made it closes its store."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            stage = Scene(app, pilot)
            await stage.settle()
            await scene(stage)
            app.exit("")

    asyncio.run(run())
    if app.failed is not None and not allow_failure:
        raise app.failed
    return app
