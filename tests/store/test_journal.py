"""The journal: its entries, keyed digests, triggers (R189); attacks are in files of their own."""

from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from emk_tui.ports import Change, Event
from emk_tui.store.card_store import SqlStore
from tests.store.data import EVENT
from tests.store.tampering import fill


def test_entries_are_shown_without_values(store: SqlStore, hands: object) -> None:
    fill(store, 1)
    entry = store.journal()[-1]
    assert (entry.seq, entry.actor, entry.action, entry.subject) == (2, "Мария", "field.changed", "0")
    assert isinstance(entry.at, datetime)
    assert entry.changes[0].startswith("personal.snils: пусто → ")
    assert "11223344595" not in repr(entry)
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.count, verdict.broken_seq) == (True, 2, 0)


def test_digests_are_equal_for_equal_values_only(store: SqlStore) -> None:
    for new in ("1", "1", "2"):
        store.record(Event("field.changed", changes=(Change("personal.inn", "", new),)))
    first, second, third = (entry.changes for entry in store.journal()[1:])
    assert first == second != third


@pytest.mark.parametrize("statement", ["UPDATE journal SET actor = 'x'", "DELETE FROM journal"])
def test_triggers_forbid_changes(store: SqlStore, statement: str) -> None:
    fill(store)
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert store.verify_journal().ok


def test_nothing_is_recorded_of_what_failed(store: SqlStore) -> None:
    with pytest.raises(KeyError):
        store.mark_vaccination("nobody", "передано", EVENT)
    assert len(store.journal()) == 1
