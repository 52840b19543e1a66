"""Documents as chunks in the same database: one transaction, one backup, no orphans (storage.md 5).

A document is the files of one record: its parts (R110) in its versions. A record of the draft is its path
(`documents.2`), a record of the card `documents.<id of the record>`, a scan of the owner `identity.<name>`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from sqlalchemy import delete, insert, update
from sqlmodel import col, select

from emk_tui.ports import Event, FileMeta
from emk_tui.store.tables.card import Card, File, FileChunk
from emk_tui.store.tables.sections import DocumentRow
from emk_tui.store.work import Work

CHUNK = 1024 * 1024
KEY = "documents"
NAMES = tuple(one.name for one in fields(FileMeta))
Part = tuple[FileMeta, Iterable[bytes]]


def pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut to 1 MiB at most, without empty pieces."""
    for part in content:
        for start in range(0, len(part), CHUNK):
            yield part[start : start + CHUNK]


def keep(work: Work, parts: Sequence[Part], event: Event) -> None:
    """Keep all parts as the next, current version of their record; ValueError: not one document."""
    records = {meta.record for meta, _content in parts}
    if len(records) != 1 or len({meta.part for meta, _content in parts}) != len(parts):
        raise ValueError("the parts of one document, each once")
    (record,) = records
    before = _versions(work, record)
    card = next((row.card_number for row in before if row.card_number), None) or _card_of(work, record)
    _retire(work, record)
    at = event.at or work.clock.now()
    for meta, content in parts:
        values = {name: getattr(meta, name) for name in NAMES}
        values |= {"version": _last(before) + 1, "current": True, "at": meta.at or at}
        work.session.add(File(**values, owner=work.owner, card_number=card))
        work.session.flush()
        _write(work, meta.id, content)
    work.record(event)


def _write(work: Work, file_id: str, content: Iterable[bytes]) -> None:
    for part, piece in enumerate(pieces(content)):
        work.connection.execute(insert(FileChunk), {"file_id": file_id, "part": part, "content": piece})


def _versions(work: Work, record: str) -> Sequence[File]:
    return work.session.exec(select(File).where(File.owner == work.owner, File.record == record)).all()


def _last(rows: Iterable[File]) -> int:
    return max((row.version for row in rows), default=0)


def _retire(work: Work, record: str) -> None:
    """What is kept of this record becomes a former version."""
    mine = update(File).where(col(File.owner) == work.owner, col(File.record) == record)
    work.session.execute(mine.values(current=False))


def _card_of(work: Work, record: str) -> str | None:
    """Number of the owner's card that has this record; None for a record of the draft."""
    query = (
        select(DocumentRow.card_number)
        .join(Card, col(Card.number) == col(DocumentRow.card_number))
        .where(Card.owner == work.owner, DocumentRow.record_id == record.removeprefix(f"{KEY}."))
    )
    return work.session.exec(query).first() if record.startswith(f"{KEY}.") else None


def current(work: Work) -> tuple[FileMeta, ...]:
    """Current versions, by record and part."""
    query = select(File).where(File.owner == work.owner, col(File.current).is_(True))
    return tuple(map(_meta, work.session.exec(query.order_by(File.record, col(File.part)))))


def versions(work: Work, record: str) -> tuple[FileMeta, ...]:
    """Every version of a document, the newest first, each by its parts."""
    rows = _versions(work, record)
    return tuple(map(_meta, sorted(rows, key=lambda row: (-row.version, row.part))))


def _meta(row: File) -> FileMeta:
    return FileMeta(**{name: getattr(row, name) for name in NAMES})


def state(work: Work, record: str, statement: str, event: Event) -> None:
    """Keep the owner's statement with every part of the current version; KeyError without one (R117)."""
    mine = update(File).where(col(File.owner) == work.owner, col(File.record) == record)
    mine = mine.where(col(File.current).is_(True)).values(statement=statement)
    if not work.connection.execute(mine).rowcount:
        raise KeyError("no such document")
    work.record(event)


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
    mine = mine.where(File.record == record if record else col(File.record).startswith(f"{KEY}."))
    ids = work.session.exec(mine).all()
    work.session.execute(delete(FileChunk).where(col(FileChunk.file_id).in_(ids)))
    work.session.execute(delete(File).where(col(File.id).in_(ids)))


def attach(work: Work, number: str, records: Mapping[str, str]) -> None:
    """The draft's files become the card's, as the next versions of their records.

    `records`: record of the draft → id of the card's record. Files whose record has none get one of their
    own: the next draft begins with the same numbers.
    """
    mine = select(File).where(File.owner == work.owner, col(File.card_number).is_(None))
    rows = work.session.exec(mine.where(col(File.record).startswith(f"{KEY}.")).order_by(col(File.version)))
    groups: dict[str, list[File]] = {}
    for row in rows:
        groups.setdefault(row.record, []).append(row)
    for record, group in groups.items():
        target = records.get(record) or record.removeprefix(f"{KEY}.")
        known = record in records or _card_of(work, record)
        _hand_over(work, group, f"{KEY}.{target if known else group[0].id}", number)


def move(work: Work, number: str, record: str, target: str) -> None:
    """The files of one record of the draft become the next versions of this record of the card, if any."""
    mine = select(File).where(File.owner == work.owner, col(File.card_number).is_(None))
    if rows := work.session.exec(mine.where(File.record == record)).all():
        _hand_over(work, rows, target, number)


def _hand_over(work: Work, rows: Sequence[File], target: str, number: str) -> None:
    """Behind what the card has of it already; only the newest stays current."""
    before = _last(row for row in _versions(work, target) if row.card_number)
    if before:
        _retire(work, target)
    for row in rows:
        row.record, row.card_number, row.version = target, number, before + row.version
        work.session.add(row)
    work.session.flush()
