"""Three answers while typing: nothing unfinished is a mistake, a wrong sign is told at once (K31)."""

import pytest

from emk_tui.card.paths import locate
from emk_tui.card.problems import WARNING, problem
from emk_tui.services.live import Answer, when_left, while_typing
from tests.services.worlds import NOW


@pytest.mark.parametrize(
    ("path", "typed", "answer", "short"),
    [
        ("personal.snils", "", Answer.EMPTY, ""),
        ("personal.snils", "112-233-44", Answer.NOT_YET, "ещё 3 цифры"),
        ("personal.snils", "112-233-445 95", Answer.RIGHT, "верно"),
        ("personal.snils", "112-233-445 96", Answer.WRONG, "не сходится"),
        ("personal.snils", "11а", Answer.WRONG, "3-й знак лишний"),
        ("personal.sex", "м", Answer.RIGHT, "верно"),
        ("personal.birth_date", "31.02", Answer.NOT_YET, "ещё 4 цифры"),
        ("personal.patronymic", "н", Answer.NOT_YET, ""),
        ("personal.patronymic", "нет", Answer.RIGHT, "нет"),
        ("personal.phone", "ytn", Answer.RIGHT, "нет"),
    ],
)
def test_while_typing(path: str, typed: str, answer: Answer, short: str) -> None:
    """The word beside the text."""
    live = while_typing(locate(path).field, typed, NOW.date())
    assert (live.answer, live.short) == (answer, short)


def test_a_look_alike_letter_offers_its_fix() -> None:
    """F4 types it."""
    live = while_typing(locate("personal.surname").field, "Иванoва", NOW.date())
    assert live.answer is Answer.WRONG
    assert live.fix == "Иванова"


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (None, Answer.EMPTY),
        (problem("REQUIRED", example="x"), Answer.WRONG),
        (problem("NOT_IN_DIRECTORY", level=WARNING, example="x"), Answer.NOTE),
    ],
)
def test_when_left(found: object, answer: Answer) -> None:
    """What stands against it, or what is worth knowing."""
    assert when_left(found).answer is answer  # type: ignore[arg-type]
