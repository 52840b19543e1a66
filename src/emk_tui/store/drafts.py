"""The unfinished card: answers as typed, one row a path."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from emk_tui.card.paths import belongs
from emk_tui.card.sections import SECTIONS
from emk_tui.ports import DraftRow, Event, StoredDraft
from emk_tui.store import documents
from emk_tui.store.consents import in_force
from emk_tui.store.faults import HealthBeforeConsent
from emk_tui.store.tables.person import Answer, Draft
from emk_tui.store.tables.system import CardKey
from emk_tui.store.work import Work

HEALTH = frozenset(key for key, section in SECTIONS.items() if section.health and key != "booking")
"""Sections that may not be written before a signed consent (R92)."""
ERASED = HEALTH | {"booking"}
"""Sections whose answers a withdrawal takes away (R102)."""
NOTES = "checks"
"""Draft rows of what was noted of answers: `checks.<what>.<path>`."""
OPEN = (col(Draft.owner) == bindparam("owner_id"), col(Draft.state) == "open")
MOVE = update(Draft).where(*OPEN).values(cursor=bindparam("at_path"))


def _upsert(insert: Any) -> Any:
    """One statement an answer: written once, because building it costs more than running it."""
    draft = select(Draft.id).where(*OPEN).scalar_subquery()
    names = ("path", "raw", "origin", "at")
    query = insert(Answer).values(draft_id=draft, **{name: bindparam(name) for name in names})
    new = {name: getattr(query.excluded, name) for name in names[1:]}
    return query.on_conflict_do_update(index_elements=["draft_id", "path"], set_=new)


SAVE = {False: _upsert(sqlite.insert), True: _upsert(postgresql.insert)}
"""Is it PostgreSQL → the statement."""


def current(work: Work) -> Draft:
    """The open draft; a new one with its own digest key where there is none."""
    found = work.session.exec(select(Draft).where(Draft.owner == work.owner, Draft.state == "open")).first()
    if found:
        return found
    draft = Draft(id=str(uuid.uuid4()), owner=work.owner)
    work.session.add(draft)
    work.session.flush()
    work.new_digest_key(draft.id)
    return draft


def load(work: Work) -> StoredDraft:
    """The draft with its answers in the order of first typing."""
    draft = current(work)
    query = select(Answer).where(Answer.draft_id == draft.id).order_by(col(Answer.pos))
    rows = tuple(DraftRow(row.path, row.raw, row.origin, row.at) for row in work.session.exec(query))
    return StoredDraft(draft.id, rows, draft.cursor)


def open_id(work: Work) -> str:
    """Id of the open draft, made where there is none."""
    found = work.connection.execute(select(Draft.id).where(*OPEN), {"owner_id": work.owner}).scalar()
    return str(found or current(work).id)


def put(work: Work, rows: Sequence[DraftRow], cursor: str) -> None:
    """Save answers and the cursor; HealthBeforeConsent for health data before the consent."""
    refuse_early(work, (row.path for row in rows))
    move(work, cursor)
    if rows:
        work.connection.execute(
            SAVE[work.postgres],
            [
                {"owner_id": work.owner, "path": r.path, "raw": r.raw, "origin": r.origin, "at": r.at}
                for r in rows
            ],
        )


def move(work: Work, cursor: str) -> None:
    """Remember where the cursor stands, in a new draft where there is none."""
    values = {"owner_id": work.owner, "at_path": cursor}
    if work.connection.execute(MOVE, values).rowcount == 0:
        current(work)
        work.connection.execute(MOVE, values)


def refuse_early(work: Work, paths: Iterable[str]) -> None:
    """HealthBeforeConsent when a path belongs to a health section and no consent is in force."""
    early = any(path.partition(".")[0] in HEALTH for path in paths)
    if early and in_force(work) is None:
        raise HealthBeforeConsent("health data before a signed consent")


def drop(work: Work, prefix: str, cursor: str) -> None:
    """Forget answers at or below the path, and the files of document records among them."""
    draft_id = open_id(work)
    below = func.substr(Answer.path, 1, len(prefix) + 1) == prefix + "."
    gone = delete(Answer).where(col(Answer.draft_id) == draft_id, or_(col(Answer.path) == prefix, below))
    work.session.execute(gone)
    move(work, cursor)
    section, _, record = prefix.partition(".")
    if section == "documents" and "." not in record:
        # `documents` alone means all of them; a file knows the whole path of its record
        documents.forget(work, prefix if record else "")


def discard(work: Work, event: Event) -> None:
    """Erase the draft, its files and the key of its digests (R103)."""
    draft = current(work)
    work.record(event)
    work.session.execute(delete(Answer).where(col(Answer.draft_id) == draft.id))
    documents.forget(work, "")
    work.session.execute(delete(CardKey).where(col(CardKey.id) == draft.id))
    draft.state, draft.cursor = "dropped", ""
    work.session.add(draft)


def erase_health(work: Work) -> None:
    """Forget answers about health, what was noted of them, and the draft's files (R92, R102)."""
    draft_id = open_id(work)
    rows = work.session.exec(select(Answer.pos, Answer.path).where(Answer.draft_id == draft_id)).all()
    gone = [pos for pos, path in rows if _of_health(path)]
    work.session.execute(delete(Answer).where(col(Answer.pos).in_(gone)))
    documents.forget(work, "")


def finish_record(work: Work, record: str) -> None:
    """Forget the answers of a record that went into the card, and what was noted of them; not its files."""
    draft_id = open_id(work)
    rows = work.session.exec(select(Answer.pos, Answer.path).where(Answer.draft_id == draft_id)).all()
    gone = [pos for pos, path in rows if belongs(path, record) or belongs(_noted(path), record)]
    work.session.execute(delete(Answer).where(col(Answer.pos).in_(gone)))


def _noted(path: str) -> str:
    """`documents.1.kind` of the note `checks.seen.documents.1.kind`; empty for an answer."""
    notes, _point, rest = path.partition(".")
    return rest.partition(".")[2] if notes == NOTES else ""


def _of_health(path: str) -> bool:
    """Also `checks.seen.documents.1.kind`: notes carry the name of the section within their path."""
    return not ERASED.isdisjoint(path.split(".")[:3])


def finish(work: Work, draft_id: str) -> None:
    """End the draft that became a card; its digest key goes on as the card's."""
    work.session.execute(delete(Answer).where(col(Answer.draft_id) == draft_id))
    done = update(Draft).where(col(Draft.id) == draft_id, col(Draft.owner) == work.owner)
    work.session.execute(done.values(state="done", cursor=""))
