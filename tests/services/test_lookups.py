"""Directories behind fields, and what follows from an answer (R111)."""

import pytest

from emk_tui.services.lookups import following
from emk_tui.services.session import Session


@pytest.mark.parametrize(
    ("known", "before", "typed", "rows"),
    [
        ("", "", "УЗИ печени", {"documents.1.category": "инструментальные"}),
        (
            "лабораторные",
            "Анализ",
            "ЭКГ",
            {"documents.1.category": "инструментальные"},
        ),
        ("другие", "Анализ", "ЭКГ", {}),
        ("другие", "Иное", "", {"documents.1.category": ""}),
    ],
)
def test_a_category_follows_its_study(
    consented: Session, known: str, before: str, typed: str, rows: dict[str, str]
) -> None:
    """R111: until another one was chosen."""
    consented.put_rows({"documents.1.kind": "результат", "documents.1.category": known})
    assert following(consented, "documents.1.study", typed, before) == rows
    assert following(consented, "documents.1.comment", typed, before) == {}
