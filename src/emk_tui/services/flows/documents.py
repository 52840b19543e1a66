"""Take the file of a document into the store, by content, after the consent (R14, R15, R108–R110, R117)."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from emk_tui.card.check import errors
from emk_tui.card.naming import extract_name, harmless_name, part_name
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import Fault, FileMeta, FilePart, FileVerdict, Intake, Source, Value
from emk_tui.services.file_words import IN_WORDS, measured_words, size_words
from emk_tui.services.flows.asks import Confirm, Flow, Say, look
from emk_tui.services.flows.page_statement import state_pages
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from emk_tui.services.shown import personal_of, shown_of
from emk_tui.services.sources import intact, item_of, kept_files, meta_of, of_file, source_of

EXTRACT = "extract"


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """A file that was looked at and may be kept: whole, or in parts."""

    intake: Intake
    source: Source
    verdict: FileVerdict
    parts: tuple[FilePart, ...] = ()


def take_file(session: Session, record: str) -> Flow[tuple[Problem, ...]]:
    """Check and keep the file named in a record (`documents.2`); returns what stands against it.

    A file already kept for the same name and kind is not read again; relative names start from the
    session's base. A code that is older than the window is asked for anew (R121).
    """
    if is_taken(session, record):
        return ()
    name, kind = _named(session, record)
    found = yield from _looked(session, record, name, kind)
    if not isinstance(found, Looked):
        return tuple(one.at(f"{record}.file") for one in found)
    statement = ""
    if kind == EXTRACT and found.verdict.pages:
        statement = yield from state_pages(found.verdict.pages)
    yield from confirm_person(session, _("загрузка документа"))
    others = _others(session, record)
    try:
        _keep(session, record, found, statement)
    except Fault as fault:
        return (of_file(fault).at(f"{record}.file"),)
    session.note_taken(record, f"{kind}|{name}")
    yield Say(_accepted(found))
    if found.verdict.sha256 in others:
        # one sheet may well hold two results: worth knowing, no mistake
        yield Say("", problem("ALREADY_HERE", level=WARNING).at(f"{record}.file"))
    for one in found.verdict.problems:
        if one.level == WARNING and one.code not in IN_WORDS:
            yield Say("", one.at(f"{record}.file"))
    return ()


def _named(session: Session, record: str) -> tuple[str, str]:
    values = session.values_of(record)
    return str(values.get("file") or ""), str(values.get("kind") or "")


def is_taken(session: Session, record: str) -> bool:
    """Is the file of this name and kind kept, or none named."""
    name, kind = _named(session, record)
    return not name or (session.taken(record) == f"{kind}|{name}" and bool(kept_files(session, record)))


def _looked(session: Session, record: str, name: str, kind: str) -> Flow[Looked | tuple[Problem, ...]]:
    """The look at it, and its parts where it is too large for one; else what stands against it."""
    intake = session.world.intake()
    try:
        source = source_of(session, record, name)
    except KeyError:
        return (problem("DOC_ABSENT"),)
    verdict = yield from look(_("Проверяем файл."), lambda track: intake.check(source, kind, track))
    if verdict.accepted:
        return Looked(intake, source, verdict)
    if not verdict.divisible:
        return tuple(errors(verdict.problems))
    yield Say(_("Проверено: {words}.").format(words=measured_words(verdict)))
    question = _("Файл {size}, предел {limit}. Разделить его по страницам?").format(
        size=size_words(verdict.size), limit=size_words(intake.size_limit)
    )
    if not (yield Confirm("documents.divide", question, True)):
        return tuple(errors(verdict.problems))
    try:
        parts = yield from look(_("Делим файл."), lambda track: intake.divide(source, track))
    except Fault as fault:
        return (fault.problem,)
    return Looked(intake, source, verdict, parts)


def _others(session: Session, record: str) -> set[str]:
    """Digests of the files of other documents (R15)."""
    mine = {one.id for one in kept_files(session, record)}
    return {
        one.sha256 for one in session.store.files()
        if one.id not in mine and one.record.startswith("documents.")
    }  # fmt: skip


def _keep(session: Session, record: str, found: Looked, statement: str) -> None:
    """All parts in one transaction with the entry of the journal, and with the item of the inbox."""
    values = session.values_of(record)
    name, kind = str(values.get("file") or ""), str(values.get("kind") or "")
    kept = _kept_name(session, values, Path(name).name)
    base = replace(
        meta_of(record, kept, found.verdict, session.world.clock.now()), statement=statement
    )  # fmt: skip
    event = session.record("документ добавлен", shown_of(SECTIONS["documents"].fields["kind"], kind))
    session.store.keep_document(tuple(_parts(base, found)), event, item_of(session, record, name))


def _parts(base: FileMeta, found: Looked) -> Iterable[tuple[FileMeta, Iterable[bytes]]]:
    if not found.parts:
        yield base, intact(found.intake.chunks(found.source), base.sha256)
        return
    for number, part in enumerate(found.parts, 1):
        meta = replace(
            base, id=secrets.token_hex(8), name=part_name(base.name, number, len(found.parts)),
            size=len(part.content), sha256=sha256(part.content).hexdigest(),
            pages=part.last - part.first + 1, part=number, parts=len(found.parts),
            # pages are told of the whole document: with its first part
            notes=base.notes if number == 1 else "", statement=base.statement if number == 1 else "",
        )  # fmt: skip
        yield meta, (part.content,)


def _accepted(found: Looked) -> str:
    """«Файл принят: 340 КБ, страниц 12, 300 точек на дюйм, страница 5 пустая.»"""
    told = [size_words(found.verdict.size), measured_words(found.verdict)]
    if len(found.parts) > 1:
        told.append(_("частей {n}").format(n=len(found.parts)))
    return _("Файл принят: {words}.").format(words=", ".join(filter(None, told)))


def _kept_name(session: Session, values: Mapping[str, Value], name: str) -> str:
    """The built name for an extract (R118), its own for everything else."""
    issued = values.get("issued_on")
    if values.get("kind") != EXTRACT or not isinstance(issued, date):
        return harmless_name(name) or name
    return extract_name(personal_of(session), issued)
