"""The list of records by itself: what it shows, and what its keys and the mouse answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from emk_tui.face.picture import screen_text
from emk_tui.services.flows.asks import ADD, NEXT, RecordRow, Records, Reply
from emk_tui.widgets.pick_list import PickList
from emk_tui.widgets.record_list import RecordList

ROWS = tuple(
    RecordRow(
        f"vaccinations.{n}", f"Вакцина {n}, 10.10.2025", "ошибки 1" if n == 2 else "готово", wrong=n == 2
    )
    for n in range(1, 13)
)


class Holder(App[str]):
    """The list and nothing else; keys go to it as the program gives them."""

    CSS = ".part, PickList { height: 1fr; } .records-head, Rows { height: auto; } .action-line { height: 1; }"

    def __init__(self, ask: Records) -> None:
        super().__init__()
        self.replies: list[Reply] = []
        self.told = 0
        self.list = RecordList(ask, self.replies.append, self._told)

    def _told(self) -> None:
        self.told += 1

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.list

    def on_ready(self) -> None:
        """Begin once it is laid out, as the program does."""
        self.list.start()

    async def on_event(self, event: Any) -> None:
        """Keys as in the program: the lines first, then the list."""
        if type(event).__name__ == "Key" and not event.is_forwarded:
            _taken = self.list.lines.press(event) or self.list.press(event)
            return
        await super().on_event(event)


def asked(*rows: RecordRow, at: str = "") -> Records:
    """The list of vaccinations."""
    return Records("vaccinations", "Прививки", "Прививок нет.", "Добавить прививку", rows, at)


def shown(
    ask: Records, scene: Callable[[Holder, Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (60, 20)
) -> list[Reply]:
    """Run a scene; the replies."""
    app = Holder(ask)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scene(app, pilot)

    asyncio.run(run())
    return app.replies


def pressed(ask: Records, *keys: str) -> list[Reply]:
    """The replies to these keys."""

    async def scene(app: Holder, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)

    return shown(ask, scene)


def text_of(ask: Records, *keys: str, size: tuple[int, int] = (60, 20)) -> str:
    """The screen after these keys."""
    texts: list[str] = []

    async def scene(app: Holder, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        texts.append(screen_text(app))

    shown(ask, scene, size)
    return texts[0]


def test_an_empty_list_says_what_it_is_and_the_key() -> None:
    """Title, sentence, key; the arrow stands at the button of the source text (R129)."""
    text = text_of(asked())
    assert "Прививки" in text and "Прививок нет. Добавить: Insert." in text
    assert "> Добавить прививку" in text
    assert "Редактировать" not in text and "Удалить" not in text


def test_records_have_numbers_names_and_states() -> None:
    """«1. Вакцина 1, 10.10.2025   готово», the count in the title, the arrow at «Дальше»."""
    text = text_of(asked(*ROWS[:2]))
    assert "Прививки, записей 2" in text
    assert "1. Вакцина 1, 10.10.2025  готово" in text
    assert "2. Вакцина 2, 10.10.2025  ошибки 1" in text
    assert "> Дальше" in text


@pytest.mark.parametrize("size", [(38, 8), (60, 20)])
def test_words_for_the_record_under_the_arrow(size: tuple[int, int]) -> None:
    """Shown with their keys only where they do something (R136), also on a narrow screen."""
    text = text_of(asked(*ROWS[:2]), "home", size=size)
    assert "Enter Редактировать" in text and "Del, у Удалить" in text


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("enter",), NEXT),
        (("up", "enter"), ADD),
        (("insert",), ADD),
        (("plus",), ADD),
        (("home", "enter"), "edit vaccinations.1"),
        (("home", "down", "enter"), "edit vaccinations.2"),
        (("home", "р"), "edit vaccinations.1"),
        (("home", "h"), "edit vaccinations.1"),
        (("home", "delete"), "drop vaccinations.1"),
        (("home", "У"), "drop vaccinations.1"),
        (("home", "e"), "drop vaccinations.1"),
        (("7", "enter"), "edit vaccinations.7"),
        (("1", "2", "enter"), "edit vaccinations.12"),
        (("1", "5", "enter"), "edit vaccinations.5"),
        (("1", "down", "2", "enter"), "edit vaccinations.2"),
        (("home", "pagedown", "enter"), "edit vaccinations.9"),
        (("end", "pageup", "enter"), "edit vaccinations.6"),
        (("0", "delete", "р"), None),
        (("up", "delete"), None),
    ],
)
def test_keys(keys: tuple[str, ...], reply: str | None) -> None:
    """Arrows, pages, ends, numbers; letters also from the Latin layout."""
    assert pressed(asked(*ROWS), *keys) == ([reply] if reply else [])


def test_it_stands_at_the_record_that_was_left() -> None:
    """After «назад» from its form; a record that is gone means «Дальше»."""
    assert pressed(asked(*ROWS, at="vaccinations.3"), "enter") == ["edit vaccinations.3"]
    assert pressed(asked(*ROWS[:2], at="vaccinations.3"), "enter") == [NEXT]


def test_done_and_the_next_problem() -> None:
    """What F3 and F8 call."""

    async def scene(app: Holder, pilot: Pilot[Any]) -> None:
        app.list.done()
        assert app.list.next_problem() and [one.record for one in app.list.problems] == ["vaccinations.2"]

    assert shown(asked(*ROWS), scene) == [NEXT, "edit vaccinations.2"]
    assert pressed(asked(ROWS[0])) == []


def test_enter_is_named_after_its_line() -> None:
    """The last line of the screen never lies, and hears of every move."""

    async def scene(app: Holder, pilot: Pilot[Any]) -> None:
        names = []
        told = app.told
        for key in ("home", "end", "up"):
            await pilot.press(key)
            names.append(app.list.enter)
        assert names == ["редактировать", "дальше", "добавить"]
        assert app.told == told + 3

    assert shown(asked(ROWS[0]), scene) == []


def test_mouse() -> None:
    """A click on a line is its Enter, a click on a word is its key."""

    async def scene(app: Holder, pilot: Pilot[Any]) -> None:
        await pilot.press("home")
        await pilot.pause()
        await pilot.click(app.list.actions, offset=(26, 0))
        await pilot.click(app.list.actions, offset=(3, 0))
        lines = app.query_one(PickList).lines
        for line in (1, 2, 3):
            await pilot.click(lines, offset=(5, line))

    replies = shown(asked(*ROWS[:2]), scene)
    assert replies == ["drop vaccinations.1", "edit vaccinations.1", "edit vaccinations.2", ADD, NEXT]


def test_names_are_no_markup() -> None:
    """What people typed is shown as it is."""
    assert "[b]Моё[/b]" in text_of(asked(RecordRow("vaccinations.1", "[b]Моё[/b]", "готово")))
