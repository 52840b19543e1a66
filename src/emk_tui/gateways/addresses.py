"""The one address a message goes to: taken exactly, shown masked."""

import re

from emk_tui.card.masked import masked_email, masked_phone
from emk_tui.gateways.ways import EMAIL, MAIL

E164 = re.compile(r"\+[1-9][0-9]{9,14}")


def exact(channel: str, address: str) -> str | None:
    """The address as a gateway takes it; None where it is not exactly one phone or one e-mail address."""
    if channel != EMAIL:
        return address if E164.fullmatch(address) else None
    from email_validator import validate_email

    try:
        # The same reading as the field's: a domain in Cyrillic becomes the one ASCII form of it.
        whole = validate_email(address, check_deliverability=False, strict=True).ascii_email or ""
    except ValueError:
        return None
    # A Cyrillic name before the «@» stays out: few servers take it, and apprise offers it to none.
    return whole if re.fullmatch(MAIL, whole) else None


def masked(channel: str, address: str) -> str:
    """What the person recognises and a bystander can't use (R21)."""
    return masked_phone(address) if channel != EMAIL else masked_email(address)
