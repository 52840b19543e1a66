"""Documents as chunks in the same database: one transaction, one backup, no orphans (storage.md 5)."""

from collections.abc import Iterable, Iterator

from sqlalchemy import delete, insert, update
from sqlmodel import col, select

from emk_tui.ports import Event, FileMeta
from emk_tui.store.tables.card import File, FileChunk
from emk_tui.store.work import Work

CHUNK = 1024 * 1024


def pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut to 1 MiB at most, without empty pieces."""
    for part in content:
        for start in range(0, len(part), CHUNK):
            yield part[start : start + CHUNK]


def add(work: Work, meta: FileMeta, content: Iterable[bytes], event: Event) -> None:
    """Keep a document as the current version of its record."""
    before = work.session.exec(select(File).where(File.owner == work.owner, File.record == meta.record)).all()
    work.session.execute(
        update(File)
        .where(col(File.owner) == work.owner, col(File.record) == meta.record)
        .values(current=False)
    )
    card = next((row.card_number for row in before if row.card_number), None)
    row = File(
        id=meta.id, owner=work.owner, record=meta.record, name=meta.name, media_type=meta.media_type,
        size=meta.size, sha256=meta.sha256, version=len(before) + 1, current=True, card_number=card,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    connection = work.connection
    for part, piece in enumerate(pieces(content)):
        connection.execute(insert(FileChunk), {"file_id": meta.id, "part": part, "content": piece})
    work.record(event)


def current(work: Work) -> tuple[FileMeta, ...]:
    """Current versions."""
    query = select(File).where(File.owner == work.owner, col(File.current).is_(True)).order_by(File.record)
    return tuple(
        FileMeta(row.id, row.record, row.name, row.media_type, row.size, row.sha256)
        for row in work.session.exec(query)
    )


def chunk(work: Work, file_id: str, part: int) -> bytes | None:
    """One chunk of the owner's document, None after the last."""
    query = (
        select(FileChunk.content)
        .join(File, col(File.id) == col(FileChunk.file_id))
        .where(File.id == file_id, File.owner == work.owner, FileChunk.part == part)
    )
    return work.session.exec(query).first()


def forget(work: Work, record: str) -> None:
    """Erase the draft's files of this record, or all of the draft's documents; the card's are kept.

    Files that identify the owner are permitted by the terms (K4): no refusal of a consent takes them away.
    """
    mine = select(col(File.id)).where(File.owner == work.owner, col(File.card_number).is_(None))
    mine = mine.where(File.record == record if record else col(File.record).startswith("documents."))
    ids = work.session.exec(mine).all()
    work.session.execute(delete(FileChunk).where(col(FileChunk.file_id).in_(ids)))
    work.session.execute(delete(File).where(col(File.id).in_(ids)))


def attach(work: Work, number: str) -> None:
    """The draft's files become the card's."""
    mine = update(File).where(col(File.owner) == work.owner, col(File.card_number).is_(None))
    mine = mine.where(col(File.record).startswith("documents."))
    work.session.execute(mine.values(card_number=number))
