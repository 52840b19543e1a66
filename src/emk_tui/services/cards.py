"""What «Оформить» writes: the card with its number, marks, status words and notices (R50–R52, K9)."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from emk_tui.card.check import build
from emk_tui.i18n import _
from emk_tui.ports import Account, NewCard, Notice
from emk_tui.services.session import CHECKS, Session

PROCESSED = "Обработано"
CONFIRMED = "Подтверждена"
ADULT = "adult"
"""The kind of a card made without being asked for it: by a file of answers."""
BUILT = ("personal", "clinic", "policy", "documents", "vaccinations")


def new_number(*, sample: bool) -> str:
    """ЭМК-1234-5678-9012: eleven random digits and a Luhn check digit; ДЕМО- in the demonstration."""
    from stdnum import luhn

    digits = f"{secrets.randbelow(10**11):011}"
    digits += luhn.calc_check_digit(digits)
    prefix = "ДЕМО" if sample else "ЭМК"
    return f"{prefix}-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def new_card(session: Session) -> NewCard:
    """Everything one transaction writes; the draft's id makes a second «Оформить» harmless."""
    now, account = session.world.clock.now(), session.store.account()
    number = new_number(sample=session.world.sample)
    sections, files = _with_ids(session, build(session.draft, session.world.clock.today(), BUILT))
    return NewCard(
        request_id=session.draft_id,
        number=number,
        created_at=now,
        status=PROCESSED,
        marks=session.marks(),
        sections=sections,
        states=_states(session, account),
        consent_id=session.consent_id,
        notices=_notices(session.draft_id, number, account, now),
        files=files,
    )


def _with_ids(session: Session, sections: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Documents with the ids of their records, and which record of the draft each was."""
    drafted = [f"documents.{one}" for one in session.draft.ids("documents")]
    ids = {record: str(uuid.uuid4()) for record in drafted}
    documents = [
        {**one, "id": ids[record]} for one, record in zip(sections["documents"], drafted, strict=True)
    ]
    return {**sections, "documents": documents}, ids


def _states(session: Session, account: Account) -> dict[str, str]:
    clinic = session.draft.raw(f"{CHECKS}.clinic").partition("|")[0]
    return {
        "kind": session.card_kind or ADULT,
        "attachment": "прикреплён" if clinic == "подтверждено" else "на проверке",
        "policy": session.facts().policy,
        "confirmation": f"{CONFIRMED}, {account.confirmed_basis}",
    }


def _notices(request: str, number: str, account: Account, now: datetime) -> tuple[Notice, ...]:
    """Readiness, once (R52): by e-mail where there is one, else into the application."""
    channel, address = ("email", account.email) if account.email else ("app", account.login)
    text = _("Электронная медицинская карта {number} создана.").format(number=number)
    return (Notice(f"{request}-ready", channel, address, _("Карта готова"), text, now),)
