"""Name of a screen → the screen; each module is imported when its screen is first made."""

from importlib import import_module

from emk_tui.i18n import _, _l
from emk_tui.screens.base import FaceScreen

AROUND = {
    "sign_in": ("sign_in:SignInScreen", _l("Вход")),
    "locked": ("sign_in:SignInScreen", _l("Сеанс закрыт")),
    "sign_up": ("sign_in:SignInScreen", _l("Новая учётная запись")),
    "reveal": ("before:RevealScreen", _l("Запишите")),
    "code": ("before:CodeScreen", _l("Код подтверждения")),
    "terms": ("before:TermsScreen", _l("Подтверждение личности")),
    "home": ("home:HomeScreen", _l("Моё здоровье")),
    "result": ("result:ResultScreen", _l("Карта создана")),
}
"""Screens before and after the steps: module and class, title."""


def factory(name: str) -> FaceScreen:
    """A new screen of this name; every other name is a step."""
    if name in AROUND:
        place, title = AROUND[name]
        module, _colon, kind = place.partition(":")
        made = getattr(import_module(f"emk_tui.screens.{module}"), kind)(name, _(title))
        assert isinstance(made, FaceScreen)
        return made
    from emk_tui.screens.step import StepScreen

    return StepScreen(name)
