"""The screen as text and as SVG, without touching the terminal (R88)."""

import io
import re

from rich.console import Console
from textual.app import App

REMOTE = re.compile(r',?\s*url\("https?:[^"]*"\)( format\("[^"]*"\))?')
"""Fonts that the picture would load from elsewhere."""


def screen_text(app: App[str]) -> str:
    """What stands on the screen, line by line, without trailing blanks."""
    width, height = app.size
    console = Console(width=width, height=height, file=io.StringIO(), record=True, legacy_windows=False)
    console.print(app.screen._compositor.render_update(full=True))
    text = console.export_text(clear=True, styles=False)
    return "\n".join(line.rstrip() for line in text.splitlines())


def screen_svg(app: App[str], title: str) -> str:
    """The same as a picture in the colours of the present look; who opens it asks nobody for a font."""
    return REMOTE.sub("", app.export_screenshot(title=title))
