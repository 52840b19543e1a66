"""F2: the steps with their states; a digit, Enter or a click goes there, Esc back to the same letter."""

import pytest

from emk_tui.screens.goto import GotoScreen
from emk_tui.services.session import Session
from emk_tui.widgets.pick_list import Rows
from tests.screens.scene import Scene, play

SIZES = [(40, 12), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
def test_every_step_stands_there_with_its_state(session: Session, size: tuple[int, int], key: str) -> None:
    """In words, at every size."""

    async def scene(stage: Scene) -> None:
        text = await stage.press(key)
        assert "> 1 Личные данные" in text and "вы здесь" in text
        assert "2 Поликлиника" in text and "не начат" in text and "8 Проверка" in text and "после 1" in text

    play(session.world, scene, session=session, size=size)


@pytest.mark.parametrize("keys", [("2",), ("down", "enter"), ("end", "home", "tab", "enter")])
def test_a_step_is_opened(session: Session, keys: tuple[str, ...]) -> None:
    """By its digit or by the arrow; what was typed before is kept."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова")
        text = await stage.press("f2", *keys)
        assert "2 из 8" in text

    play(session.world, scene, session=session)
    assert session.wizard.step.number == 2
    assert session.draft.raw("personal.surname") == "Иванова"


def test_a_closed_step_says_why_and_stays(session: Session) -> None:
    """Then another one may be chosen, or none; a digit too high is told."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("f2", "5")
        assert "Сначала закончите шаг 3." in text and "> 5 Документы" in text
        assert "назовите номер от 1 до 8" in await stage.press("9")
        text = await stage.press("escape")
        assert "Фамилия" in text and "Куда" not in text

    play(session.world, scene, session=session)
    assert session.wizard.cursor == "personal.surname"


@pytest.mark.parametrize("away", ["escape", "f2", "ctrl+g", "1", "enter"])
def test_coming_back_finds_the_same_place_in_the_text(session: Session, away: str) -> None:
    """The cursor stands in the middle of the word as before; the present step is no way out."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ианова")
        await stage.press("home", "right", "f2", away)
        assert not isinstance(stage.app.screen, GotoScreen)
        assert "Иванова" in await stage.type("в")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иванова"


def test_the_mouse_opens_a_step(session: Session) -> None:
    """A click does what Enter does."""

    async def scene(stage: Scene) -> None:
        await stage.press("f2")
        await stage.pilot.click(Rows, offset=(5, 2))
        await stage.settle()
        assert "3 из 8" in stage.text

    play(session.world, scene, session=session)
    assert session.wizard.step.number == 3


def test_keys_typed_at_once_come_in_order(session: Session) -> None:
    """F2, a digit and letters in one burst: the letters stand in the first field of that step."""

    async def scene(stage: Scene) -> None:
        await stage.press("И", "f2", "2", "Р", "о", "щ", "а")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "И"
    assert session.draft.raw("clinic.name") == "Роща"
