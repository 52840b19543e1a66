"""The lines around a question at every width: title, keys, help; what does not fit is left out whole."""

from typing import Any
from unittest.mock import PropertyMock, patch

import pytest
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from emk_tui.face.commands import COMMANDS, key_name
from emk_tui.widgets.help_line import HelpLine
from emk_tui.widgets.key_bar import KeyBar
from emk_tui.widgets.title_line import TitleLine

KEYS = (
    ("Enter", "дальше", "app.enter"),
    *((key_name(one.keys[0]), one.caption, f"app.command('{one.id}')") for one in COMMANDS if one.caption),
)


def drawn(widget: Widget, width: int, height: int = 1) -> str:
    """Its words at this size."""
    size = PropertyMock(return_value=Size(width, height))
    kind: Any = type(widget)
    with patch.object(kind, "size", size), patch.object(kind, "content_size", size):
        shown = widget.render()
    assert isinstance(shown, Content)
    return shown.plain


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (80, " ЭМК · Проверка" + " " * 38 + "2 ошибки · сохранено 10:00 "),
        (40, " ЭМК · Проверка" + " " * 16 + "2 ошибки "),
        (24, " ЭМК · Проверка"),
    ],
)
def test_the_state_gives_way_part_by_part(width: int, words: str) -> None:
    """Errors stay the longest; nothing is cut."""
    line = TitleLine()
    line.set_reactive(TitleLine.place, "ЭМК · Проверка")
    line.set_reactive(TitleLine.state, "2 ошибки · сохранено 10:00")
    assert drawn(line, width).ljust(width) == words.ljust(width)


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (40, ["Enter", "F7", "F8"]),
        (80, ["Enter", "F7", "F8", "F2", "F4", "F6", "F9"]),
        (120, [key for key, _caption, _action in KEYS if key != "F3"]),
    ],
)
def test_a_narrow_line_keeps_the_keys_that_are_needed_most(width: int, keys: list[str]) -> None:
    """In their order; each whole."""
    bar = KeyBar()
    bar.keys = tuple(one for one in KEYS if one[0] != "F3")
    with patch.object(KeyBar, "size", Size(width, 1)):
        assert [key for key, _caption, _action in bar.fitting()] == keys
    assert len(drawn(bar, width).rstrip()) <= width


@pytest.mark.parametrize(
    ("height", "lines"),
    [
        (3, ["Ошибка: такой даты", "нет. Введите дату с", "паспорта."]),
        (2, ["Ошибка: такой даты", "нет. Введите … F6"]),
        (1, ["Ошибка: такой … F6"]),
    ],
)
def test_help_that_is_longer_says_where_to_read_on(height: int, lines: list[str]) -> None:
    """Never cut within a word."""
    line = HelpLine()
    line._said, line._about = Content("Ошибка: такой даты нет. Введите дату с паспорта."), ""
    shown = [one.rstrip() for one in drawn(line, 19, height).splitlines()]
    assert [one for one in shown if one][: len(lines)] == lines
