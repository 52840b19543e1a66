"""Leave a step: its rules, its register, then the next step (R69–R71, R76, R156–R159)."""

from functools import partial

from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem, problem
from emk_tui.card.steps import BY_KEY, Step
from emk_tui.i18n import _
from emk_tui.ports import Answer, Verdict
from emk_tui.services.flows.asks import Flow, Say, wait
from emk_tui.services.flows.documents import take_file
from emk_tui.services.flows.known_card import known_card, own_card
from emk_tui.services.identity import other_surname
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move

ACTIVE, INACTIVE = "активен", "неактивен"
KNOWN = "карта уже есть"


def finish_step(session: Session) -> Flow[Move | Blocked]:
    """Check the current step and go on; Blocked keeps everything typed."""
    step = session.wizard.step
    if found := (yield from check_step(session, step)):
        return Blocked(found)
    yield Say(_("Шаг {n} из 8 закончен. Данные сохранены.").format(n=step.number))
    return go_on(session)


def check_step(session: Session, step: Step) -> Flow[tuple[Problem, ...]]:
    """The rules of a step, its files and its register; what stands against it, or it is finished."""
    if found := tuple(session.wizard.mistakes(step)):
        return found
    if step.key == "personal" and (found := other_surname(session)):
        return found
    for record in session.draft.ids(step.key) if step.key == "documents" else ():
        if found := (yield from take_file(session, f"{step.key}.{record}")):
            return found
    if refused := (yield from _ask_register(session, step.key)):
        return refused
    session.finish(step.key)
    return ()


def go_on(session: Session) -> Move | Blocked:
    """The next step, remembered."""
    moved = session.wizard.next()
    if isinstance(moved, Move):
        session.move(moved.path)
    return moved


def _ask_register(session: Session, key: str) -> Flow[tuple[Problem, ...]]:
    """What the register of this step holds against it."""
    asks = {"personal": _identity, "clinic": _clinic, "policy": _policy}
    if key not in asks:
        return ()
    if key == "personal" and (known := own_card(session)):
        return known
    asking = _("Сверяем с реестром: {title}.").format(title=_(BY_KEY[key].title))
    answer, word = yield from wait(asking, partial(asks[key], session))
    session.note_answer(key, answer, word)
    if word == KNOWN:
        return known_card(answer)
    if answer.verdict is Verdict.DEFERRED:
        yield Say("", problem("DEFERRED", level="warning").at(key))
        return ()
    if answer.verdict is Verdict.CONFIRMED:
        yield Say(_confirmed(key))
        return ()
    yield from _differences(answer)
    return _refusal(session, key, answer)


def _identity(session: Session) -> tuple[Answer, str]:
    """The register of cards first: who has a card needs no other check (R47)."""
    person = session.values("personal")
    card = session.registries.cards.card_of(person)
    if card.verdict is Verdict.REFUSED:
        return card, KNOWN
    answer = session.registries.identities.reconcile(person)
    return answer, answer.verdict.value


def _clinic(session: Session) -> tuple[Answer, str]:
    answer = session.registries.clinics.compare(session.values("clinic"))
    return answer, answer.verdict.value


def _policy(session: Session) -> tuple[Answer, str]:
    answer = session.registries.policies.check(session.values("policy"), session.values("personal"))
    words = {Verdict.CONFIRMED: ACTIVE, Verdict.REFUSED: INACTIVE, Verdict.DEFERRED: answer.verdict.value}
    return answer, words[answer.verdict]


def _confirmed(key: str) -> str:
    texts = {
        "personal": _("Данные совпали с реестром."),
        "clinic": _("Поликлиника найдена в реестре. Статус прикрепления: прикреплён."),
        "policy": _("Полис подтверждён. Статус: активен."),
    }
    return texts[key]


def _differences(answer: Answer) -> Flow[None]:
    """«Указано / в реестре», field by field (R76)."""
    for one in answer.differences:
        label = locate(one.path).field.label
        words = _("{label}: указано {given}, в реестре {found}.")
        told = words.format(label=label, given=one.given, found=one.found)
        yield Say(told, compared=(label, one.given, one.found))


def _refusal(session: Session, key: str, answer: Answer) -> tuple[Problem, ...]:
    if key == "policy":
        return (problem("POLICY_INACTIVE").at("policy.number"),)
    if answer.differences:
        return tuple(problem("REGISTRY_DIFFERS").at(one.path) for one in answer.differences)
    return (problem("REGISTRY_REFUSED", note=answer.note).at(session.wizard.first_path(BY_KEY[key])),)
