"""Steps that are lists: add, change, delete; the same menu in every face (R122, R129, R134, R136)."""

from collections.abc import Iterator

from emk_tui.card.check import check_section
from emk_tui.card.fields import Right
from emk_tui.card.paths import locate
from emk_tui.card.problems import Problem
from emk_tui.card.section import Many, Section, is_listed, members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import Step
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import ADD, NEXT, Confirm, Flow, Form, RecordRow, Records
from emk_tui.services.flows.documents import take_file
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move

LISTS = {"documents": _l("Документы"), "vaccinations": _l("Прививки"), "results": _l("Показатели")}
"""Name of a list → how its menu is called."""


def records_step(session: Session) -> Flow[Move | Blocked]:
    """The list of a step until the person goes on."""
    step = session.wizard.step
    section = step.section
    assert section is not None and section.many is not None
    if session.wizard.cursor != step.key and session.wizard.cursor.count(".") > 1:
        yield from _edit(session, ".".join(session.wizard.cursor.split(".")[:2]), step, session.wizard.cursor)
    yield from edit_list(session, step.key, section.many, step)
    return (yield from finish_step(session))


def edit_list(session: Session, prefix: str, many: Many, step: Step) -> Flow[None]:
    """One list: its records by name, add, change, delete, go on."""
    while True:
        session.move(prefix if prefix == step.key else session.wizard.cursor)
        name = _(LISTS[prefix.rpartition(".")[2]])
        asked = Records(prefix, name, _(many.empty), _(many.add), tuple(_rows(session, prefix)))
        action, _point, record = str((yield asked)).partition(" ")
        if action == NEXT:
            return
        if action == ADD:
            yield from _edit(session, f"{prefix}.{session.draft.new_id(prefix)}", step)
        elif action == "edit":
            yield from _edit(session, record, step)
        elif (
            yield Confirm(
                f"{prefix}.delete", _("Удалить запись «{name}»?").format(name=title(session, record))
            )
        ):
            session.drop(record)


def _rows(session: Session, prefix: str) -> Iterator[RecordRow]:
    for one in session.draft.ids(prefix):
        record = f"{prefix}.{one}"
        found = [problem for problem in problems_below(session, record) if problem.level == "error"]
        state = _("ошибки {n}").format(n=len(found)) if found else _("готово")
        yield RecordRow(record, title(session, record), state)


def problems_below(session: Session, record: str) -> tuple[Problem, ...]:
    """What stands against a record and the records within it."""
    section = locate_section(record)
    found = check_section(section, session.draft, session.world.clock.today())
    return tuple(one for one in found if one.path.startswith(record + "."))


def locate_section(record: str) -> Section:
    """The section of a record path."""
    return SECTIONS[record.partition(".")[0]]


def title(session: Session, record: str) -> str:
    """A record by its first two answers: «Совигрипп, 10.10.2025»."""
    shown = []
    for name in session.wizard.names(record):
        raw = session.draft.raw(f"{record}.{name}")
        reading = locate(f"{record}.{name}").field.read(raw, session.world.clock.today())
        if raw:
            shown.append(reading.shown if isinstance(reading, Right) else raw)
    return ", ".join(shown[:2]) or _("пустая запись")


def _edit(session: Session, record: str, step: Step, at: str = "") -> Flow[None]:
    """One record: its fields, its file, the lists within; until its file is taken."""
    mending = False
    while True:
        yield Form(record, _(step.title), at, mending=mending)
        found = (yield from take_file(session, record)) if record.startswith("documents.") else ()
        if not found:
            break
        at, mending = found[0].path, True
    yield from _inner_lists(session, record, step)


def _inner_lists(session: Session, record: str, step: Step) -> Flow[None]:
    section = step.section
    assert section is not None
    if record.count(".") > 1:
        return
    for name, (many, _cls) in members(section.cls)[1].items():
        if is_listed(many, session.values_of(record)):
            yield from edit_list(session, f"{record}.{name}", many, step)
