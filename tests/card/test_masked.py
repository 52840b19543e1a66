"""Contacts shown so that the owner knows them and a bystander cannot use them."""

import pytest

from emk_tui.card.masked import masked_email, masked_phone


@pytest.mark.parametrize(
    ("phone", "shown"), [("+79161234567", "+7 ••• ••• 45-67"), ("", "•••"), ("+7916", "•••")]
)
def test_masked_phones(phone: str, shown: str) -> None:
    """R21: never more than the last four digits."""
    assert masked_phone(phone) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("ivanova@example.ru", "i•••@example.ru"), ("a@b.ru", "a•••@b.ru"), ("", "•••"), ("ivanova", "i•••")],
)
def test_masked_addresses(address: str, shown: str) -> None:
    """R21: enough to know one's own address by, and no more of the name."""
    assert masked_email(address) == shown
