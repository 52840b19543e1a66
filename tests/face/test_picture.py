"""The screen as text and as a picture."""

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from emk_tui.face.picture import screen_svg, screen_text


class Small(App[str]):
    """Two lines."""

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Static("Фамилия [b]Иванова", markup=False)
        yield Static("конец")


def drawn() -> tuple[str, str]:
    """Text and picture of it."""

    async def run() -> tuple[str, str]:
        app = Small()
        async with app.run_test(size=(40, 6)):
            return screen_text(app), screen_svg(app, "ЭМК")

    return asyncio.run(run())


def test_text_line_by_line() -> None:
    """As it stands, without blanks at the ends."""
    lines = drawn()[0].splitlines()
    assert lines[:2] == ["Фамилия [b]Иванова", "конец"]
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("word", ["http://", "https://"])
def test_picture_asks_nobody_for_a_font(word: str) -> None:
    """Whoever opens it tells no server of it; only names of formats are left."""
    svg = drawn()[1]
    left = [one for one in svg.split(word)[1:] if not one.startswith(("www.w3.org/", "www.textualize.io"))]
    assert left == []
    assert "Иванова" in svg and "url(" not in svg.split("</style>")[0]
