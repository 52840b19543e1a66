"""«Моё здоровье»: the steps at the left, services with their states (R33, R35)."""

import pytest

from emk_tui.services.session import Session
from tests.screens.scene import Scene, play


async def to_menu(stage: Scene) -> str:
    """From the step where it begins."""
    await stage.press("f5")
    return await stage.type("моё здоровье\n")


@pytest.mark.parametrize(
    ("size", "panel"), [((80, 24), True), ((120, 40), True), ((69, 24), False), ((40, 12), False)]
)
def test_a_panel_where_there_is_room(session: Session, size: tuple[int, int], panel: bool) -> None:
    """R33: at the left of a wide screen, a numbered list alone on a narrow one."""

    async def scene(stage: Scene) -> None:
        text = await to_menu(stage)
        assert ("2 Поликлиника    не начат" in text) is panel
        assert "> 1. Создать карту, не начата" in text and "Учётная запись" in text
        assert "> 7. Выйти" in await stage.press("end")

    play(session.world, scene, session=session, size=size)


def test_a_step_of_the_panel_opens_or_says_why_not(session: Session) -> None:
    """By the mouse; what waits for another step names it."""

    async def scene(stage: Scene) -> None:
        await to_menu(stage)
        await stage.pilot.click("#rail", offset=(3, 4))
        await stage.settle()
        assert "Моё здоровье" in stage.text and "шаг 3" in " ".join(stage.text.split())
        await stage.pilot.click("#rail", offset=(3, 1))
        await stage.settle()
        assert "2 из 8 Поликлиника" in stage.text

    play(session.world, scene, session=session)
