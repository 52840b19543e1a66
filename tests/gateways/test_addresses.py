"""Exactly one address, and how it is shown."""

import pytest

from emk_tui.card.masked import masked_email, masked_phone
from emk_tui.gateways.addresses import exact, masked


@pytest.mark.parametrize(
    ("channel", "address", "taken"),
    [
        ("sms", "+79161234567", "+79161234567"),
        ("sms", "79161234567", None),
        ("sms", "+79161234567,+79990000000", None),
        ("sms", "#all", None),
        ("sms", "+7916123456٧", None),
        ("sms", "", None),
        ("email", "ivanova@example.ru", "ivanova@example.ru"),
        ("email", "ivanova@почта.рф", "ivanova@xn--80a1acny.xn--p1ai"),
        ("email", "anna@straße.de", "anna@xn--strae-oqa.de"),
        ("email", "o'brien+a@example.ru", "o'brien+a@example.ru"),
        ("email", "иванова@example.ru", None),
        ("email", "ivanova@example.ru,foe@example.ru", None),
        ("email", "ivanova@example.ru\nBcc: foe@example.ru", None),
        ("email", "Foe <foe@example.ru>", None),
        ("email", "ivanova@" + "a" * 64 + ".ru", None),
        ("email", "ivanova@[127.0.0.1]", None),
        ("email", "", None),
    ],
)
def test_exact(channel: str, address: str, taken: str | None) -> None:
    """Lists, names, groups and lines too many are no address."""
    assert exact(channel, address) == taken


@pytest.mark.parametrize(
    ("channel", "address", "shown"),
    [
        ("email", "ivanova@example.ru", "i•••@example.ru"),
        ("email", "иванова@почта.рф", "и•••@почта.рф"),
        ("email", "ab@example.ru", "a•••@example.ru"),
        ("sms", "+79161234567", "+7 ••• ••• 45-67"),
        ("sms", "+7", "•••"),
    ],
)
def test_masked(channel: str, address: str, shown: str) -> None:
    """Shown as everywhere else in the program."""
    everywhere = masked_phone if channel == "sms" else masked_email
    assert masked(channel, address) == everywhere(address) == shown
