"""Commands on the person's own store: closed without a person, and the raw form."""

from datetime import date

import pytest

from emk_tui.cli.stored import raw_lines
from tests.cli.conftest import Run

COMMANDS = [("show",), ("journal", "show"), ("journal", "verify"), ("outbox", "list"), ("docs", "verify")]


@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_store_there_is_nothing_to_open(emk: Run, words: tuple[str, ...]) -> None:
    """Exit code 3 and what to do; nothing is made."""
    ran = emk(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "Хранилища ещё нет" in ran.err


def test_raw_lines_are_the_stored_forms() -> None:
    """Records are numbered from 1, empty ones left out."""
    sections = {
        "personal": {"surname": "Иванова", "birth_date": date(1985, 5, 14), "inn": None, "living_same": True},
        "documents": ({"id": "d1", "results": ({"value": "138"}, {"value": "6.2"})},),
    }
    assert raw_lines(sections) == [
        "personal.surname = Иванова",
        "personal.birth_date = 1985-05-14",
        "personal.living_same = true",
        "documents.1.id = d1",
        "documents.1.results.1.value = 138",
        "documents.1.results.2.value = 6.2",
    ]
