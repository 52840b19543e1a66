"""Steps that are lists: add, change, delete; the same menu in every face (R122, R129, R134, R136)."""

from collections.abc import Iterator
from pathlib import Path

from emk_tui.card.fields import FilePath, Right
from emk_tui.card.paths import locate
from emk_tui.card.problems import ERROR, Problem
from emk_tui.card.section import Many, is_listed, members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import norm_word
from emk_tui.card.steps import Step
from emk_tui.i18n import _, _l
from emk_tui.services.file_words import limit_words
from emk_tui.services.flows.asks import (
    ADD,
    NEXT,
    Back,
    Cancelled,
    Confirm,
    Flow,
    Form,
    RecordRow,
    Records,
    Say,
)
from emk_tui.services.flows.documents import is_taken, take_file
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.incoming import choose_incoming
from emk_tui.services.session import Session
from emk_tui.services.sources import from_inbox
from emk_tui.services.wizard import UNFILLED, Blocked, Move

LISTS = {
    "documents": _l("Документы"),
    "vaccinations": _l("Прививки"),
    "results": _l("Показатели"),
    "visits": _l("История обращений"),
}
"""Name of a list → how its menu is called."""


def records_step(session: Session) -> Flow[Move | Blocked]:
    """The list of a step until the person goes on."""
    step = session.wizard.step
    section = step.section
    assert section is not None and section.many is not None
    if step.key == "documents":
        yield from take_incoming(session, step)
    yield from edit_list(session, step.key, section.many, step, session.wizard.cursor)
    return (yield from finish_step(session))


def take_incoming(session: Session, step: Step) -> Flow[None]:
    """Files that came without a sign-in become documents of this step, one after the other (R13)."""
    while (one := (yield from choose_incoming(session))) is not None:
        record = one.record or f"{step.key}.{session.draft.new_id(step.key)}"
        from_inbox(session, record, one.item)
        yield from edit_record(session, record, step)


def edit_list(session: Session, prefix: str, many: Many, step: Step, at: str = "") -> Flow[None]:
    """One list: its records by name, add, change, delete, go on; `at` is where to begin."""
    stand = ""
    if at.startswith(f"{prefix}."):
        record = f"{prefix}.{at[len(prefix) + 1 :].partition('.')[0]}"
        stand = yield from edit_record(session, record, step, at)
    while True:
        _forget_empty(session, prefix)
        session.move(prefix)
        name = _(LISTS[prefix.rpartition(".")[2]])
        asked = Records(prefix, name, _(many.empty), _(many.add), tuple(_rows(session, prefix)), stand)
        action, _point, record = str((yield asked)).partition(" ")
        if action == NEXT:
            return
        if action == ADD:
            if prefix == "documents":
                yield Say(limit_words(session.world.intake().size_limit))
            stand = yield from edit_record(session, f"{prefix}.{session.draft.new_id(prefix)}", step)
        elif action == "edit":
            stand = yield from edit_record(session, record, step)
        else:
            stand = yield from _drop(session, prefix, record)


def _forget_empty(session: Session, prefix: str) -> None:
    """A record in which nothing is left was only looked at."""
    for one in session.draft.ids(prefix):
        if not session.draft.touched(f"{prefix}.{one}"):
            session.drop(f"{prefix}.{one}")


def _rows(session: Session, prefix: str) -> Iterator[RecordRow]:
    standing = session.standing(prefix.partition(".")[0])
    for one in session.draft.ids(prefix):
        record = f"{prefix}.{one}"
        found = [problem for path, problem in standing.items() if path.startswith(f"{record}.")]
        wrong = [one for one in found if one.level == ERROR and one.code not in UNFILLED]
        missing = _missing(session, record, found, wrong)
        note = missing or _worth_knowing(session, record, found)
        state = missing or ", ".join(filter(None, (_("готово"), note)))
        yield RecordRow(record, title(session, record), state, bool(wrong), note)


def _missing(session: Session, record: str, found: list[Problem], wrong: list[Problem]) -> str:
    """«ошибки 2», «не закончена», «файл не принят»; empty where it is ready."""
    if wrong:
        return _("ошибки {n}").format(n=len(wrong))
    if any(one.level == ERROR for one in found):
        return _("не закончена")
    return "" if is_taken(session, record) else _("файл не принят")


def _worth_knowing(session: Session, record: str, found: list[Problem]) -> str:
    """Its warnings in their short words; of a result how it stands to the norm (R106)."""
    told = dict.fromkeys(one.short for one in found)
    if ".results." in record:
        told[norm_word(session.values_of(record))] = None
    return ", ".join(filter(None, told))


def title(session: Session, record: str) -> str:
    """A record by its first two answers: «Совигрипп, 10.10.2025»; of a file its name without the folder."""
    shown = []
    for name in session.wizard.names(record):
        raw = session.draft.raw(f"{record}.{name}")
        field = locate(f"{record}.{name}").field
        reading = field.read(raw, session.world.clock.today())
        if raw:
            text = reading.shown if isinstance(reading, Right) else raw
            shown.append(Path(text).name if isinstance(field, FilePath) else text)
    return ", ".join(shown[:2]) or _("пустая запись")


def _drop(session: Session, prefix: str, record: str) -> Flow[str]:
    """Delete a record after a question; the record that is kept after all."""
    question = _("Удалить запись «{name}»?").format(name=title(session, record))
    try:
        sure = yield Confirm(f"{prefix}.delete", question)
    except Back:
        sure = False
    if not sure:
        return record
    session.drop(record)
    return ""


def edit_record(session: Session, record: str, step: Step, at: str = "") -> Flow[str]:
    """One record and the lists within it; its path where one went back from its fields, else empty."""
    if not _in_inner_list(record, at) and not (yield from _fill(session, record, step, at)):
        return record
    while not (yield from _inner_lists(session, record, step, at)):
        at = f"{record}.{session.wizard.names(record)[-1]}"
        if not (yield from _fill(session, record, step, at)):
            return record
    return ""


def _in_inner_list(record: str, at: str) -> bool:
    """Is this place in a list within the record: `documents.1.results.2.low`."""
    name = at[len(record) + 1 :].partition(".")[0] if at.startswith(f"{record}.") else ""
    return name in lists_in(record)


def _fill(session: Session, record: str, step: Step, at: str) -> Flow[bool]:
    """The fields of a record until its file is taken; False where one went back: what was typed stays."""
    found: tuple[Problem, ...] = ()
    while True:
        try:
            yield Form(record, _(step.title), at, mending=bool(found), found=found)
            found = (yield from take_file(session, record)) if record.startswith("documents.") else ()
        except Back:
            return False
        except Cancelled:
            yield Say(_("Остановлено, введённое сохранено."))
            at, found = f"{record}.file", ()
            continue
        if not found:
            return True
        at = found[0].path


def _inner_lists(session: Session, record: str, step: Step, at: str) -> Flow[bool]:
    """The lists within a record, one after the other; False where one went back from them."""
    try:
        for name, (many, _cls) in lists_in(record).items():
            if is_listed(many, session.values_of(record)):
                yield from edit_list(session, f"{record}.{name}", many, step, at)
    except Back:
        return False
    return True


def lists_in(record: str) -> dict[str, tuple[Many, type]]:
    """The lists within a record of a section; none within a record of such a list."""
    section = SECTIONS[record.partition(".")[0]]
    return dict(members(section.cls)[1]) if record.count(".") == 1 else {}
