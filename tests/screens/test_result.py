"""The card is made: what is said, its paper, the menu; by keyboard and by mouse (R41, R53, R91)."""

import stat

import pytest
from textual.geometry import Offset

from emk_tui.services.session import Session
from emk_tui.widgets.question import Question
from tests.screens.scene import Scene, play


@pytest.fixture
def last(consented: Session) -> Session:
    """Everything is finished but the review."""
    for key in ("documents", "vaccinations", "booking"):
        consented.finish(key)
    consented.move("review")
    return consented


async def make(stage: Scene) -> str:
    """«Оформить», yes."""
    await stage.press("f3")
    return await stage.press("down", "enter")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_result_says_all_and_goes_to_the_menu(last: Session, size: tuple[int, int]) -> None:
    """Number, status, sections, the question; «нет» opens the menu."""

    async def scene(stage: Scene) -> None:
        text = await make(stage)
        assert "Карта создана, номер" in text and "Обработано" in text
        if size[1] == 12:
            # too low for both: what was said is a page of its own
            text = await stage.press("enter")
        assert "Сохранить PDF?" in text
        if size[1] > 12:
            words = " ".join(text.split())
            assert "«Мои медицинские документы»" in words and "Уведомление о готовности" in words
        text = await stage.press("down", "enter")
        assert "Моё здоровье" in text and "1. Показать карту, Обработано" in text
        assert "8 Проверка" not in text, "the steps are done with"

    app = play(last.world, scene, session=last, size=size)
    card = last.store.card()
    assert card is not None and app.dialogue.created == card.number
    assert not (last.world.folder / "papers").exists()


def test_paper_is_kept_for_its_owner_only(last: Session) -> None:
    """R91: 0600 in the folder of papers; the menu says where it is."""

    async def scene(stage: Scene) -> None:
        await make(stage)
        assert "Сохранено в папку papers: Подтверждение_ДЕМО-" in await stage.press("enter")

    play(last.world, scene, session=last)
    (paper,) = (last.world.folder / "papers").iterdir()
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600


def test_paper_by_mouse(last: Session) -> None:
    """A click on «да»."""

    async def scene(stage: Scene) -> None:
        await make(stage)
        part = stage.app.face_screen.part
        assert isinstance(part, Question)
        await stage.pilot.click(part, offset=Offset(4, 1))
        await stage.settle()
        assert "Сохранено в папку papers" in stage.text

    play(last.world, scene, session=last)
    assert len(list((last.world.folder / "papers").iterdir())) == 1


def test_marks_are_told(last: Session) -> None:
    """A value outside its directory is marked on the result."""
    last.put("policy.insurer", "Своя страховая")
    last.finish("policy")

    async def scene(stage: Scene) -> None:
        await make(stage)
        assert "Отметка: " in stage.text

    play(last.world, scene, session=last)
