"""Yes or no: nothing is assumed without a default."""

import pytest
from textual import events

from emk_tui.services.flows.asks import Confirm
from emk_tui.widgets.question import Question


def replies(default: bool | None, *keys: str) -> list[object]:
    """What these keys answer."""
    told: list[object] = []
    question = Question(Confirm("probe", "Точно?", default), told.append)
    for key in keys:
        question.press(events.Key(key, key if len(key) == 1 else None))
    return told


@pytest.mark.parametrize(
    ("default", "keys", "told"),
    [
        (None, ["enter"], []),
        (None, ["down", "enter"], [True]),
        (None, ["down", "down", "enter"], [False]),
        (True, ["enter"], [True]),
        (False, ["enter"], [False]),
        (None, ["д"], [True]),
        (None, ["Н"], [False]),
        (None, ["l"], [True]),
        (None, ["y"], [False]),
        (None, ["ж", "5"], []),
    ],
)
def test_keys(default: bool | None, keys: list[str], told: list[object]) -> None:
    """Arrows and Enter, letters, letters of the other layout."""
    assert replies(default, *keys) == told


def test_enter_on_nothing_says_so() -> None:
    """A line that waits for it, so that nothing moves."""
    question = Question(Confirm("probe", "Точно?"), lambda _reply: None)
    lines = len(str(question.render()).split("\n"))
    question.press(events.Key("enter", None))
    assert "Сначала выберите" in str(question.render())
    assert len(str(question.render()).split("\n")) == lines
