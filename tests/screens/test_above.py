"""Menu, steps and help while somebody outside is asked: they wait too, and hide no question."""

from dataclasses import replace
from threading import Event
from typing import Any, cast

import pytest

from emk_tui.screens.base import FaceScreen
from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.screens.slow import Slow

ASKING = "Esc: не ждать"


@pytest.fixture
def gate(consented: Session, gate: Event) -> Event:
    """Set: the register of policies answers. The person stands at the policy."""
    slow = cast(Any, Slow(consented.registries.policies, gate))
    consented.registries = replace(consented.registries, policies=slow)
    consented.move("policy.number")
    return gate


@pytest.mark.parametrize("key", ["f2", "f5", "f6"])
def test_it_gives_way_to_the_question_that_comes(consented: Session, gate: Event, key: str) -> None:
    """The answer of the register brings the next question: it lies on top again."""

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("f3")
        await stage.until(ASKING)
        await stage.pilot.press(key)
        assert not isinstance(stage.app.screen, FaceScreen)
        gate.set()
        await stage.settle()
        assert isinstance(stage.app.screen, FaceScreen)
        assert stage.app.screen.part is not None

    play(consented.world, scene, session=consented)


@pytest.mark.parametrize("keys", [("f2", "1"), ("f5", *"личные", "enter")])
def test_a_step_is_opened_without_waiting(consented: Session, gate: Event, keys: tuple[str, ...]) -> None:
    """What was chosen is done; the register is left to itself."""

    async def scene(stage: Scene) -> None:
        await stage.pilot.press("f3")
        await stage.until(ASKING)
        await stage.pilot.press(*keys)
        await stage.until("1 из 8")
        gate.set()
        await stage.settle()

    play(consented.world, scene, session=consented)
    assert consented.wizard.step.number == 1
