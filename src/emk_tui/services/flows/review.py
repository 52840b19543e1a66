"""Step 8: the whole card as rows, a jump to any field and back, then «Оформить» (R85, R86, R90)."""

from collections.abc import Iterator
from datetime import datetime

from emk_tui.card.check import Node, read_section
from emk_tui.card.draft import ACCOUNT, DERIVED, DIRECTORY, FILE, TYPED
from emk_tui.card.fields import Field, Right
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import STEPS, step_of
from emk_tui.i18n import _, _l
from emk_tui.services.bookings import day_words
from emk_tui.services.flows.asks import SUBMIT, Flow, Form, Review, ReviewRow, Say
from emk_tui.services.flows.finish_step import check_step
from emk_tui.services.flows.submit import Created, submit
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked

ORIGINS = {
    TYPED: _l("введено"),
    FILE: _l("из файла"),
    DIRECTORY: _l("из справочника"),
    ACCOUNT: _l("из учётной записи"),
    DERIVED: _l("определено"),
}


def review(session: Session) -> Flow[Created | Blocked]:
    """Show, change, show again; a changed step is checked anew before the card is made."""
    while True:
        reply = yield Review(tuple(review_rows(session)))
        if reply == SUBMIT:
            return (yield from submit(session))
        yield from _change(session, str(reply))


def _change(session: Session, path: str) -> Flow[None]:
    step = step_of(path)
    if step is None:
        return
    yield Form(path.rpartition(".")[0], _(step.title), path, single=True)
    if step.key not in session.facts().finished:
        for found in (yield from check_step(session, step)):
            yield Say("", found)
    session.move("review")


def review_rows(session: Session) -> Iterator[ReviewRow]:
    """Every field that was asked, numbered in the order of the steps."""
    number = 0
    for step in STEPS:
        section = SECTIONS.get(step.key)
        if section is None or step.key == "consent":
            continue
        for top in read_section(section, session.draft, session.world.clock.today()):
            for node in top.walk():
                for row in _rows(session, node, _(section.title), number):
                    number = row.number
                    yield row


def _rows(session: Session, node: Node, section: str, number: int) -> Iterator[ReviewRow]:
    for name in node.record.asked:
        field, reading = node.fields[name], node.record.readings[name]
        if field.companion or (field.derived and not isinstance(reading, Right)):
            continue
        path = f"{node.path}.{name}"
        answered = session.draft.rows.get(path)
        raw = answered.raw if answered else ""
        shown = _shown(path, field.reviewed(reading)) if isinstance(reading, Right) else raw
        origin = ORIGINS.get(answered.origin if answered else DERIVED, ORIGINS[DERIVED])
        origin = ", ".join((_(origin), *_remarks(session, path, raw)))
        number += 1
        seen = shown or _absent(session, path, field)
        yield ReviewRow(number, path, section, _(field.label), seen, origin if shown else "")


ADDRESS = ("settlement", "street", "house")
"""Parts of an address that no directory is loaded for: kept as typed and marked (R61)."""


def _remarks(session: Session, path: str, raw: str) -> Iterator[str]:
    """State words beside a value: an unconfirmed e-mail (R63), a value in no directory (R61, R130)."""
    if not raw:
        return
    if path == "personal.email":
        yield _("не подтверждена")
    outside = [one for one in session.notes_at(path) if one.code == "NOT_IN_DIRECTORY"]
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
