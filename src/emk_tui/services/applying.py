"""From answers to a card: the same steps, flows and texts as by hand (`apply`, `demo --apply`, `--step`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from emk_tui.card.draft import FILE, Draft
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections.identity import SLOTS
from emk_tui.card.steps import BY_KEY, IDENTITY, STEPS
from emk_tui.i18n import _
from emk_tui.ports import CardRecord
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Ask, Reply
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.identity import identify
from emk_tui.services.flows.steps import step_flow
from emk_tui.services.flows.submit import Created, confirmation
from emk_tui.services.replies import FileReplies, NotInFile
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked
from emk_tui.services.world import World

Answer = Callable[[Ask], Reply]


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it: the card and its paper, or the problems."""

    card: CardRecord | None = None
    paper: bytes = b""
    check_code: str = ""
    problems: tuple[Problem, ...] = ()


def apply_answers(session: Session, draft: Draft, answer: Answer) -> Applied:
    """All steps in order; stops at the first that is blocked, with everything before it kept."""
    if session.store.card() is not None:
        return _existing(session)
    try:
        blocked = fill(session, draft, answer, [step.key for step in STEPS[:-1]])
        if blocked:
            return Applied(problems=blocked)
        session.move("review")
        outcome = drive(step_flow(session), answer)
    except NotInFile as missing:
        return Applied(problems=(missing.problem,))
    if isinstance(outcome, Created):
        return Applied(outcome.card, outcome.paper, outcome.check_code)
    return Applied(problems=outcome.problems if isinstance(outcome, Blocked) else ())


def _existing(session: Session) -> Applied:
    """The card that is there already, with its paper: a run that died before the paper loses nothing."""
    card = session.store.card()
    assert card is not None
    paper, code = confirmation(session, card)
    return Applied(card, paper, code, (problem("CARD_EXISTS").at("personal.snils"),))


def identity_answers(draft: Draft, world: World) -> dict[str, str]:
    """What identifies the owner: as the file says, else from its personal data; a demonstration has scans."""
    rows = {path: row.raw for path, row in draft.only([IDENTITY.key])}
    named = {
        "surname": draft.raw("personal.surname"), "snils_surname": draft.raw("personal.surname"),
        "birth_date": draft.raw("personal.birth_date"), "surname_changed": _("нет"),
        "passport_issued_on": draft.raw("personal.passport_issued_on"),
    }  # fmt: skip
    scans = {name: str(world.sample_file(kind) or "") for name, kind in SLOTS.items()}
    known = {f"{IDENTITY.key}.{name}": raw for name, raw in {**named, **scans}.items() if raw}
    return {**known, **rows}


def take_identity(session: Session, rows: Mapping[str, str], answer: Answer | None = None) -> None:
    """Confirm the account by these answers: the owner's statement, or an application to the operator."""
    if session.confirmed:
        return
    session.put_rows(rows, FILE)
    session.asked_identity = True
    drive(identify(session), answer or FileReplies({}, {}).answer)


def fill(session: Session, draft: Draft, answer: Answer, keys: Iterable[str]) -> tuple[Problem, ...]:
    """Put the answers of these steps and finish each; the problems of the first that is blocked."""
    for key in keys:
        step = BY_KEY[key]
        if why := session.wizard.why_blocked(step):
            return (why,)
        # the file is the whole answer: rows of an account or of an earlier try would contradict it
        session.drop(key)
        session.put_rows({path: row.raw for path, row in draft.only([key])}, FILE)
        session.move(session.wizard.first_path(step))
        if blocked := _finish(session, key, answer):
            return blocked
    return ()


def _finish(session: Session, key: str, answer: Answer) -> tuple[Problem, ...]:
    flow = step_flow(session) if key in ("consent", "booking") else finish_step(session)
    outcome = drive(flow, answer)
    return outcome.problems or () if isinstance(outcome, Blocked) else ()
