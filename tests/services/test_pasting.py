"""A pasted whole is split into its fields, anything else is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.services.pasting import split


@pytest.mark.parametrize(
    ("field", "text", "parts"),
    [
        ("surname", "Иванова Мария Петровна", ["Иванова", "Мария", "Петровна"]),
        ("given_name", "  Салтыков-Щедрин\tМихаил \n", ["Салтыков-Щедрин", "Михаил"]),
        ("surname", "Иванова", []),
        ("surname", "Иванова М. П.", []),
        ("surname", "Ivanova Maria", []),
        ("sex", "Иванова Мария Петровна", []),
        ("passport_series", "45 08 123456", ["4508", "123456"]),
        ("passport_number", "4508 № 123456", ["4508", "123456"]),
        ("passport_series", "серия 4508 номер 123456", ["4508", "123456"]),
        ("passport_series", "4508", []),
        ("passport_series", "450812345", []),
        ("number", "46-77 № 1234567890", ["46-77", "1234567890"]),
        ("number", "7767 9408 6800 0014", []),
        ("number", "\u202e46-77 № 1234567890", []),
    ],
)
def test_split(field: str, text: str, parts: list[str]) -> None:
    """Parts in the order of the fields."""
    assert list(split(field, text).values()) == parts


@given(st.sampled_from(["surname", "passport_series", "number", "inn"]), st.text(max_size=80))
def test_any_text_is_taken(field: str, text: str) -> None:
    """Never raises; the parts are of the text."""
    flat = "".join(char for char in text if not char.isspace())
    assert all(len(part) <= len(flat) * 3 for part in split(field, text).values())
