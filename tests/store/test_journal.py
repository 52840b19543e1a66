"""The journal: the chain, its triggers, and every way of tampering with it (R189)."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from emk_tui.ports import Change, Event
from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, EVENT, PASSWORD, Hands

CHANGES = (Change("personal.snils", "", "11223344595"), Change("personal.inn", "1", "2"))
UNGUARD = {
    "sqlite": ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"),
    "postgresql": ("ALTER TABLE journal DISABLE TRIGGER USER",),
}


def fill(store: SqlStore, count: int = 4) -> None:
    """Entries after the first one."""
    for number in range(count):
        store.record(Event("field.changed", str(number), CHANGES))


def tamper(store: SqlStore, *statements: str) -> None:
    """Change the table as somebody with all rights of the database could."""
    from emk_tui.store.engine import writer

    with writer(store.engine).begin() as connection:
        for statement in (*UNGUARD[connection.dialect.name], *statements):
            connection.execute(text(statement))


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


COPY = (
    "INSERT INTO journal SELECT owner, {to}, at, actor, action, subject, changes, hash "
    "FROM journal WHERE seq = 3"
)
TAMPERING = {
    "actor changed": (("UPDATE journal SET actor = 'x' WHERE seq = 3",), 3),
    "time changed": (("UPDATE journal SET at = '2026-03-02T10:00:01+00:00' WHERE seq = 2",), 2),
    "digest changed": (("UPDATE journal SET changes = '[]' WHERE seq = 5",), 5),
    "entry deleted": (("DELETE FROM journal WHERE seq = 3",), 3),
    "first deleted": (("DELETE FROM journal WHERE seq = 1",), 1),
    "deleted and renumbered": (
        ("DELETE FROM journal WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 4",
         "UPDATE journal SET seq = 4 WHERE seq = 5"), 3,
    ),
    "inserted at the end": ((COPY.format(to=6),), 6),
    "tail cut": (("DELETE FROM journal WHERE seq > 3",), 4),
    "all deleted": (("DELETE FROM journal",), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found_and_placed(store: SqlStore, name: str) -> None:
    fill(store)
    assert store.verify_journal().ok
    statements, broken = TAMPERING[name]
    tamper(store, *statements)
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.broken_seq) == (False, broken)
    assert verdict.why


def test_a_nothing_changed_control_stays_whole(store: SqlStore) -> None:
    fill(store)
    tamper(store, "UPDATE journal SET actor = actor")
    assert store.verify_journal().ok


def test_an_old_copy_put_back_is_found_and_stays_found(vault: FileVault, place: Path, hands: Hands) -> None:
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.close()
    shutil.copy(place / "emk.db", place.with_name("old.db"))
    store = vault.open("мария", PASSWORD)
    store.record(EVENT)
    store.close()
    shutil.copy(place.with_name("old.db"), place / "emk.db")
    for _ in range(2):
        again = vault.open("мария", PASSWORD)
        assert isinstance(again, SqlStore)
        assert again.rolled_back
        hands.moment += timedelta(seconds=1)
        again.record(EVENT)
        verdict = again.verify_journal()
        assert (verdict.ok, "старой копией" in verdict.why) == (False, True)
        again.close()


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"seq": "000000000009", "hash": "", "seal": ""}'])
def test_a_lost_or_forged_anchor_is_found(content: bytes | None, vault: FileVault, place: Path) -> None:
    vault.create(ACCOUNT, PASSWORD)[0].close()
    (place / "anchor.json").unlink()
    if content is not None:
        (place / "anchor.json").write_bytes(content)
    store = vault.open("мария", PASSWORD)
    verdict = store.verify_journal()
    store.close()
    assert (verdict.ok, "отметка" in verdict.why) == (False, True)


def test_a_store_ahead_of_its_anchor_is_whole(vault: FileVault, place: Path) -> None:
    """A kill between the commit and the anchor."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    behind = (place / "anchor.json").read_bytes()
    store.record(EVENT)
    store.close()
    (place / "anchor.json").write_bytes(behind)
    again = vault.open("мария", PASSWORD)
    assert again.verify_journal().ok
    again.record(EVENT)
    assert (place / "anchor.json").read_bytes() != behind
    assert again.verify_journal().ok
    again.close()


def test_nothing_is_recorded_of_what_failed(store: SqlStore) -> None:
    with pytest.raises(KeyError):
        store.mark_vaccination("nobody", "передано", EVENT)
    assert len(store.journal()) == 1
