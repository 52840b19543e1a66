"""Where the file of a record is: in a folder of the owner's, in the sealed inbox, or in the card already."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from emk_tui.card.problems import Problem
from emk_tui.card.sections import SECTIONS
from emk_tui.ports import Fault, FileMeta, FileVerdict, InboxItem, Source
from emk_tui.services.checks import place_of
from emk_tui.services.file_words import notes_of

if TYPE_CHECKING:
    from emk_tui.services.session import Session

INBOX = "checks.inbox"
"""Draft rows: record → id and name of the item of the inbox that its file is."""
OF_CARD = "checks.of_card"
"""Draft rows: record → id of the record of the card that is changed in it, and the name of its file."""


def note_item(session: "Session", record: str, item: InboxItem | None) -> None:
    """Remember that the file of this record is that item; None: it is none any more."""
    session.put_rows({f"{INBOX}.{record}": f"{item.id}|{item.name}" if item else ""})


def from_inbox(session: "Session", record: str, item: InboxItem) -> None:
    """What is known of an item stands in the form, beside what was typed there before."""
    kind = SECTIONS["documents"].fields["kind"].raw_of(item.kind) if item.kind else ""
    known = session.draft.raw(f"{record}.kind")
    session.put_rows({f"{record}.kind": known or kind, f"{record}.file": item.name})
    note_item(session, record, item)


def item_of(session: "Session", record: str, name: str) -> str:
    """Id of the item that stands for the file of this name; empty where it is an ordinary file."""
    found, _point, known = session.draft.raw(f"{INBOX}.{record}").partition("|")
    return found if found and known == name else ""


def waiting(session: "Session") -> tuple[InboxItem, ...]:
    """Items that no record of the draft holds yet, oldest first."""
    held = {row.raw.partition("|")[0] for path, row in session.draft if path.startswith(f"{INBOX}.")}
    return tuple(one for one in session.store.inbox() if one.id not in held)


def begun_with(session: "Session") -> dict[str, str]:
    """Id of an item → the document of the draft that was begun with it and is still there."""
    start = f"{INBOX}.documents."
    rows = ((path, row.raw.partition("|")[0]) for path, row in session.draft if path.startswith(start))
    return {
        item: record for path, item in rows
        if item and session.draft.touched(record := path.removeprefix(f"{INBOX}."))
    }  # fmt: skip


def kept_record(session: "Session", record: str) -> str:
    """The record that the kept files of this one belong to: `documents.<id>` where it is one of the card."""
    card = session.draft.raw(f"{OF_CARD}.{record}").partition("|")[0]
    return f"documents.{card}" if card else record


def kept_files(session: "Session", record: str) -> tuple[FileMeta, ...]:
    """What is kept for a record, part by part; of a record that is being changed, what it was given since."""
    files = session.store.files()
    new = tuple(one for one in files if one.record == record)
    return new or tuple(one for one in files if one.record == kept_record(session, record))


def content_of(session: "Session", meta: FileMeta) -> bytes:
    """The whole content of a kept file."""
    return b"".join(session.store.read_file(meta.id))


def intact(content: Iterable[bytes], digest: str) -> Iterator[bytes]:
    """The same content; Fault DOC_CHANGED at its end where it is not what was looked at."""
    seen = sha256()
    for piece in content:
        seen.update(piece)
        yield piece
    if seen.hexdigest() != digest:
        raise Fault("DOC_CHANGED", 2)


def of_file(fault: Fault) -> Problem:
    """What a fault says of a file; any other fault goes on."""
    if not fault.problem.code.startswith("DOC_"):
        raise fault
    return fault.problem


def meta_of(record: str, name: str, verdict: FileVerdict, at: datetime) -> FileMeta:
    """A file that is about to be kept as it was found; its id is new."""
    return FileMeta(
        secrets.token_hex(8), record, name, verdict.media_type, verdict.size, verdict.sha256,
        pages=verdict.pages, dpi=verdict.dpi or 0, notes=notes_of(verdict), at=at,
    )  # fmt: skip


def is_of_card(session: "Session", record: str, name: str) -> bool:
    """Is this the file that a document of the card has, while that is being changed."""
    known = session.draft.raw(f"{OF_CARD}.{record}").partition("|")[2]
    return bool(known) and known == name


def source_of(session: "Session", record: str, name: str) -> Source:
    """Content of the item or of the kept file, else the path of the named one. KeyError: the item is gone."""
    if item := item_of(session, record, name):
        return session.store.inbox_content(item)
    if is_of_card(session, record, name):
        kept = kept_files(session, record)
        if len(kept) == 1:
            return content_of(session, kept[0])
    return str(place_of(session.base, name))
