"""File names of extracts (R118)."""

from datetime import date

import pytest

from emk_tui.card.naming import LONGEST, extract_name, is_extract_name

DAY = date(2026, 1, 15)
PERSON = {"surname": "Иванова", "given_name": "Мария", "patronymic": "Петровна"}
RIGHT = "Иванова_Мария_Петровна_2026-01-15_Выписка.pdf"


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (PERSON, RIGHT),
        ({**PERSON, "patronymic": None}, "Иванова_Мария_2026-01-15_Выписка.pdf"),
        ({**PERSON, "patronymic": "Аслан оглы"}, "Иванова_Мария_Аслан_оглы_2026-01-15_Выписка.pdf"),
    ],
)
def test_name(person: dict[str, str | None], name: str) -> None:
    """ФИО, ISO date, kind."""
    assert extract_name(person, DAY) == name


def test_a_long_name_fits() -> None:
    """255 bytes, the date and the kind stay."""
    name = extract_name({"surname": "Щ" * 100, "given_name": "Ю" * 100}, DAY)
    assert len(name.encode()) <= LONGEST
    assert name.endswith("_2026-01-15_Выписка.pdf")


@pytest.mark.parametrize(
    ("path", "right"),
    [
        (RIGHT, True),
        (f"files/{RIGHT}", True),
        (f"C:\\files\\{RIGHT.upper()}", True),
        ("vypiska.pdf", False),
        (RIGHT.replace("-15", "-16"), False),
    ],
)
def test_is_extract_name(path: str, right: bool) -> None:
    """Only the last part of a path counts."""
    assert is_extract_name(path, extract_name(PERSON, DAY)) is right
