"""The window changes at any moment: the same field in focus and in sight, nothing typed is lost."""

from pathlib import Path

import pytest

from emk_tui.face.cursor import cursor_cell
from emk_tui.widgets.field_input import FieldInput
from tests.screens.folders import Folders
from tests.screens.gallery import VIEWS, prepared, show
from tests.screens.scene import Scene, played

SIZES = [(40, 12), (160, 50), (80, 24), (69, 30), (120, 40), (40, 50), (160, 12), (80, 24)]
"""Narrow, wide, low and high after each other; the last one is where it began."""
MARKED = {
    "sign-in-refused": "> 1. ввести",
    "sign-up": "▌Пароль",
    "sign-up-wrong": "▌Электронная",
    "personal-errors": "▌СНИЛС",
    "personal-end": "▌Электронная",
    "personal-regions": "▌Регион",
    "clinic": "▌Поликлиника",
    "policy-old": "▌Серия",
    "consent-tick": "> [x]",
    "documents-list": "> 1. результат",
    "documents-result": "▌Показатель",
    "booking": "> 2. кардиолог",
    "booking-grid": ">свободно",
    "booking-summary": "нет",
    "review-errors": ">  6 СНИЛС",
    "review-end": "> [ Оформить ]",
    "identity": "▌Скан паспорта",
    "account": "> 13. Назад",
    "desk": "> 1. Подтверждение",
    "locked": "▌Пароль",
    "goto": "> 8 Проверка",
    "menu": "> Дальше",
}  # fmt: skip
"""Screen → how the line in focus begins."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Stores made once."""
    return Folders(tmp_path_factory.mktemp("sizes"))


def texts(stage: Scene) -> dict[str, str]:
    """What stands in every line."""
    return {str(one.id): one.value for one in stage.app.screen.query(FieldInput)}


@pytest.mark.parametrize("name", MARKED)
def test_the_same_line_stays_in_focus_and_in_sight(name: str, folders: Folders, tmp_path: Path) -> None:
    """Through all sizes and back; the cursor of the terminal stands on the screen."""

    async def scene(stage: Scene) -> None:
        await show(VIEWS[name], stage)
        screen, focused, typed, before = stage.app.screen, stage.app.focused, texts(stage), stage.text
        assert focused is not None and MARKED[name] in before
        for width, height in SIZES:
            await sized(stage, width, height)
            assert stage.app.screen is screen and stage.app.focused is focused
            assert texts(stage) == typed
            assert MARKED[name] in stage.text, (width, height, stage.text)
            x, y = cursor_cell(screen)
            assert 0 <= x < width and 0 <= y < height
            lines = stage.text.splitlines()
            assert len(lines) <= height and all(len(line) <= width for line in lines)
        assert set(before.splitlines()) - set(stage.text.splitlines()) <= moved(before, stage.text)

    app = prepared(VIEWS[name], folders, tmp_path / "store")
    try:
        played(app, scene)
    finally:
        app.visit.close()


def moved(before: str, after: str) -> set[str]:
    """Lines of a scroller may be others: what stands above and below it is the same."""
    first, last = (text.splitlines() for text in (before, after))
    return set(first[1:-4]) if first[0] == last[0] and first[-1] == last[-1] else set()


async def sized(stage: Scene, width: int, height: int) -> str:
    """Another window, then the screen."""
    await stage.pilot.resize_terminal(width, height)
    await stage.settle()
    return stage.text


def test_typing_goes_on_in_the_middle_of_a_word(folders: Folders, tmp_path: Path) -> None:
    """Keys before, between and after: one word in one field; the open list stays with its field."""

    async def scene(stage: Scene) -> None:
        await stage.pilot.press(*"обл")
        await sized(stage, 40, 12)
        text = await stage.until("Амурская область")
        row = next(line for line in text.splitlines() if line.startswith("▌Регион"))
        assert "обл" in row
        await stage.pilot.press("backspace", "backspace", "backspace", *"Кар")
        await sized(stage, 120, 40)
        await stage.pilot.press(*"елия")
        text = await stage.until("Республика Карелия")
        assert "Карелия" in next(line for line in text.splitlines() if "▌Регион" in line)
        assert "Республика Карелия" in await stage.press("down", "enter")

    app = prepared(VIEWS["personal-regions"], folders, tmp_path / "store")
    try:
        played(app, scene)
    finally:
        app.visit.close()
