"""Add a document to a made card, replace its file, mend what is said of it: by the form of step 5 (R126)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from emk_tui.card.check import build_record, check_section, errors
from emk_tui.card.paths import belongs
from emk_tui.card.problems import Problem
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import BY_KEY
from emk_tui.i18n import _
from emk_tui.ports import Record, Value
from emk_tui.services.file_words import limit_words
from emk_tui.services.flows.asks import Back, Confirm, Flow, Form, Say
from emk_tui.services.flows.documents import take_file
from emk_tui.services.flows.incoming import Arrived
from emk_tui.services.flows.records import edit_record, title
from emk_tui.services.shown import personal_of
from emk_tui.services.sources import OF_CARD, begun_with, from_inbox

if TYPE_CHECKING:
    from emk_tui.services.card_documents import CardDocument
    from emk_tui.services.session import Session

KEY = "documents"
STEP, SECTION = BY_KEY[KEY], SECTIONS[KEY]


def add_document(session: "Session", one: Arrived | None = None) -> Flow[bool]:
    """A new document, or one that was begun and left; True once it is in the card."""
    record = one.record if one is not None else (yield from _go_on(session))
    record = record or f"{KEY}.{session.draft.new_id(KEY)}"
    if one is not None:
        from_inbox(session, record, one.item)
    yield Say(limit_words(session.world.intake().size_limit))
    return (yield from _to_card(session, record, "документ добавлен в карту"))


def change_document(session: "Session", one: "CardDocument") -> Flow[bool]:
    """The same form with what the card holds; the former version of it is kept."""
    return (yield from _to_card(session, _opened(session, one), "документ исправлен"))


def replace_file(session: "Session", one: "CardDocument") -> Flow[bool]:
    """Only its file is named anew; the former version is kept."""
    record, found = _opened(session, one), tuple[Problem, ...]()
    yield Say(limit_words(session.world.intake().size_limit))
    file = f"{record}.file"
    # whatever is typed now is a file of its own, be it of the same name
    session.put_rows({file: "", f"{OF_CARD}.{record}": f"{one.id}|"})
    while True:
        try:
            yield Form(record, _(STEP.title), file, single=True, found=found)
            if not session.draft.raw(file).strip():
                break
            found = yield from take_file(session, record)
        except Back:
            break
        if not found:
            _save(session, record, "файл документа заменён")
            yield Say(_("Записано в карту."))
            return True
    session.drop(record)
    yield Say(_("Документ остался прежним."))
    return False


def _go_on(session: "Session") -> Flow[str]:
    """A document that was begun and left, if it is to be gone on with; empty: a new one."""
    record = _begun(session)
    if not record:
        return ""
    question = _("Есть незаконченный документ: {title}. Продолжить его?")
    if (yield Confirm("documents.go_on", question.format(title=title(session, record)), True)):
        return record
    session.drop(record)
    return ""


def _begun(session: "Session") -> str:
    """A document that was begun for the card and not ended; those of the inbox are found there."""
    sent = set(begun_with(session).values())
    found = [f"{KEY}.{one}" for one in session.draft.ids(KEY)]
    return next((one for one in found if one not in sent and not session.draft.raw(f"{OF_CARD}.{one}")), "")


def _opened(session: "Session", one: "CardDocument") -> str:
    """A document of the card as rows of the draft; those that were begun before go on."""
    for known in session.draft.ids(KEY):
        if session.draft.raw(f"{OF_CARD}.{KEY}.{known}").partition("|")[0] == one.id:
            return f"{KEY}.{known}"
    record = f"{KEY}.{session.draft.new_id(KEY)}"
    file = str(one.record.get("file") or "")
    session.put_rows({
        **_rows(record, SECTION.cls, one.record),
        f"{OF_CARD}.{record}": f"{one.id}|{file}",
    })  # fmt: skip
    session.note_taken(record, f"{one.record.get('kind')}|{file}")
    return record


def _rows(record: str, cls: type, values: Mapping[str, object]) -> dict[str, str]:
    """Raw texts of a record and of the records within it."""
    fields, lists = members(cls)
    rows = {
        f"{record}.{name}": field.raw_of(cast(Value, values[name]))
        for name, field in fields.items()
        if values.get(name) is not None
    }
    for name, (_many, inner) in lists.items():
        for number, row in enumerate(cast(Sequence[Record], values.get(name) or ()), 1):
            rows |= _rows(f"{record}.{name}.{number}", inner, row)
    return rows


def _to_card(session: "Session", record: str, action: str, at: str = "") -> Flow[bool]:
    """The form until nothing stands against it, then one transaction; False: left, what was typed stays."""
    while True:
        if (yield from edit_record(session, record, STEP, at)):
            if session.draft.touched(record):
                yield Say(_("Не сохранено в карту. Введённое осталось, можно продолжить позже."))
            return False
        found = _against(session, record)
        if not found:
            break
        yield Say("", found[0])
        at = found[0].path
    _save(session, record, action)
    yield Say(_("Записано в карту."))
    return True


def _against(session: "Session", record: str) -> list[Problem]:
    person = {f"personal.{name}": value for name, value in personal_of(session).items()}
    found = errors(check_section(SECTION, session.draft, session.world.clock.today(), person))
    return [one for one in found if belongs(one.path, record)]


def _save(session: "Session", record: str, action: str) -> None:
    known = session.draft.raw(f"{OF_CARD}.{record}").partition("|")[0]
    card_id = known or str(uuid.uuid4())
    built = build_record(SECTION, session.draft, record, session.world.clock.today())
    kept = cast(Record, {**built, "id": card_id})
    session.store.keep_records(KEY, (kept,), {record: card_id}, session.record(action))
    session.reload()
