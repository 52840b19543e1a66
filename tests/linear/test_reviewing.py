"""«сверено» by ear: what was read last, one field, taken back; the budget stays as it was (R86, A11)."""

from pathlib import Path

import pytest

from emk_tui.card.problems import problem
from emk_tui.linear.reviewing import Reviewer, text_of
from emk_tui.linear.steps import summary_lines
from emk_tui.services.flows.asks import ReviewRow
from tests.linear.talking import Talk, demo_session

ROWS = tuple(
    ReviewRow(n, f"personal.f{n}", "Личные данные" if n < 12 else "Полис ОМС", f"Поле {n}-е", "да", "введено")
    for n in range(1, 14)
)


def ticked(*paths: str) -> tuple[ReviewRow, ...]:
    """The rows with these ticks."""
    return tuple(
        ReviewRow(r.number, r.path, r.section, r.label, r.shown, r.origin, r.path in paths) for r in ROWS
    )


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        (("", "сверено"), "seen " + " ".join(f"personal.f{n}" for n in range(1, 10))),
        (("", "", "Сверено"), "seen personal.f10 personal.f11"),
        (("сверено 5",), "seen personal.f5"),
        (("cdthtyj 5",), "seen personal.f5"),
        (("не сверено 5",), "unseen personal.f5"),
        (("сравнить 5",), "compare personal.f5"),
        (("сравнить 99", "сравнить", "6"), "personal.f6"),
        (("сверено", "сверено 99", "5"), "personal.f5"),
    ],
)
def test_words(typed: tuple[str, ...], reply: str) -> None:
    """What was read last is the page before the prompt; nothing read is nothing compared."""
    talk = Talk(typed)
    assert Reviewer(talk.prompter).review(ROWS) == reply


def test_after_a_tick_the_reading_goes_on() -> None:
    """The count is the only line more; the next page waits for its Enter."""
    talk = Talk(["", "сверено", "", "сверено", "", "", ""])
    reviewer = Reviewer(talk.prompter)
    paths = reviewer.review(ROWS).split()[1:]
    before = len(talk.lines)
    paths += reviewer.review(ticked(*paths)).split()[1:]
    assert talk.lines[before : before + 2] == ["Сверено 9 из 13.", "Enter, с поля 10: "]
    before = len(talk.lines)
    assert reviewer.review(ticked(*paths)) == "submit"
    assert talk.lines[before : before + 2] == ["Сверено 11 из 13.", "Enter, с поля 12: "]


def test_an_error_is_said_with_its_row() -> None:
    """A warning was said where it was typed; an error stands against the card."""
    found = problem("CHOICE", words="м, ж")
    row = ReviewRow(5, "personal.sex", "", "Пол", "х", "введено", problem=found)
    assert text_of(row) == f"5. Пол: х, ошибка, {found.short}."


def test_the_summary_has_the_count(tmp_path: Path) -> None:
    """«сводка» at the review."""
    with demo_session(tmp_path, ("personal", "clinic", "policy")) as session:
        session.mark_seen(["personal.surname"])
        session.wizard.cursor = "review"
        count, total = session.wizard.compared()
        assert count == 1 and summary_lines(session)[-1] == f"Сверено 1 из {total}."
