"""Sign the consent by a code, or refuse it (R92–R103, K4, K5, K39)."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from emk_tui.card.consent_text import VERSION, consent_sections, consent_text, consent_until
from emk_tui.card.problems import WARNING, problem
from emk_tui.i18n import _
from emk_tui.ports import SignedConsent, Value
from emk_tui.services.flows.asks import SIGNATURE, Confirm, Flow, Page, Say
from emk_tui.services.flows.finish_step import go_on
from emk_tui.services.flows.signing import Proof, prove_person
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move


def consent_step(session: Session) -> Flow[Move | Blocked]:
    """Step 4: sign, or go on where it is signed already."""
    if session.consent_id:
        yield Say(_("Согласие уже подписано, номер {id}.").format(id=session.consent_id))
    elif blocked := (yield from sign_consent(session)):
        return blocked
    return go_on(session)


def sign_consent(session: Session) -> Flow[Blocked | None]:
    """Read, choose the statistics, agree, prove by a code, confirm the signature: two separate actions."""
    statistics = yield from _statistics(session)
    sections = _sections(session, session.world.clock.today(), statistics=statistics)
    summary = _("Коротко: данные хранит это хранилище, для лечения; отозвать можно в любой день.")
    accept = Confirm("consent.accepted", _("Даёте согласие?"), refused=problem(_refusal(session)).text)
    title = _("Согласие на обработку персональных данных")
    yield Page("consent", title, VERSION, sections, summary, accept)
    if not (yield accept):
        return (yield from _refuse(session))
    text = consent_text(sections)
    proof = yield from prove_person(session, _("подпись согласия"), text.encode, fresh=True)
    simple = _("Подписать согласие простой электронной подписью?")
    question = _("Подписать согласие этой электронной подписью?") if proof.method == SIGNATURE else simple
    if not (yield Confirm("consent.signature", question)):
        return Blocked((problem("CONSENT_NEEDED").at("consent.accepted"),))
    consent = _record(session, text, proof, statistics=statistics)
    session.store.sign(consent, session.record("согласие подписано", consent.id))
    session.consent_id = consent.id
    if session.store.card() is None:
        session.finish("consent")
    yield Say(_("Согласие подписано, номер {id}.").format(id=consent.id))
    return None


def is_stale(session: Session) -> bool:
    """Do the data named in the signed text differ from those in the draft."""
    signed = session.store.consent()
    if signed is None:
        return True
    statistics = session.draft.raw("consent.statistics") == "да"
    return consent_text(_sections(session, signed.signed_at.date(), statistics=statistics)) != signed.text


def _statistics(session: Session) -> Flow[bool]:
    """The purpose that may be refused without harm (R93)."""
    known = session.draft.raw("consent.statistics")
    default = None if not known else known == "да"
    reply = yield Confirm("consent.statistics", _("Статистический учёт по желанию. Разрешаете его?"), default)
    if session.store.card() is None:
        session.put("consent.statistics", "да" if reply else "нет")
    return bool(reply)


def _sections(session: Session, day: date, *, statistics: bool) -> tuple[tuple[str, str], ...]:
    person, clinic = (_values(session, key) for key in ("personal", "clinic"))
    return consent_sections(person, clinic, day, statistics=statistics)


def _values(session: Session, key: str) -> Mapping[str, Value]:
    """Of the card where it is made, else of the draft."""
    card = session.store.card()
    return session.values(key) if card is None else cast(Mapping[str, Value], card.sections[key])


def _record(session: Session, text: str, proof: Proof, *, statistics: bool) -> SignedConsent:
    now = session.world.clock.now()
    return SignedConsent(
        id=f"С-{now:%Y%m%d}-{secrets.token_hex(4).upper()}",
        version=VERSION,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        statistics=statistics,
        method=proof.method,
        channel=proof.channel,
        nonce=proof.evidence or secrets.token_hex(16),
        signed_at=now,
        until=consent_until(now.date()),
    )


def _refusal(session: Session) -> str:
    """Code of what a refusal leads to."""
    return "CONSENT_REFUSED" if session.store.card() is None else "CONSENT_NOT_RENEWED"


def _refuse(session: Session) -> Flow[Blocked]:
    """No card; the person decides whether the draft is wiped (R103). A card that is made stays closed."""
    refused = problem(_refusal(session))
    yield Say("", replace(refused, level=WARNING))
    if session.store.card() is not None:
        session.store.record(session.record("отказ от согласия"))
    elif (yield Confirm("consent.discard", _("Стереть черновик?"), False)):
        session.store.discard_draft(session.record("отказ от согласия, черновик стёрт"))
        session.reload()
        yield Say(_("Черновик стёрт."))
    else:
        session.store.record(session.record("отказ от согласия"))
    return Blocked((refused.at("consent.accepted"),))
