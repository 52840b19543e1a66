"""Sections of a card to rows and back; rows are made only by validating against the section."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlmodel import col, select

from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.documents import Result
from emk_tui.ports import Record, Value
from emk_tui.store.tables.sections import MANY, SINGLE, ResultRow, Version
from emk_tui.store.work import Work

Sections = Mapping[str, Mapping[str, Value] | Sequence[Record]]
RESULTS = members(Result)[0]


def write(work: Work, number: str, sections: Sections, at: datetime) -> None:
    """Write the first version of all sections; ValueError for a section that has no table."""
    for key, content in sections.items():
        if isinstance(content, Mapping):
            _add(work, _table(key, SINGLE), {**content, **_stamp(work, number, at)})
        else:
            for pos, record in enumerate(content):
                _write_record(work, key, record, {**_stamp(work, number, at), "pos": pos})
    work.session.flush()


def change(work: Work, number: str, key: str, values: Mapping[str, Value], at: datetime) -> None:
    """The next version of a section that is no list; KeyError where it was never written."""
    table = _table(key, SINGLE)
    before = next(iter(newest(work, table, number)), None)
    if before is None:
        raise KeyError("no such section")
    stamp = {**_stamp(work, number, at), "version": before.version + 1}
    _add(work, table, {**values_of(before, SECTIONS[key].fields), **values, **stamp})
    work.session.flush()


def keep(work: Work, number: str, key: str, records: Sequence[Record], at: datetime) -> tuple[str, ...]:
    """Records of a list: next versions of those whose `id` is known, others at the end; their ids.

    Each is whole: what it does not hold is empty from now on, results it does not name are marked deleted.
    """
    known = latest(work, _table(key, MANY), number)
    end = max((row.pos for row in known.values()), default=-1) + 1
    ids = []
    for record in records:
        before = known.get(("", str(record.get("id") or "")))
        stamp = {**_stamp(work, number, at), "pos": before.pos if before else end}
        end += before is None
        ids.append(_write_record(work, key, record, {**stamp, **_next(before)}))
    work.session.flush()
    return tuple(ids)


def _next(before: Version | None) -> dict[str, Any]:
    return {"version": before.version + 1 if before else 1}


def _write_record(work: Work, key: str, record: Record, stamp: Mapping[str, Any]) -> str:
    record_id = str(record.get("id") or uuid.uuid4())
    _add(work, _table(key, MANY), {**record, **stamp, "record_id": record_id})
    if key == "documents":
        _write_results(work, record, {**stamp, "parent": record_id})
    return record_id


def _write_results(work: Work, record: Record, stamp: Mapping[str, Any]) -> None:
    """Rows within a document, in the order given; those it had and has no more in a last, deleted version."""
    every = latest(work, ResultRow, stamp["card_number"])
    before = {inner: row for (parent, inner), row in every.items() if parent == stamp["parent"]}
    given: list[str] = []
    # a list, by its section
    results = cast("Sequence[Mapping[str, Value]]", record.get("results") or ())
    for pos, result in enumerate(results):
        inner = str(result.get("id") or uuid.uuid4())
        given.append(inner)
        _add(work, ResultRow, {**result, **stamp, **_next(before.get(inner)), "record_id": inner, "pos": pos})
    for inner, row in before.items():
        if inner not in given and not row.deleted:
            gone = {"record_id": inner, "pos": row.pos, "deleted": True}
            _add(work, ResultRow, {**values_of(row, RESULTS), **stamp, **_next(row), **gone})


def _stamp(work: Work, number: str, at: datetime) -> dict[str, Any]:
    return {"card_number": number, "version": 1, "written_at": at, "written_by": work.actor}


def _table(key: str, tables: Mapping[str, type[Version]]) -> type[Version]:
    if key not in tables:
        raise ValueError("a section without a table")
    return tables[key]


def _add(work: Work, table: type[Version], values: Mapping[str, Any]) -> None:
    # a condition that does not hold leaves None, which a required reader would refuse: the default stands
    known = {n: value for n, value in values.items() if n in table.model_fields and value is not None}
    work.session.add(table.model_validate(known))


def read(work: Work, number: str) -> dict[str, Mapping[str, Value] | Sequence[Record]]:
    """The newest versions of all sections that were written."""
    found: dict[str, Mapping[str, Value] | Sequence[Record]] = {}
    for key, table in SINGLE.items():
        for row in newest(work, table, number):
            found[key] = values_of(row, SECTIONS[key].fields)
    results = newest(work, ResultRow, number)
    for key, table in MANY.items():
        found[key] = tuple(_record(key, row, results) for row in newest(work, table, number))
    return found


def ids(work: Work, number: str, key: str) -> tuple[str, ...]:
    """Ids of the records of a list, in their order."""
    return tuple(row.record_id for row in newest(work, _table(key, MANY), number))


def _record(key: str, row: Version, results: Sequence[Version]) -> Record:
    record: dict[str, Any] = {"id": row.record_id, **values_of(row, SECTIONS[key].fields)}
    if key == "documents":
        mine = [r for r in results if getattr(r, "parent", "") == row.record_id]
        record["results"] = tuple({"id": r.record_id, **values_of(r, RESULTS)} for r in mine)
    return record


def values_of(row: Version, names: Mapping[str, object]) -> dict[str, Value]:
    """The section's own fields of a row."""
    return {name: getattr(row, name) for name in names}


def newest(work: Work, table: type[Version], number: str) -> Sequence[Version]:
    """Records in their order, each in its newest version, those marked as deleted left out."""
    rows = latest(work, table, number).values()
    return sorted((row for row in rows if not row.deleted), key=lambda row: row.pos)


def latest(work: Work, table: type[Version], number: str) -> dict[tuple[str, str], Version]:
    """(parent, id) of every record there ever was → its newest version."""
    rows = select(table).where(table.card_number == number).order_by(col(table.version))
    return {(getattr(row, "parent", ""), row.record_id): row for row in work.session.exec(rows)}
