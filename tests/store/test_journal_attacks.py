"""Attacks on the rows of a journal of six entries, each named for what it is, at its first entry (R189)."""

import pytest

from emk_tui.ports import Break, Caution, Head
from emk_tui.store.card_store import SqlStore
from tests.store.tampering import change, copy, down, drop, fill, forge, sql, swap, tamper, unguard, up

C, INS, D, CUT = Break.CHANGED, Break.INSERTED, Break.DELETED, Break.CUT
ANOTHER = "'" + "0" * 64 + "'"
HASH = "(SELECT hash FROM journal WHERE seq = 1)"

ATTACKS: dict[str, tuple[tuple[str, ...], Break, int]] = {
    "moment changed": ((change(3, "at", "'2026-03-02T10:00:01+00:00'"),), C, 3),
    "zone of the moment changed": ((change(3, "at", "'2026-03-02T10:00:00+00:01'"),), C, 3),
    "actor changed": ((change(3, "actor", "'x'"),), C, 3),
    "action changed": ((change(3, "action", "'x'"),), C, 3),
    "subject changed": ((change(3, "subject", "'x'"),), C, 3),
    "subject emptied": ((change(3, "subject", "''"),), C, 3),
    "digests changed": ((change(3, "changes", "'[]'"),), C, 3),
    "digests made unreadable": ((change(3, "changes", "'{'"),), C, 3),
    "hash changed": ((change(3, "hash", ANOTHER),), C, 3),
    "hash of another entry": ((change(3, "hash", HASH),), C, 3),
    "hash in other letters": ((change(3, "hash", "upper(hash)"),), C, 3),
    "hash that is no hash": ((change(3, "hash", "'я'"),), C, 3),
    "content and hash changed": ((change(3, "actor", "'x'"), change(3, "hash", ANOTHER)), C, 3),
    "number changed to a later one": ((change(3, "seq", "9"),), C, 3),
    "number changed to an earlier one": ((change(3, "seq", "-9"),), INS, -9),
    "owner changed": ((change(3, "owner", "'somebody'"),), D, 3),
    "owner of the last changed": ((change(6, "owner", "'somebody'"),), CUT, 6),
    "first changed": ((change(1, "actor", "'x'"),), C, 1),
    "hash of the first changed": ((change(1, "hash", ANOTHER),), C, 1),
    "last changed": ((change(6, "actor", "'x'"),), C, 6),
    "hash of the last changed": ((change(6, "hash", ANOTHER),), C, 6),
    "two neighbours changed": ((change(3, "actor", "'x'"), change(4, "actor", "'x'")), C, 3),
    "two changed, the later one first": ((change(5, "actor", "'x'"), change(2, "actor", "'x'")), C, 2),
    "all changed": (("UPDATE journal SET actor = 'x'",), C, 1),
    "forged at the end": ((forge(7),), INS, 7),
    "two forged at the end": ((forge(7), forge(8)), INS, 7),
    "forged beyond the end": ((forge(9),), INS, 9),
    "forged before the first": ((forge(0),), INS, 0),
    "forged in the middle": ((*up(3), forge(3)), INS, 3),
    "two forged in the middle": ((*up(3, 2), forge(3), forge(4)), INS, 3),
    "forged as the first": ((*up(1), forge(1, 2)), INS, 1),
    "forged before the last": ((*up(6), forge(6)), INS, 6),
    "an entry once more at the end": ((copy(7, 3),), INS, 7),
    "the last once more": ((copy(7, 6),), INS, 7),
    "an earlier one once more in the middle": ((*up(4), copy(4, 2)), INS, 4),
    "the same once more behind itself": ((*up(4), copy(4, 3)), INS, 4),
    "a later one once more in the middle": ((*up(3), copy(3, 6)), INS, 3),
    "the last once more in the middle": ((*up(3), copy(3, 7)), INS, 3),
    "deleted": ((drop("= 3"),), D, 3),
    "deleted and renumbered": ((drop("= 3"), *down(4)), D, 3),
    "two deleted": ((drop("IN (3, 4)"),), D, 3),
    "two deleted and renumbered": ((drop("IN (3, 4)"), *down(5, 2)), D, 3),
    "two in different places deleted": ((drop("IN (2, 5)"),), D, 2),
    "first deleted": ((drop("= 1"),), D, 1),
    "first deleted and renumbered": ((drop("= 1"), *down(2)), D, 1),
    "all but the last deleted": ((drop("< 6"),), D, 1),
    "all but the last deleted and renumbered": ((drop("< 6"), *down(6, 5)), D, 1),
    "last but one deleted": ((drop("= 5"),), D, 5),
    "last but one deleted and renumbered": ((drop("= 5"), *down(6)), D, 5),
    "last deleted": ((drop("= 6"),), CUT, 6),
    "last three deleted": ((drop("> 3"),), CUT, 4),
    "all deleted": ((drop("> 0"),), CUT, 1),
    "neighbours swapped": (swap(3, 4), C, 3),
    "two swapped": (swap(2, 5), C, 2),
    "first and last swapped": (swap(1, 6), C, 1),
    "last two swapped": (swap(5, 6), C, 5),
    "moved to the end": ((change(3, "seq", "7"), *down(4)), C, 3),
    "renumbered from one on": (up(4), C, 4),
    "last deleted, one forged in its place": ((drop("= 6"), forge(6)), C, 6),
    "deleted, one forged in its place": ((drop("= 3"), forge(3)), C, 3),
}  # fmt: skip
"""Name → statements, what the check calls it, the first broken entry."""


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_named(store: SqlStore, name: str) -> None:
    fill(store)
    assert store.verify_journal().ok
    statements, why, number = ATTACKS[name]
    tamper(store, *statements)
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.why, verdict.broken_seq, verdict.warnings) == (False, why, number, ())


SQLITE_ONLY = {
    "bytes in place of a text": ((change(3, "actor", "x'00ff'"),), C, 3),
    "the same text as bytes": ((change(3, "actor", "CAST(actor AS BLOB)"),), C, 3),
    "the same hash as bytes": ((change(3, "hash", "CAST(hash AS BLOB)"),), C, 3),
    "a text that is no UTF-8": ((change(3, "subject", "CAST(x'ff41' AS TEXT)"),), C, 3),
    "a hash that is no UTF-8": ((change(6, "hash", "CAST(x'ff41' AS TEXT)"),), C, 6),
    "a number between two": ((change(3, "seq", "3.5"),), C, 3),
    "an endless number": ((change(3, "seq", "9e999"),), C, 3),
    "a number that is a text": ((change(3, "seq", "'x'"),), C, 3),
    "a number that is bytes": ((change(6, "seq", "x'01'"),), C, 6),
    "forged between two": ((forge(3.5),), INS, 4),  # type: ignore[arg-type]
}  # fmt: skip
"""SQLite keeps any kind of value in any column."""


@pytest.mark.parametrize("name", SQLITE_ONLY)
def test_values_of_another_kind_are_named_too(opened: SqlStore, name: str) -> None:
    fill(opened)
    statements, why, number = SQLITE_ONLY[name]
    tamper(opened, *statements)
    verdict = opened.verify_journal()
    assert (verdict.ok, verdict.why, verdict.broken_seq) == (False, why, number)
    assert opened.journal()


@pytest.mark.parametrize("statement", ["UPDATE journal SET actor = actor", drop("> 99")])
def test_a_control_that_changes_nothing_stays_whole(store: SqlStore, statement: str) -> None:
    fill(store)
    tamper(store, statement)
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.count, verdict.why, verdict.warnings) == (True, 6, "", ())


def test_missing_triggers_are_told_of_a_whole_journal(store: SqlStore) -> None:
    fill(store)
    unguard(store)
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.warnings) == (True, (Caution.TRIGGERS,))


def test_missing_triggers_are_told_of_a_broken_one_too(store: SqlStore) -> None:
    fill(store)
    tamper(store, drop("= 3"))
    unguard(store)
    verdict = store.verify_journal()
    assert (verdict.why, verdict.broken_seq, verdict.warnings) == (D, 3, (Caution.TRIGGERS,))


WEAKER = (
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN 0 "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
EXTRA = "CREATE TRIGGER journal_more AFTER INSERT ON journal BEGIN SELECT 1; END"


@pytest.mark.parametrize("statements", [("DROP TRIGGER journal_no_update", WEAKER), (EXTRA,)])
def test_triggers_with_other_words_are_no_guard(opened: SqlStore, statements: tuple[str, ...]) -> None:
    for statement in statements:
        sql(opened, statement)
    assert opened.verify_journal().warnings == (Caution.TRIGGERS,)


KEPT = "store_meta WHERE name LIKE 'journal_head%'"


def test_the_end_inside_cannot_be_made_without_the_key(store: SqlStore) -> None:
    """Taken away it is missed; an older one put back calls a tail cut off an older copy, no more."""
    fill(store)
    former = sql(store, f"SELECT value FROM {KEPT}")
    fill(store, 2)
    whole = sql(store, f"SELECT value FROM {KEPT}")
    for forged in ("", "{}", str(whole).replace("8", "7")):
        sql(store, "UPDATE store_meta SET value = :value WHERE name LIKE 'journal_head%'", value=forged)
        assert (store.verify_journal().ok, store.verify_journal().warnings) == (True, (Caution.INSIDE,))
    tamper(store, drop("> 6"))
    assert (store.verify_journal().why, store.verify_journal().broken_seq) == (CUT, 7)
    sql(store, "UPDATE store_meta SET value = :value WHERE name LIKE 'journal_head%'", value=former)
    assert (store.verify_journal().why, store.verify_journal().broken_seq) == (Break.OLDER, 7)


@pytest.mark.parametrize(("seq", "digits", "why", "number"), [
    (4, 64, "", 0), (4, 16, "", 0), (6, 16, "", 0),
    (7, 64, Break.OLDER, 7), (4, 0, C, 4), (9, 16, Break.OLDER, 7), (0, 16, C, 0),
])  # fmt: skip
def test_a_witness_is_looked_up(store: SqlStore, seq: int, digits: int, why: str, number: int) -> None:
    fill(store)
    known = {seq: store_hash(store, seq) for seq in range(1, 7)}
    verdict = store.verify_journal(Head(seq, known.get(seq, "ab" * 32)[:digits]))
    assert (verdict.ok, verdict.why, verdict.broken_seq) == (not why, why, number)


def test_a_witness_of_another_journal_is_not_in_this_one(store: SqlStore) -> None:
    fill(store)
    other = store_hash(store, 4)
    verdict = store.verify_journal(Head(3, other[:16]))
    assert (verdict.ok, verdict.why, verdict.broken_seq) == (False, C, 3)


def store_hash(store: SqlStore, seq: int) -> str:
    """The hash of an entry."""
    return str(sql(store, "SELECT hash FROM journal WHERE seq = :seq", seq=seq))
