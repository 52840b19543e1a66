"""The measurement can tell a prompt from a line, a missing prompt from a slow one, and judges itself."""

import os
import sys

import pytest

from bench.first_prompt import PROMPT, NoPrompt, prompt_time
from bench.table import Row


@pytest.mark.parametrize(
    ("seen", "is_prompt"),
    [
        ("", False),
        ("Пароль: demo\n", False),
        ("Логин", False),
        ("Логин: ", True),
        ("Пароль: demo\nЛогин: ", True),
        ("Продолжить с шага 3? ", True),
        ("Пароль: demo\nЛогин: \n", False),
    ],
)
def test_prompt_is_told_from_a_line(seen: str, is_prompt: bool) -> None:
    """Only an open line with a colon or question mark waits for an answer."""
    assert bool(PROMPT.search(seen.encode())) is is_prompt


def test_prompt_is_found_on_a_terminal() -> None:
    """A child that asks on a terminal is measured, and ended afterwards."""
    code = (
        "import sys; assert sys.stdin.isatty(); print('A: demo'); print('B: ', end='', flush=True); input()"
    )
    assert prompt_time((sys.executable, "-c", code)) > 0


def test_silent_program_is_no_measurement() -> None:
    """A program that ends without asking raises, with what it said."""
    with pytest.raises(NoPrompt, match="bye"):
        prompt_time((sys.executable, "-c", f"print('bye', end={os.linesep!r})"))


@pytest.mark.parametrize(
    ("ratio", "control", "kept", "word"),
    [
        (8, 20, True, "выполнено"),
        (8.1, 20, False, "не выполнено"),
        (1, 8, False, "измерение негодно"),
        (9, 3, False, "измерение негодно"),
    ],
)
def test_row(ratio: float, control: float, kept: bool, word: str) -> None:
    """A goal counts only where the control misses it."""
    row = Row("x", ratio, 8, control)
    assert row.kept is kept and f", {word}" in str(row)
