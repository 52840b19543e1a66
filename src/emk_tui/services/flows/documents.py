"""Take the file of a document into the store, by content, after the consent (R14, R15, R108, R109)."""

import secrets
from pathlib import Path

from emk_tui.card.check import errors
from emk_tui.card.problems import Problem
from emk_tui.i18n import _
from emk_tui.ports import FileMeta
from emk_tui.services.checks import place_of
from emk_tui.services.flows.asks import Flow, Progress, Say
from emk_tui.services.session import Session


def take_file(session: Session, record: str) -> Flow[tuple[Problem, ...]]:
    """Check and keep the file named in a record (`documents.2`); returns what stands against it.

    A file already kept under the same name is not read again; relative names start from the session's base.
    """
    values = session.values_of(record)
    name, kind = str(values.get("file") or ""), str(values.get("kind") or "")
    if not name or any(one.record == record and one.name == Path(name).name for one in session.store.files()):
        return ()
    yield Progress(_("Проверяем файл."))
    intake = session.world.intake()
    path = str(place_of(session.base, name))
    verdict = intake.check(path, kind)
    if not verdict.accepted:
        return tuple(one.at(f"{record}.file") for one in errors(verdict.problems))
    meta = FileMeta(
        secrets.token_hex(8), record, Path(name).name, verdict.media_type, verdict.size, verdict.sha256
    )
    session.store.add_file(meta, intake.chunks(path), session.record("документ добавлен", kind))
    yield Say(_("Файл принят: {kb} КБ, проверен по содержимому.").format(kb=max(1, verdict.size // 1024)))
    return ()
