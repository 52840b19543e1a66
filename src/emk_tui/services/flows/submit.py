"""«Оформить»: the final check, the second factor, one transaction, the paper (R49–R53, R91)."""

from dataclasses import dataclass

from emk_tui.card.problems import Problem, problem
from emk_tui.card.steps import STEPS
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, Confirmation, SnilsTaken, Verdict
from emk_tui.services.cards import new_card
from emk_tui.services.flows.asks import Confirm, Flow, Progress, Say
from emk_tui.services.flows.consent import is_stale, sign_consent
from emk_tui.services.flows.finish_step import check_step
from emk_tui.services.flows.signing import prove_person
from emk_tui.services.session import CHECKS, Session
from emk_tui.services.signatures import canonical
from emk_tui.services.wizard import Blocked


@dataclass(frozen=True, slots=True)
class Created:
    """The card and its confirming paper."""

    card: CardRecord
    paper: bytes
    check_code: str


def submit(session: Session) -> Flow[Created | Blocked]:
    """Check everything again, prove the person, write once."""
    if found := session.wizard.final_check() or (yield from _unfinished(session)):
        return Blocked(found)
    if is_stale(session):
        yield Say(_("Данные в тексте согласия изменились, его нужно подписать заново."))
        if blocked := (yield from sign_consent(session)):
            return blocked
    yield from prove_person(session, _("оформление карты"), lambda: submitted(session))
    if not (yield Confirm("submit", _("Оформить электронную медицинскую карту?"))):
        return Blocked(())
    try:
        card = session.store.submit(new_card(session), session.record("карта создана"))
    except SnilsTaken:
        return Blocked((problem("CARD_EXISTS").at("personal.snils"),))
    session.card_made = True
    _hand_over_vaccinations(session)
    yield Say(
        _("Карта создана, номер {number}. Статус: {status}.").format(number=card.number, status=card.status)
    )
    for mark in card.marks:
        yield Say(_("Отметка: {mark}.").format(mark=mark))
    yield Progress(_("Готовим подтверждение."))
    paper, code = confirmation(session, card)
    yield Say(_("Подтверждение готово, проверочный код {code}.").format(code=code))
    return Created(card, paper, code)


def _unfinished(session: Session) -> Flow[tuple[Problem, ...]]:
    """Steps changed since they were finished: their files and registers again (R69)."""
    for step in STEPS[:-1]:
        if step.key in ("consent", *session.facts().finished):
            continue
        if found := (yield from check_step(session, step)):
            return found
    return ()


def submitted(session: Session) -> bytes:
    """What a signature of «Оформить» stands for: the consent's number and every answer by its path (R49)."""
    rows = {path: row.raw for path, row in session.draft if not path.startswith(f"{CHECKS}.")}
    return canonical({**rows, "consent.id": session.consent_id})


def confirmation(session: Session, card: CardRecord) -> tuple[bytes, str]:
    """The confirming document of a card and its check code; holds no name and no full number."""
    personal = card.sections["personal"]
    snils = str(personal["snils"]) if isinstance(personal, dict) else ""
    data = Confirmation(
        number=card.number,
        created_at=card.created_at,
        status=card.status,
        marks=card.marks,
        basis=session.store.account().confirmed_basis,
        snils_tail=snils[-4:],
        sample=session.world.sample,
        witness=session.store.journal_head(),
    )
    return session.world.papers().confirmation(data, session.store.signing_key())


def _hand_over_vaccinations(session: Session) -> None:
    """Try the queue once (R135); what is deferred waits in it."""
    states = {Verdict.CONFIRMED: "передано", Verdict.REFUSED: "отклонено"}
    for record, values in session.store.vaccine_queue():
        answer = session.registries.vaccines.send(record, values)
        if answer.verdict in states:
            event = session.record("прививка в реестре", answer.request_id)
            session.store.mark_vaccination(record, states[answer.verdict], event)
