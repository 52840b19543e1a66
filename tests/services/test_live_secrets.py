"""What is said of a secret while it is typed: of the keyboard, and what it still needs (R18, R28–R30)."""

from datetime import date

import pytest

from emk_tui.card.sections.account import ACCOUNT
from emk_tui.services.live import keyboard_hint, password_needs

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", None),
        ("РЕКА", "PASSWORD_CAPS"),
        ("РЕКА-7", "PASSWORD_CAPS"),
        ("РЕ", None),
        ("РЕКа", None),
        ("Рекa", "PASSWORD_LAYOUT"),
        ("RIVЕR", "PASSWORD_LAYOUT"),
        ("Река-river", None),
        ("Река-7-мост!", None),
        ("1234567", None),
    ],
)
def test_keyboard(typed: str, code: str | None) -> None:
    """Caps Lock and a layout changed within a word; never the letters themselves."""
    found = keyboard_hint(typed)
    assert (found.code if found else None) == code
    assert found is None or typed not in found.text


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("", ""),
        ("р", "строчная буква, без простых рядов и дат"),
        ("РЕКА", "заглавная буква, без простых рядов и дат"),
        ("йцукен1!", "от 8 знаков, строчная буква, цифра, спецсимвол"),
        ("05.03.1980", "от 8 знаков, цифра, спецсимвол"),
        (
            "Река-7-мост!",
            "от 8 знаков, заглавная буква, строчная буква, цифра, спецсимвол, без простых рядов и дат",
        ),
    ],
)
def test_needs(typed: str, met: str) -> None:
    """Each for itself, always the same six in the same order."""
    needs = password_needs(ACCOUNT.fields["password"], typed, DAY)
    assert len(needs) == 6
    assert ", ".join(need.text for need in needs if need.met) == met
