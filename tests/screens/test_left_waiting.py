"""Esc while somebody outside is waited for, before the wizard and in the menu: a way on, never the end."""

from dataclasses import replace
from threading import Event
from typing import cast

from emk_tui.ports import Intake
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.screens.before import enter_pair, fill_identity, words
from tests.screens.scene import Scene, play
from tests.screens.slow import Slow
from tests.services.worlds import LOGIN, PASSWORD, Hands, Post, opened, world_at

ASKING = "Esc: не ждать"


class Patient(Hands):
    """A clock that waits until it is let."""

    gate: Event

    def sleep(self, seconds: float) -> None:
        """As long as the test wants."""
        self.gate.wait()
        super().sleep(seconds)


def never(path: str) -> None:
    """No row is looked at when it is left."""


def test_the_pause_before_a_try_is_left(world: World, post: Post, gate: Event) -> None:
    """R190: the pair again with its login; the pause itself is not shortened by that."""
    clock = Patient()
    clock.gate = gate
    patient = world_at(world.folder, clock, post)

    async def scene(stage: Scene) -> None:
        await enter_pair(stage, password="другой")
        await stage.press("enter")
        await stage.pilot.press(*PASSWORD, "enter")
        assert "Пауза перед попыткой, 1 с. Esc: не ждать." in await stage.until(ASKING)
        assert "F7 назад" in stage.text
        text = await stage.press("escape")
        assert LOGIN in text and "▌Пароль" in text and "••" not in text
        await stage.pilot.press(*PASSWORD, "enter")
        await stage.until(ASKING)
        gate.set()
        assert "Откуда взять код" in await stage.until("Откуда взять код")

    play(patient, scene)


def test_a_scan_that_takes_long_is_left(session: Session, gate: Event) -> None:
    """The form at its scans, the reason in words, everything typed is kept."""
    account = replace(session.account, confirmed_basis="", confirmed_at=None)
    session.opened.save_account(account, session.record("проба"))
    session.store.close()
    intake = session.world.intake()
    slow = replace(session.world, intake=lambda: cast(Intake, Slow(intake, gate)))
    person = opened(slow)
    # the rows are left one after the other: only the end of the form is to wait
    person.file_look = never  # type: ignore[method-assign]

    async def scene(stage: Scene) -> None:
        typing = fill_identity(stage, surname_changed="нет")
        stage.settle = stage.pilot.pause  # type: ignore[method-assign]
        await typing
        await stage.until(ASKING)
        await stage.pilot.press("escape")
        text = words(await stage.until("Остановлено"))
        assert "Остановлено, введённое сохранено." in text
        assert "▌Скан паспорта" in text

    try:
        play(slow, scene, visit=Visit(person))
        assert person.draft.raw("identity.surname_changed") == "нет"
    finally:
        person.store.close()
