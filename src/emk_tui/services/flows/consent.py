"""Sign the consent by a code, or refuse it (R92–R103, K4, K5, K39)."""

import hashlib
import secrets
from dataclasses import replace
from datetime import date

from emk_tui.card.consent_text import VERSION, consent_sections, consent_text, consent_until
from emk_tui.card.problems import WARNING, problem
from emk_tui.i18n import _
from emk_tui.ports import SignedConsent
from emk_tui.services.flows.asks import Confirm, Flow, Page, Say
from emk_tui.services.flows.finish_step import go_on
from emk_tui.services.flows.second_factor import confirm_person
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
    yield from _statistics(session)
    sections = _sections(session, session.world.clock.today())
    summary = _("Коротко: данные хранит это хранилище, для лечения; отозвать можно в любой день.")
    accept = Confirm("consent.accepted", _("Даёте согласие?"), refused=problem("CONSENT_REFUSED").text)
    title = _("Согласие на обработку персональных данных")
    yield Page("consent", title, VERSION, sections, summary, accept)
    if not (yield accept):
        return (yield from _refuse(session))
    channel = yield from confirm_person(session, _("подпись согласия"), fresh=True)
    if not (yield Confirm("consent.signature", _("Подписать согласие простой электронной подписью?"))):
        return Blocked((problem("CONSENT_NEEDED").at("consent.accepted"),))
    consent = _record(session, consent_text(sections), channel)
    session.store.sign(consent, session.record("согласие подписано", consent.id))
    session.consent_id = consent.id
    session.finish("consent")
    yield Say(_("Согласие подписано, номер {id}.").format(id=consent.id))
    return None


def is_stale(session: Session) -> bool:
    """Do the data named in the signed text differ from those in the draft."""
    signed = session.store.consent()
    if signed is None:
        return True
    return consent_text(_sections(session, signed.signed_at.date())) != signed.text


def _statistics(session: Session) -> Flow[None]:
    """The purpose that may be refused without harm (R93)."""
    known = session.draft.raw("consent.statistics")
    default = None if not known else known == "да"
    reply = yield Confirm("consent.statistics", _("Статистический учёт по желанию. Разрешаете его?"), default)
    session.put("consent.statistics", "да" if reply else "нет")


def _sections(session: Session, day: date) -> tuple[tuple[str, str], ...]:
    statistics = session.draft.raw("consent.statistics") == "да"
    person, clinic = session.values("personal"), session.values("clinic")
    return consent_sections(person, clinic, day, statistics=statistics)


def _record(session: Session, text: str, channel: str) -> SignedConsent:
    now = session.world.clock.now()
    return SignedConsent(
        id=f"С-{now:%Y%m%d}-{secrets.token_hex(4).upper()}",
        version=VERSION,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        statistics=session.draft.raw("consent.statistics") == "да",
        method="code",
        channel=channel,
        nonce=secrets.token_hex(16),
        signed_at=now,
        until=consent_until(now.date()),
    )


def _refuse(session: Session) -> Flow[Blocked]:
    """No card; the person decides whether the draft is wiped (R103)."""
    refused = problem("CONSENT_REFUSED")
    yield Say("", replace(refused, level=WARNING))
    if (yield Confirm("consent.discard", _("Стереть черновик?"), False)):
        session.store.discard_draft(session.record("отказ от согласия, черновик стёрт"))
        session.reload()
        yield Say(_("Черновик стёрт."))
    else:
        session.store.record(session.record("отказ от согласия"))
    return Blocked((refused.at("consent.accepted"),))
