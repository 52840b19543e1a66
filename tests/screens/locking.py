"""A session that is locked and goes on, in one process; what the terminal would get meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from emk_tui.app import EmkApp
from emk_tui.services.handover import Handover
from emk_tui.services.running import begin_session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.screens.scene import Play, Scene, play, played
from tests.services.worlds import opened

PAINT, BELL = "paint", "bell"


class Wire:
    """Everything that would be sent, in order: paints, bells, bytes."""

    def __init__(self, app: EmkApp) -> None:
        self.sent: list[str] = []
        driver = app._driver
        assert driver is not None
        driver.write = self.send  # type: ignore[method-assign]
        app.bell = lambda: self.send(BELL)  # type: ignore[method-assign]

    def send(self, data: str) -> None:
        """Keep it."""
        self.sent.append(data)

    @property
    def bells(self) -> int:
        """How often it rang."""
        return self.sent.count(BELL)


@contextmanager
def painted(app: EmkApp, monkeypatch: Any) -> Iterator[Wire]:
    """The wire of a program, its paints with it: a Pilot's own terminal is never painted."""
    wire, display = Wire(app), App._display

    def paints(self: App[Any], screen: Any, renderable: Any) -> None:
        if renderable is not None:
            wire.sent.append(PAINT)
        display(self, screen, renderable)

    with monkeypatch.context() as patch:
        patch.setattr(App, "_display", paints)
        yield wire


def locked(world: World, scene: Play, *, at: str = "", **rows: str) -> Handover:
    """What a session leaves that ends locked: at this path of the wizard with these rows, or in the menu."""
    session = opened(world)
    begin_session(session)
    if at:
        session.put_rows({f"personal.{name}": raw for name, raw in rows.items()})
        session.move(at)
    return handed_over(world, Visit(session, in_wizard=bool(at)), scene)


def handed_over(world: World, visit: Visit, scene: Play) -> Handover:
    """Play the scene that locks; the store is closed behind it."""
    app = EmkApp(world, visit=visit)
    try:
        played(app, scene)
        handover = visit.handover(linear=False)
    finally:
        visit.close(goes_on=True)
    assert handover is not None
    return handover


def unlocked(world: World, handover: Handover, scene: Play, size: tuple[int, int] = (80, 24)) -> EmkApp:
    """The program that is started in its place."""
    visit = Visit(locked=handover)
    try:
        return play(world, scene, visit=visit, size=size)
    finally:
        visit.close()


async def lock(stage: Scene, *keys: str) -> None:
    """These keys end it; nothing of the screen is there any more."""
    await stage.pilot.press(*keys)
    await stage.settle()
    assert stage.app.return_value == "lock" and stage.app.guard.curtained


def raw_of(world: World, path: str) -> tuple[str, str]:
    """What is kept of an answer, and where the cursor stands."""
    session = opened(world)
    try:
        return session.draft.raw(path), session.left_at
    finally:
        session.store.close()
