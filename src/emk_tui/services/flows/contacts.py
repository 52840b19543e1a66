"""Contacts of the account: asked every half year, changed, confirmed by a code (R63, R192, R196)."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from emk_tui.card.masked import masked_email, masked_phone
from emk_tui.card.problems import problem
from emk_tui.i18n import _
from emk_tui.ports import Account
from emk_tui.services.delivery import CHANNEL_WORDS, sender_of
from emk_tui.services.flows.asks import Confirm, Flow, Say
from emk_tui.services.flows.second_factor import by_message
from emk_tui.services.flows.sign_up import ask_contact
from emk_tui.services.notices import about_account

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

CHECKED_FOR = timedelta(days=183)
"""Half a year: then it is asked whether they are still right."""


def check_contacts(presence: "Presence") -> Flow[None]:
    """At every sign-in: none at all is told, old ones are asked about."""
    account, now = presence.account, presence.world.clock.now()
    if not (account.phone or account.email):
        yield Say("", problem("NO_CONTACT", level="warning"))
        return
    if account.contacts_checked_at and now - account.contacts_checked_at < CHECKED_FOR:
        return
    question = _("Контакты давно не проверялись: {contacts}. Они верны?").format(contacts=shown(account))
    if (yield Confirm("account.contacts_same", question, True)):
        same = replace(account, contacts_checked_at=now)
        presence.store.save_account(same, presence.record("контакты проверены"))
    else:
        yield from change_contacts(presence)


def shown(account: Account) -> str:
    """Both, masked; «нет» for one that there is not."""
    phone = masked_phone(account.phone) if account.phone else _("телефона нет")
    email = masked_email(account.email) if account.email else _("почты нет")
    return f"{phone}, {email}"


def change_contacts(presence: "Presence") -> Flow[None]:
    """Type them anew; the old ones are told of it; a new one is confirmed by a code where one can be sent."""
    before = presence.account
    phone = yield from ask_contact(presence.world, "phone", before.phone)
    email = yield from ask_contact(presence.world, "email", before.email)
    now = presence.world.clock.now()
    after = replace(
        before, phone=phone, email=email, contacts_checked_at=now,
        phone_confirmed=before.phone_confirmed and phone == before.phone,
        email_confirmed=before.email_confirmed and email == before.email,
    )  # fmt: skip
    # told where the owner was reachable so far: who changed them cannot keep that from the owner
    notices = about_account(before, now, _("Телефон или почта изменены."))
    presence.store.save_account(after, presence.record("контакты изменены"), notices)
    if not (phone or email):
        yield Say("", problem("NO_CONTACT", level="warning"))
    yield from confirm_contacts(presence)
    yield Say(_("Контакты сохранены: {contacts}.").format(contacts=shown(presence.account)))


def confirm_contacts(presence: "Presence") -> Flow[None]:
    """A code to each one that was never confirmed (R63); left out where nothing can be sent."""
    for channel, name in (("sms", "phone"), ("email", "email")):
        account = presence.account
        address = str(getattr(account, name))
        if (
            not address
            or getattr(account, f"{name}_confirmed")
            or channel not in sender_of(presence).channels
        ):
            continue
        if (yield from by_message(presence, channel, _("проверка контакта"), address)):
            mark_confirmed(presence, channel)


def mark_confirmed(presence: "Presence", channel: str) -> None:
    """A code that went to this contact was typed."""
    sms, account = channel == "sms", presence.account
    proven = replace(
        account, phone_confirmed=sms or account.phone_confirmed,
        email_confirmed=not sms or account.email_confirmed,
    )  # fmt: skip
    presence.store.save_account(proven, presence.record("контакт подтверждён", _(CHANNEL_WORDS[channel])))
