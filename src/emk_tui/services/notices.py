"""Notices about the account, in words that say nothing of health, and about the card (R52)."""

import uuid
from datetime import datetime

from emk_tui.i18n import _, _l
from emk_tui.ports import Account, Notice

APP = "app"
ACCOUNT = _l("Учётная запись ЭМК")
"""Subject of what concerns the account alone."""


def about_account(account: Account, now: datetime, text: str) -> tuple[Notice, ...]:
    """One to each contact, into the program where there is none; with what to do if it was somebody else."""
    ways = {"sms": account.phone, "email": account.email}
    reachable = {channel: address for channel, address in ways.items() if address} or {APP: account.login}
    request = uuid.uuid4()
    told = f"{text} {_('Если это были не вы, войдите и смените пароль.')}"
    return tuple(
        Notice(f"{request}-{channel}", channel, address, _(ACCOUNT), told, now)
        for channel, address in reachable.items()
    )


def about_card(key: str, subject: str, text: str, account: Account, now: datetime) -> tuple[Notice, ...]:
    """By e-mail and into the program: once each for this key."""
    return tuple(
        Notice(f"{key}-{channel}", channel, address, subject, text, now)
        for channel, address in (("email", account.email), (APP, account.login))
        if address
    )
