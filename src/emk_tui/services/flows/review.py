"""Step 8: the whole card as rows, a jump to any field and back, then «Оформить» (R85, R86, R90)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from emk_tui.card.draft import ACCOUNT, DERIVED, DIRECTORY, FILE, OVERRIDDEN, TYPED
from emk_tui.card.fields import Field, Right
from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem
from emk_tui.card.steps import STEPS, Step, step_of
from emk_tui.card.text import fold
from emk_tui.i18n import _, _l
from emk_tui.services.bookings import day_words
from emk_tui.services.checks import outside_directories
from emk_tui.services.comparing import difference
from emk_tui.services.flows.asks import (
    COMPARE,
    SEEN,
    SUBMIT,
    UNSEEN,
    Back,
    Cancelled,
    Flow,
    Form,
    Input,
    Review,
    ReviewRow,
    Say,
)
from emk_tui.services.flows.booking import book
from emk_tui.services.flows.finish_step import check_step
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.reviewed import Reviewed, reviewed
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked

ORIGINS = {
    TYPED: _l("введено"),
    FILE: _l("из файла"),
    DIRECTORY: _l("из справочника"),
    ACCOUNT: _l("из учётной записи"),
    DERIVED: _l("определено"),
    OVERRIDDEN: _l("исправлено вручную"),
}


def review(session: Session) -> Flow[Created | Blocked]:
    """Show, change, show again; a changed step is checked anew before the card is made."""
    rows, at = tuple(review_rows(session)), ""
    while True:
        reply = str((yield Review(rows, at)))
        word, *paths = reply.split()
        if reply == SUBMIT:
            with suppress(Back):
                return (yield from submit(session))
            rows, at = tuple(review_rows(session)), ""
        elif word in (SEEN, UNSEEN):
            session.mark_seen(paths, seen=word == SEEN)
            rows, at = tuple(replace(row, seen=session.seen(row.path)) for row in rows), ""
        elif word == COMPARE:
            yield from _compare(session, paths[0])
            rows, at = tuple(replace(row, seen=session.seen(row.path)) for row in rows), paths[0]
        else:
            yield from _change(session, reply)
            rows, at = tuple(review_rows(session)), reply


def _compare(session: Session, path: str) -> Flow[None]:
    """Type it once more from the paper: the same is «сверено», else where it differs (R80)."""
    field, given = locate(path).field, session.wizard.shown(path)
    yield Say(_("Введите, как в документе. Ответ в карте не изменится."))
    try:
        paper = str((yield Input("review.compare", field)))
    except Back:
        return
    told = difference(field, given, paper, session.world.clock.today())
    if not told:
        session.mark_seen([path])
    yield Say(told or _("Совпадает, сверено."))


def _change(session: Session, path: str) -> Flow[None]:
    step = step_of(path)
    if step is None:
        return
    try:
        yield from _ask(session, step, path)
    except Back:
        pass
    except Cancelled:
        yield Say(_("Остановлено, введённое сохранено."))
    session.move("review")


def _ask(session: Session, step: Step, path: str) -> Flow[None]:
    """The field alone; a booking is a conversation."""
    if step.key == "booking":
        session.move(path)
        yield from book(session)
        return
    yield Form(path.rpartition(".")[0], _(step.title), path, single=True)
    if step.key not in session.facts().finished:
        for found in (yield from check_step(session, step)):
            yield Say("", found)


def review_rows(session: Session) -> Iterator[ReviewRow]:
    """Every field that was asked, numbered in the order of the steps."""
    today, known = session.world.clock.today(), session.registries.directories
    steps = [step.key for step in STEPS if step.section is not None]
    standing = {path: one for key in steps for path, one in session.standing(key).items()}
    outside = {one.path for key in steps for one in outside_directories(session.draft, key, today, known)}
    for number, one in enumerate(reviewed(session.draft, today), 1):
        row = _row(session, one, number, outside=one.path in outside)
        yield replace(row, problem=_told(standing.get(one.path)))


def _told(found: Problem | None) -> Problem | None:
    """What is said in words beside the origin already is not said twice."""
    return None if found is None or found.code == "NOT_IN_DIRECTORY" else found


def _row(session: Session, one: Reviewed, number: int, *, outside: bool) -> ReviewRow:
    answered = session.draft.rows.get(one.path)
    raw = answered.raw if answered else ""
    reading = one.reading
    shown = _shown(one.path, one.field.reviewed(reading)) if isinstance(reading, Right) else raw
    origin = ORIGINS.get(answered.origin if answered else DERIVED, ORIGINS[DERIVED])
    words = ", ".join((_(origin), *_remarks(session, one.path, raw, outside=outside)))
    section = one.step.section
    return ReviewRow(
        number,
        one.path,
        _(section.title) if section else "",
        _(one.field.label),
        shown or _absent(session, one.path, one.field),
        words if shown else "",
        seen=session.seen(one.path),
    )


ADDRESS = ("settlement", "street", "house")
"""Parts of an address that no directory is loaded for: kept as typed and marked (R61)."""


def _remarks(session: Session, path: str, raw: str, *, outside: bool) -> Iterator[str]:
    """State words beside a value: is the e-mail confirmed (R63), a value in no directory (R61, R130)."""
    if not raw:
        return
    if path == "personal.email":
        account = session.account
        proven = account.email_confirmed and fold(raw) == fold(account.email)
        yield _("подтверждена") if proven else _("не подтверждена")
    if outside or path.rpartition("_")[2] in ADDRESS:
        yield _("не по справочнику")


def _shown(path: str, shown: str) -> str:
    """A time of a booking as people say it, everything else as its field shows it."""
    if path != "booking.slot" or not shown[:1].isdigit():
        return shown
    moment = datetime.fromisoformat(shown)
    return f"{day_words(moment)}, {moment.hour}:{moment.minute:02}"


def _absent(session: Session, path: str, field: Field) -> str:
    """«нет», what this field says of itself, or «не указано»."""
    return _("нет") if session.wizard.is_declared_absent(path) else _(field.empty or "не указано")
