"""A text, its box, the two ways on: what opens when (R24, R25, R99)."""

import asyncio
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import App, ComposeResult

from emk_tui.services.flows.asks import Confirm, Page
from emk_tui.widgets.page_view import PageView

ACCEPT = Confirm("probe.accepted", "Согласны?", refused="Тогда ничего не будет.")
Told = list[tuple[str, object]]


class Holder(App[None]):
    """One page and what came of it."""

    CSS = ".page-text { height: 1fr; } .page-text Static { height: auto; } TickBox { height: auto; }"

    def __init__(self, lines: int, accept: Confirm | None) -> None:
        super().__init__()
        self.told: Told = []
        self.said = ""
        page = Page("probe", "Проба [b]", "1.0", (("Часть", "строка\n" * lines),), accept=accept)
        self.view = PageView(page, self.answered, self.decided, self.say)

    def compose(self) -> ComposeResult:
        """The page."""
        yield self.view

    def answered(self, reply: object) -> None:
        """The page is read."""
        self.told.append(("page", reply))

    def decided(self, key: str, agreed: bool) -> None:
        """The box was answered."""
        self.told.append((key, agreed))

    def say(self, text: str) -> None:
        """One line."""
        self.said = text

    def press(self, *keys: str) -> None:
        """Keys in one burst, as fast as can be."""
        for key in keys:
            self.view.press(events.Key(key, None))


def hold(lines: int, scene: Callable[[Holder], Awaitable[None]], accept: Confirm | None = ACCEPT) -> Holder:
    """Run a scene on a page."""
    app = Holder(lines, accept)

    async def run() -> None:
        async with app.run_test(size=(40, 12)) as pilot:
            app.view.start()
            await pilot.pause()
            await scene(app)

    asyncio.run(run())
    return app


def test_a_short_text_is_read_at_once() -> None:
    """Its end is on the screen; the box still has to be ticked."""

    async def scene(app: Holder) -> None:
        assert app.view.read
        assert app.view.enter == "к отметке"
        app.press("enter", "space", "enter", "enter")

    assert hold(1, scene).told == [("probe.accepted", True), ("page", True)]


def test_a_long_text_is_read_to_its_end() -> None:
    """Neither ticking nor pressing opens the button before."""

    async def scene(app: Holder) -> None:
        app.press("tab", "space", "down", "enter")
        assert app.told == []
        assert app.said == "Подтвердить пока нельзя: прочитайте текст до конца."
        app.press("end", "enter")

    assert hold(50, scene).told == [("probe.accepted", True), ("page", True)]


def test_refusing_needs_no_reading_and_two_keys() -> None:
    """What follows is said between them."""

    async def scene(app: Holder) -> None:
        app.press("tab", "tab", "tab", "enter")
        assert app.said.startswith("Тогда ничего не будет.")
        assert app.told == []
        app.press("enter")

    assert hold(50, scene).told == [("probe.accepted", False), ("page", True)]


def test_it_answers_once() -> None:
    """A second Enter is for the next question."""

    async def scene(app: Holder) -> None:
        app.press("end", "tab", "space", "tab", "enter", "enter", "space")

    assert len(hold(50, scene).told) == 2


def test_without_a_box_enter_at_the_end_answers() -> None:
    """Any other page."""

    async def scene(app: Holder) -> None:
        app.press("enter")
        assert app.told == []
        app.press("end", "enter", "enter")

    assert hold(50, scene, None).told == [("page", True)]
