"""Take the file of a document into the store, by content, after the consent (R14, R15, R108, R109)."""

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from emk_tui.card.check import errors
from emk_tui.card.naming import extract_name
from emk_tui.card.problems import Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import FileMeta, Value
from emk_tui.services.checks import place_of
from emk_tui.services.flows.asks import Flow, Say, wait
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.session import Session
from emk_tui.services.shown import shown_of


def take_file(session: Session, record: str) -> Flow[tuple[Problem, ...]]:
    """Check and keep the file named in a record (`documents.2`); returns what stands against it.

    A file already kept for the same name and kind is not read again; relative names start from the
    session's base. A code that is older than the window is asked for anew (R121).
    """
    if is_taken(session, record):
        return ()
    values = session.values_of(record)
    name, kind = str(values.get("file") or ""), str(values.get("kind") or "")
    intake = session.world.intake()
    path = str(place_of(session.base, name))
    verdict = yield from wait(_("Проверяем файл."), lambda: intake.check(path, kind))
    if not verdict.accepted:
        return tuple(one.at(f"{record}.file") for one in errors(verdict.problems))
    yield from confirm_person(session, _("загрузка документа"))
    kept = _kept_name(session, values, Path(name).name)
    meta = FileMeta(secrets.token_hex(8), record, kept, verdict.media_type, verdict.size, verdict.sha256)
    session.store.add_file(
        meta,
        intake.chunks(path),
        session.record("документ добавлен", shown_of(SECTIONS["documents"].fields["kind"], kind)),
    )
    session.note_taken(record, f"{kind}|{name}")
    yield Say(_("Файл принят: {kb} КБ, проверен по содержимому.").format(kb=max(1, verdict.size // 1024)))
    return ()


def is_taken(session: Session, record: str) -> bool:
    """Is the file of this name and kind kept, or none named."""
    values = session.values_of(record)
    name, kind = str(values.get("file") or ""), str(values.get("kind") or "")
    return not name or (session.taken(record) == f"{kind}|{name}" and _is_kept(session, record))


def _is_kept(session: Session, record: str) -> bool:
    return any(one.record == record for one in session.store.files())


def _kept_name(session: Session, values: Mapping[str, Value], name: str) -> str:
    """The built name for an extract (R118), its own for everything else."""
    issued = values.get("issued_on")
    if values.get("kind") != "extract" or not isinstance(issued, date):
        return name
    return extract_name(session.values("personal"), issued)
