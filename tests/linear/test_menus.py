"""The schedule by ear: a day, then its times, and the ways around."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from emk_tui.linear.menus import choose_slot
from emk_tui.ports import Doctor, Slot
from emk_tui.services.flows.asks import LATER, OTHER, Choice, Slots

DOCTOR = Doctor("1", "Петрова А. С.", "кардиолог", "", "12", "ЛО-1", date(2030, 1, 1), 9, 1)
STARTS = ("2026-03-03T09:20", "2026-03-03T10:00", "2026-03-04T09:20")
SLOTS = tuple(Slot(start, DOCTOR, datetime.fromisoformat(start), 20) for start in STARTS)


def chosen(picks: Sequence[str]) -> tuple[str, list[Choice]]:
    """What comes of these answers by their texts, and what was asked."""
    asked: list[Choice] = []
    left = list(picks)

    def choose(choice: Choice) -> str:
        asked.append(choice)
        wanted = left.pop(0)
        return next(one.key for one in choice.options if one.text.startswith(wanted))

    return choose_slot(Slots("booking.slot", "День, свободных записей 3", SLOTS), choose), asked


WAYS = [
    (["вторник", "10:00"], STARTS[1]),
    (["вторник", "другой день", "среда", "9:20"], STARTS[2]),
    (["записаться позже"], LATER),
    (["среда", "записаться позже"], LATER),
    (["другой врач"], OTHER),
    (["вторник", "другой врач"], OTHER),
]


@pytest.mark.parametrize(("picks", "answer"), WAYS)
def test_every_way_through_days_and_times(picks: list[str], answer: str) -> None:
    """One slot, or one of the answers beside the slots."""
    assert chosen(picks)[0] == answer


def test_free_times_are_said_in_words() -> None:
    """R142: grouped by day, each with its count; each time says «свободно»."""
    _answer, asked = chosen(["вторник", "9:20"])
    assert [one.text for one in asked[0].options] == [
        "вторник 3 марта, свободно 2",
        "среда 4 марта, свободно 1",
        "другой врач",
        "записаться позже",
    ]
    assert [one.text for one in asked[1].options][:2] == ["9:20, свободно", "10:00, свободно"]
