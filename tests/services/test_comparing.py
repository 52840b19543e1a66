"""An answer beside what stands on the paper (R80)."""

from datetime import date

import pytest

from emk_tui.card.paths import locate
from emk_tui.services.comparing import difference

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("path", "given", "paper", "told"),
    [
        ("personal.snils", "112-233-445 95", "11223344595", ""),
        ("personal.surname", "Иванова", "ИВАНОВА", ""),
        ("personal.surname", "Иванова", "Иванов", "Отличается, знак 7: в форме «а», в документе конец."),
        ("personal.surname", "", "Ким", "Отличается, знак 1: в форме конец, в документе «к»."),
        ("personal.birth_date", "14.05.1985", "14051985", ""),
        (
            "personal.birth_date",
            "14.05.1985",
            "15.05.1985",
            "Отличается, знак 2: в форме «4», в документе «5».",
        ),
    ],
)
def test_words(path: str, given: str, paper: str, told: str) -> None:
    """What means the same is the same, however it was typed."""
    assert difference(locate(path).field, given, paper, TODAY) == told
