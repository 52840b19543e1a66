"""The unfinished card: answers as typed, one row a path."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, delete, func, or_, update
from sqlmodel import col, select

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
OPEN = select(Draft.id).where(Draft.owner == bindparam("owner_id"), Draft.state == "open")
MOVE = update(Draft).where(col(Draft.id) == bindparam("draft")).values(cursor=bindparam("at_path"))


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
    found = work.session.connection().execute(OPEN, {"owner_id": work.owner}).scalar()
    return str(found or current(work).id)


def put(work: Work, rows: Sequence[DraftRow], cursor: str) -> None:
    """Save answers and the cursor; HealthBeforeConsent for health data before the consent."""
    refuse_early(work, (row.path for row in rows))
    connection, draft_id = work.session.connection(), open_id(work)
    if rows:
        query = work.insert(Answer)
        new = query.excluded
        query = query.on_conflict_do_update(
            index_elements=["draft_id", "path"], set_={"raw": new.raw, "origin": new.origin, "at": new.at}
        )
        connection.execute(
            query,
            [
                {"draft_id": draft_id, "path": r.path, "raw": r.raw, "origin": r.origin, "at": r.at}
                for r in rows
            ],
        )
    connection.execute(MOVE, {"draft": draft_id, "at_path": cursor})


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
    work.session.connection().execute(MOVE, {"draft": draft_id, "at_path": cursor})
    section, _, record = prefix.partition(".")
    if section == "documents" and "." not in record:
        # `documents` alone means all of them
        documents.forget(work, record)


def discard(work: Work, event: Event) -> None:
    """Erase the draft, its files and the key of its digests (R103)."""
    draft = current(work)
    work.record(event)
    work.session.execute(delete(Answer).where(col(Answer.draft_id) == draft.id))
    documents.forget(work, "")
    work.session.execute(delete(CardKey).where(col(CardKey.id) == draft.id))
    draft.state, draft.cursor = "dropped", ""
    work.session.add(draft)


def finish(work: Work, draft_id: str) -> None:
    """End the draft that became a card; its digest key goes on as the card's."""
    work.session.execute(delete(Answer).where(col(Answer.draft_id) == draft_id))
    done = update(Draft).where(col(Draft.id) == draft_id, col(Draft.owner) == work.owner)
    work.session.execute(done.values(state="done", cursor=""))
