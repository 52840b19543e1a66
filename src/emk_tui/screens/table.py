"""Name of a screen → the screen; each module is imported when its screen is first made."""

from emk_tui.i18n import _, _l
from emk_tui.screens.base import FaceScreen
from emk_tui.screens.before import CodeScreen, RevealScreen, SignInScreen, TermsScreen

BEFORE: dict[str, tuple[type[FaceScreen], str]] = {
    "sign_in": (SignInScreen, _l("Вход")),
    "sign_up": (SignInScreen, _l("Новая учётная запись")),
    "reveal": (RevealScreen, _l("Запишите")),
    "code": (CodeScreen, _l("Код подтверждения")),
    "terms": (TermsScreen, _l("Подтверждение личности")),
    "home": (FaceScreen, _l("Моё здоровье")),
    "result": (FaceScreen, _l("Карта создана")),
}


def factory(name: str) -> FaceScreen:
    """A new screen of this name."""
    if name == "result":
        from emk_tui.screens.result import ResultScreen

        return ResultScreen(name, _(BEFORE[name][1]))
    if name in BEFORE:
        kind, title = BEFORE[name]
        return kind(name, _(title))
    from emk_tui.screens.step import StepScreen

    return StepScreen(name)
