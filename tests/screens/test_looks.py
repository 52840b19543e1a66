"""Every screen in every look: contrast of each cell as painted, and every state as a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.theme import Theme

from emk_tui.app import EmkApp
from emk_tui.face.themes import DARK
from tests.screens.folders import Folders
from tests.screens.gallery import VIEWS, prepared, show
from tests.screens.scene import Play, Scene, played

LEAST = {"emk-dark": 4.5, "emk-light": 4.5, "emk-contrast": 7.0}
"""Look → contrast of every text."""
LEAST_OF_SIGNS = 3.0
"""Of what is no text: ends of a scroll bar, lines between the panes."""
SIGNS = frozenset("▁▂▃▄▅▆▇█│─┌┐└┘├┤┬┴┼")
POOR = Theme(**{**vars(DARK), "name": "poor", "variables": {**DARK.variables, "muted": "#3a444c"}})

Cell = tuple[str, Style]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Stores made once."""
    return Folders(tmp_path_factory.mktemp("looks"))


def at_view(name: str, folders: Folders, to: Path, scene: Play, look: str = "emk-dark") -> EmkApp:
    """Run a scene that begins at this screen."""
    view = VIEWS[name]

    async def whole(stage: Scene) -> None:
        await show(view, stage)
        await scene(stage)

    app = prepared(view, folders, to / "store", look)
    try:
        return played(app, whole)
    finally:
        app.visit.close()


def painted(app: EmkApp) -> Iterator[Cell]:
    """Every stretch of text as it is painted."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            yield segment.text, style_of(segment)


def style_of(segment: Segment) -> Style:
    """Every cell is painted in a style."""
    assert segment.style is not None, segment
    return segment.style


def brightness(color: Color) -> float:
    """Relative luminance of WCAG 2."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """Of the text against what lies behind it: 1 to 21."""
    assert style.color is not None and style.bgcolor is not None, style
    assert not style.dim, "dim is another colour than the one that was measured"
    low, high = sorted((brightness(style.color), brightness(style.bgcolor)))
    return (high + 0.05) / (low + 0.05)


def poor_cells(app: EmkApp, least: float) -> dict[str, float]:
    """Texts that are hard to read, with their contrast."""
    found = {}
    for text, style in painted(app):
        if text.strip():
            need = LEAST_OF_SIGNS if set(text.strip()) <= SIGNS else least
            ratio = contrast(style)
            if ratio < need:
                found[text] = round(ratio, 2)
    return found


async def in_look(stage: Scene, look: str) -> None:
    """As F11 does it."""
    stage.app.theme = look
    await stage.settle()


@pytest.mark.parametrize("name", VIEWS)
def test_every_text_is_easy_to_read(name: str, folders: Folders, tmp_path: Path) -> None:
    """4.5 to 1 in the dark and the light look, 7 to 1 in the one of contrast; the words stay the same."""

    async def scene(stage: Scene) -> None:
        words = stage.text
        for look, least in LEAST.items():
            await in_look(stage, look)
            assert poor_cells(stage.app, least) == {}, look
            assert stage.text == words

    at_view(name, folders, tmp_path, scene)


def test_a_poor_look_is_found(folders: Folders, tmp_path: Path) -> None:
    """The control: a muted colour too near to the background."""

    async def scene(stage: Scene) -> None:
        assert poor_cells(stage.app, LEAST["emk-dark"]) == {}
        stage.app.register_theme(POOR)
        await in_look(stage, "poor")
        found = poor_cells(stage.app, LEAST["emk-dark"])
        assert any("Номера" in text for text in found) and min(found.values()) < 2

    at_view("personal-errors", folders, tmp_path, scene)


STATES = {
    "sign-up": ("▌Пароль", "нужно  от 8 знаков", "есть   цифра", "слишком коротко"),
    "sign-in-refused": ("> 1. ввести ещё раз",),
    "terms": ("[ ] Согласны с условиями? не отмечено", "Подтвердить, пока недоступно"),
    "terms-ticked": ("[x] Согласны с условиями? отмечено", "> Подтвердить"),
    "personal-errors": ("6 ошибок", ">1 Личные данные ", "ошибки 6", "▌СНИЛС", "ошибка, ещё 2 цифры"),
    "personal-regions": ("▌Регион регистрации", "> Архангельская область", "уточните"),
    "policy": ("готово", "начат", "после 3", "верно"),
    "documents-list": ("> 1. результат исследования", "файл не принят", "не закончена"),
    "documents-results": ("> 1. Гемоглобин", "готово, ниже нормы"),
    "booking": ("> 2. кардиолог", "Просмотр расписания: ещё не выбрано", "не начат"),
    "booking-grid": (">свободно", " свободно", "–"),
    "review": ("сверено 3", "Сверено 3 из 33", ">  4 Дата рождения", "[ ]"),
    "review-errors": ("ошибка: не сходится", "ошибки 1"),
    "identity": ("▌Скан паспорта", "2 ошибки", "закрыт", "scan.docx", "ошибка"),
    "account": ("> 13. Назад в меню", "Ключ в системе, нет", "Когда закрывать сеанс, 10 минут"),
    "desk": ("> 1. Подтверждение личности", "Открыть карту, карты ещё нет"),
    "locked": ("▌Пароль", "Сеанс закрыт"),
    "goto": ("ошибки 6, вы здесь", "готово", "после 3", "> 8 Проверка"),
}
"""Screen → every state on it: what is in focus, chosen, done, wrong, closed."""


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_a_word_without_colours(
    name: str, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR: only greys are sent, and without any style the words and signs are all there."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(stage: Scene) -> None:
        colours = [one for _text, style in painted(stage.app) for one in (style.color, style.bgcolor) if one]
        assert colours and all(len(set(one.get_truecolor())) == 1 for one in colours)
        assert poor_cells(stage.app, LEAST["emk-dark"]) == {}
        assert [words for words in STATES[name] if words not in stage.text] == []

    at_view(name, folders, tmp_path, scene)


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_a_word_in_the_colours_of_the_terminal(
    name: str, folders: Folders, tmp_path: Path
) -> None:
    """The look that follows the palette sends no shade of its own; the words and signs are all there."""

    async def scene(stage: Scene) -> None:
        own = {ColorType.DEFAULT, ColorType.STANDARD}
        types = {
            one.type for _text, style in painted(stage.app) for one in (style.color, style.bgcolor) if one
        }
        assert types and types <= own
        assert [words for words in STATES[name] if words not in stage.text] == []

    at_view(name, folders, tmp_path, scene, look="ansi-dark")
