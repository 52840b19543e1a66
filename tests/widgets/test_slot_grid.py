"""The grid of times: its keys as a table, its windows, its mouse."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import PurePath
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.events import Key

from emk_tui.face.picture import screen_text
from emk_tui.face.themes import DARK
from emk_tui.ports import Doctor, Slot
from emk_tui.services.flows.asks import LATER, OTHER, Reply, Slots
from emk_tui.widgets.slot_cells import SlotCells
from emk_tui.widgets.slot_grid import SlotGrid
from emk_tui.widgets.slot_table import SlotTable

DOCTOR = Doctor("1", "Петрова А. С.", "кардиолог", "", "12", "ЛО-1", date(2030, 1, 1), 9, 1)


def slot(day: int, moment: str) -> Slot:
    """A free time in March."""
    return Slot(f"{day} {moment}", DOCTOR, datetime.fromisoformat(f"2026-03-{day:02}T{moment}"), 20)


FEW = tuple(
    slot(day, moment)
    for day, moment in (
        (3, "09:20"), (3, "09:40"), (3, "12:00"), (4, "10:00"), (4, "11:40"), (10, "09:40"), (16, "12:00"),
    )
)  # fmt: skip
MANY = tuple(
    slot(day, f"{hour:02}:{minute:02}") for day in range(3, 13) for hour in (9, 13, 17) for minute in (0, 20)
)

MOVES = [
    ("3 09:20", "down", "3 09:40"),
    ("3 09:20", "up", "3 09:20"),
    ("3 12:00", "down", "3 12:00"),
    ("3 12:00", "up", "3 09:40"),
    ("3 09:20", "right", "4 10:00"),
    ("3 12:00", "right", "4 11:40"),
    ("4 11:40", "left", "3 12:00"),
    ("3 09:20", "left", "3 09:20"),
    ("16 12:00", "right", "16 12:00"),
    ("3 09:40", "home", "3 09:20"),
    ("3 09:40", "end", "3 12:00"),
    ("4 10:00", "ctrl+home", "3 09:20"),
    ("4 10:00", "ctrl+end", "16 12:00"),
    ("3 09:20", "pagedown", "10 09:40"),
    ("10 09:40", "pagedown", "16 12:00"),
    ("16 12:00", "pageup", "4 11:40"),
    ("10 09:40", "pageup", "3 09:40"),
    ("4 10:00", "pageup", "3 09:40"),
]


@pytest.mark.parametrize(("at", "key", "to"), MOVES)
def test_keys_lead_over_free_times(at: str, key: str, to: str) -> None:
    """The cursor never stands on a time that is not free."""
    found = SlotTable(FEW).moved(next(one for one in FEW if one.id == at), key)
    assert found is not None and found.id == to


def test_other_keys_mean_nothing() -> None:
    """They are left to others."""
    assert SlotTable(FEW).moved(FEW[0], "f7") is None


class Alone(App[str]):
    """Nothing but the grid."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../../src/emk_tui/app.tcss", "../../src/emk_tui/screens/screens.tcss",
    ]  # fmt: skip

    def __init__(self, slots: tuple[Slot, ...]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.replies: list[Reply] = []
        question = f"День, свободных записей {len(slots)}"
        self.grid = SlotGrid(Slots("booking.slot", question, slots), self.replies.append)

    def compose(self) -> ComposeResult:
        """The grid."""
        yield self.grid


Act = Callable[[SlotGrid], object]


def shown(slots: tuple[Slot, ...], size: tuple[int, int], *acts: Act) -> tuple[list[str], Alone]:
    """The lines of the screen after that."""
    app = Alone(slots)
    lines: list[str] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            app.grid.start()
            await pilot.pause()
            for act in acts:
                act(app.grid)
            await pilot.pause()
            lines.extend(screen_text(app).splitlines())

    asyncio.run(run())
    return lines, app


def keys(*names: str) -> Act:
    """Several keys with nothing between them."""
    return lambda grid: [grid.press(Key(name, name if len(name) == 1 else None)) for name in names]


def test_days_times_and_the_word() -> None:
    """R142, R149: columns, rows, «свободно», the sentence below."""
    lines, _app = shown(FEW, (60, 12))
    assert lines[0].strip() == "День, свободных записей 7"
    assert lines[1].split() == ["вт", "3.03", "ср", "4.03", "вт", "10.03", "пн", "16.03"]
    assert lines[2].split() == ["9:20", ">свободно", "–", "–", "–"]
    assert lines[3].split() == ["9:40", "свободно", "–", "свободно", "–"]
    assert "вторник 3 марта, 9:20, Петрова А. С., кабинет 12" in "\n".join(lines)


@pytest.mark.parametrize("size", [(40, 9), (53, 20), (57, 36)])
def test_the_window_follows_the_cursor(size: tuple[int, int]) -> None:
    """The last of 60 times is seen at every size, with its sentence."""
    lines, _app = shown(MANY, size, keys("ctrl+end"))
    assert any(line.split()[:1] == ["17:20"] and ">свободно" in line for line in lines)
    assert "четверг 12 марта, 17:20, Петрова А. С." in " ".join(" ".join(lines).split())
    assert "12.03" in lines[1]


ANSWERS = [
    (("enter",), "3 09:20"),
    (("right", "down", "enter"), "4 11:40"),
    (("п",), LATER),
    (("g",), LATER),
    (("в",), OTHER),
    (("tab", "enter"), LATER),
    (("tab", "tab", "enter"), OTHER),
    (("tab", "tab", "tab", "enter"), "3 09:20"),
    (("shift+tab", "enter"), OTHER),
    (("tab", "down", "enter"), "3 09:40"),
]


@pytest.mark.parametrize(("pressed", "answer"), ANSWERS)
def test_what_is_answered(pressed: tuple[str, ...], answer: str) -> None:
    """Enter takes, letters in both layouts and Tab lead to the buttons."""
    _lines, app = shown(FEW, (60, 12), keys(*pressed))
    assert app.replies == [answer]


def test_a_click_selects_the_second_one_takes() -> None:
    """R143: a slip of the hand takes nothing."""
    app = Alone(FEW)

    async def run() -> None:
        async with app.run_test(size=(60, 12)) as pilot:
            app.grid.start()
            await pilot.pause()
            cell = (8, 2)
            await pilot.click(SlotCells, offset=cell)
            assert app.replies == []
            assert app.grid.cursor.id == "3 09:40"
            await pilot.click(SlotCells, offset=(8, 3))
            assert app.grid.cursor.id == "3 09:40", "10:00 is not free"
            await pilot.click(SlotCells, offset=cell)

    asyncio.run(run())
    assert app.replies == [app.grid.cursor.id]


def test_the_mouse_reaches_what_is_outside() -> None:
    """The arrows in the line of the days, the sign at the right, the buttons."""
    app = Alone(MANY)

    async def run() -> None:
        async with app.run_test(size=(40, 10)) as pilot:
            app.grid.start()
            await pilot.pause()
            await pilot.click(SlotCells, offset=(37, 0))
            assert app.grid.cursor.start.day == 6
            await pilot.click(SlotCells, offset=(0, 0))
            assert app.grid.cursor.start.day == 3
            await pilot.click(SlotCells, offset=(37, 4))
            assert app.grid.cursor.id == "3 09:20"
            await pilot.click(".action-line", offset=(4, 0))

    asyncio.run(run())
    assert app.replies == [LATER]


def test_only_what_changed_is_painted() -> None:
    """Moving within the window paints two cells, not the table."""
    app = Alone(FEW)
    painted: list[int] = []

    async def run() -> None:
        async with app.run_test(size=(60, 12)) as pilot:
            app.grid.start()
            await pilot.pause()
            cells = app.grid.query_one(SlotCells)
            refresh = cells.refresh
            cells.refresh = lambda *regions, **more: painted.append(len(regions)) or refresh(*regions, **more)  # type: ignore[method-assign,func-returns-value]
            keys("down")(app.grid)
            await pilot.pause()

    asyncio.run(run())
    assert painted == [2]
