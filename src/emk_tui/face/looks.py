"""Putting on a look: the first one in a single pass over the styles, NO_COLOR in any of them."""

from textual.app import App
from textual.filter import Monochrome, NoColor

from emk_tui.face.themes import THEMES


def put_on(app: App[str], look: str) -> None:
    """The first look, without the second pass over all styles that changing one costs."""
    for theme in THEMES:
        app.register_theme(theme)
    app.set_reactive(App.theme, look)
    dark = app.current_theme.dark
    for word, holds in ((f"-theme-{look}", True), ("-dark-mode", dark), ("-light-mode", not dark)):
        app.set_class(holds, word)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())
    match_no_color(app)


def match_no_color(app: App[str]) -> None:
    """Textual chooses its filter for NO_COLOR once, but the terminal's own colours need the other one."""
    if app.no_color:
        app._filters = [one for one in app._filters if not isinstance(one, NoColor | Monochrome)]
        app._filters.append(NoColor() if app.native_ansi_color else Monochrome())
