"""Name of a screen → the screen; each module is imported when its screen is first made."""

from emk_tui.i18n import _
from emk_tui.screens.base import FaceScreen

BEFORE = {
    "sign_in": "Вход",
    "sign_up": "Новая учётная запись",
    "reveal": "Запишите",
    "code": "Код подтверждения",
    "terms": "Условия и подтверждение личности",
    "home": "Моё здоровье",
    "result": "Карта создана",
}


def factory(name: str) -> FaceScreen:
    """A new screen of this name."""
    if name in BEFORE:
        return FaceScreen(name, _(BEFORE[name]))
    from emk_tui.screens.step import StepScreen

    return StepScreen(name)
