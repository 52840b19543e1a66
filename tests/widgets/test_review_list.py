"""The list of the review alone: lines, jumps, replies."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult

from emk_tui.card.fields import Field
from emk_tui.card.problems import problem
from emk_tui.services.flows.asks import Reply, Review, ReviewRow
from emk_tui.services.live import Live
from emk_tui.widgets.part import Presses
from emk_tui.widgets.review_lines import lines_of
from emk_tui.widgets.review_list import ReviewList

PATHS = ("personal.surname", "personal.given_name", "personal.snils", "clinic.name", "clinic.inn")


def row(number: int, *, seen: bool = False, shown: str = "Ким") -> ReviewRow:
    """One row."""
    path = PATHS[(number - 1) % len(PATHS)]
    section = "Личные данные" if path.startswith("personal") else "Поликлиника"
    return ReviewRow(number, path, section, f"Поле {number}-е", shown, "введено", seen)


class Stage(App[str]):
    """The list and what it replied."""

    def __init__(self, rows: tuple[ReviewRow, ...], at: str = "") -> None:
        super().__init__()
        self.replies: list[Reply] = []
        self.told: list[tuple[Field | None, Live]] = []
        self.list = ReviewList(Review(rows, at), self.replies.append, lambda *one: self.told.append(one))

    def compose(self) -> ComposeResult:
        """Only it."""
        yield self.list

    async def on_event(self, event: object) -> None:
        """Keys as the program gives them."""
        from textual import events

        if isinstance(event, events.Key) and isinstance(self.list, Presses) and self.list.press(event):
            return
        await super().on_event(event)  # type: ignore[arg-type]


def pressed(rows: tuple[ReviewRow, ...], *keys: str, at: str = "") -> Stage:
    """The list after these keys."""

    async def no_more(_app: Stage) -> None:
        return

    return acted(rows, keys, no_more, at)


def acted(
    rows: tuple[ReviewRow, ...], keys: tuple[str, ...], then: Callable[[Stage], Awaitable[None]], at: str = ""
) -> Stage:
    """The list after these keys and one thing more."""
    app = Stage(rows, at)

    async def run() -> None:
        async with app.run_test(size=(60, 12)) as pilot:
            app.list.start()
            await pilot.press(*keys)
            await then(app)

    asyncio.run(run())
    return app


ROWS = tuple(row(number) for number in range(1, 6))


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("enter",), "personal.surname"),
        (("3", "enter"), "personal.snils"),
        (("9", "4", "enter"), "clinic.name"),
        (("down", "up", "tab", "enter"), "personal.given_name"),
        (("end", "enter"), "submit"),
        (("end", "home", "pagedown", "pageup", "enter"), "personal.surname"),
        (("space",), "seen personal.surname"),
        (("4", "a"), "seen clinic.name clinic.inn"),
        (("2", "="), "compare personal.given_name"),
    ],
)
def test_replies(keys: tuple[str, ...], reply: str) -> None:
    """A path, ticks, the end."""
    assert pressed(ROWS, *keys).replies == [reply]


def test_done_is_submit_and_the_button_has_no_ticks() -> None:
    """F3 from anywhere; Space and A at the button do nothing."""
    app = pressed(ROWS, "end", "space", "a", "=")
    app.list.done()
    assert app.replies == ["submit"]


def test_ticked_rows_are_taken_back() -> None:
    """Space on a ticked row, A in a ticked section."""
    rows = tuple(row(number, seen=True) for number in range(1, 6))
    assert pressed(rows, "home", "space").replies == ["unseen personal.surname"]
    assert pressed(rows, "4", "a").replies == ["unseen clinic.name clinic.inn"]


def test_begins_at_the_change_or_the_first_open_row() -> None:
    """The place after a correction, the place after a night."""
    assert pressed(ROWS, "enter", at="personal.snils").replies == ["personal.snils"]
    rows = (row(1, seen=True), row(2, seen=True), *ROWS[2:])
    assert pressed(rows, "enter").replies == ["personal.snils"]


def test_again_keeps_the_place() -> None:
    """The flow asks once more after a tick; another kind of question is not taken."""

    async def ask_again(app: Stage) -> None:
        assert not app.list.again("что-то другое", app.replies.append)
        assert app.list.again(Review((row(1, seen=True), *ROWS[1:])), app.replies.append)
        assert app.list.row is not None and app.list.row.path == "clinic.inn"

    acted(ROWS, ("5",), ask_again)


def test_help_and_what_enter_does_follow_the_row() -> None:
    """The field of the row; its problem without a fix that F4 could not type here."""
    found = problem("CHOICE", words="м, ж").at("personal.given_name")
    rows = (
        ROWS[0],
        ReviewRow(2, "personal.given_name", "Личные данные", "Имя", "Xx", "введено", problem=found),
    )
    app = pressed(rows, "down")
    field, live = app.told[-1]
    assert (
        field is not None and live.problem is not None and live.problem.code == "CHOICE" and live.fix is None
    )
    assert app.list.enter == "исправить" and app.list.problems == [1]
    assert pressed(rows, "end").list.enter == "оформить"


@pytest.mark.parametrize("width", [20, 40, 51])
def test_lines_fit_and_lose_nothing(width: int) -> None:
    """A long value goes over several lines; every word of it is there; «сверено» stands on the first."""
    long = "Отдел внутренних дел района Тверской [b] г. Москвы"
    lines = list(lines_of(row(7, seen=True, shown=long), width, here=True))
    assert all(line.cell_length <= max(width, 24) for line in lines)
    assert lines[0].plain.startswith(">  7 ") and lines[0].plain.endswith("сверено")
    letters = "".join("".join(line.plain for line in lines).split())
    assert letters.replace("сверено", "", 1) == "".join(f">7 Поле 7-е: {long}, введено".split())
