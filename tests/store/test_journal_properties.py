"""Properties: whatever is done to the rows of a small journal, it is never called whole (R189)."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from emk_tui.ports import Caution, Head, JournalVerdict
from emk_tui.store.anchor import Anchors, FileAnchor
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import open_engine, writer
from emk_tui.store.journal import BEGINNING
from emk_tui.store.journal_check import Marks, audit
from emk_tui.store.schema import create
from tests.store.data import ACCOUNT, EVENT, Hands
from tests.store.tampering import fill

ENTRIES = 5
COLUMNS = ("seq", "at", "actor", "action", "subject", "changes", "hash", "owner")
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A journal of five entries in SQLCipher; what is done to it is taken back each time."""
    folder = tmp_path_factory.mktemp("small")
    engine = open_engine(folder / "emk.db", b"k" * 32, b"s" * 16)
    with writer(engine).begin() as connection:
        create(connection)
    anchor = FileAnchor(folder / "anchor.json", b"j" * 32)
    anchor.write(BEGINNING)
    store = SqlStore(engine, "owner-1", "demo", b"j" * 32, Hands(), Anchors((anchor,)))
    store.save_account(ACCOUNT, EVENT)
    fill(store, ENTRIES - 1)
    yield store
    engine.dispose()


def rows_of(connection: Connection) -> list[tuple[object, ...]]:
    """Every value of every entry as SQLite writes it down, kinds included."""
    columns = ", ".join(f"quote({name})" for name in COLUMNS)
    return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM journal ORDER BY seq"))]


def judged(store: SqlStore, connection: Connection, *, marks: bool) -> JournalVerdict:
    """The verdict on what this transaction sees, with the mark outside or with what is inside alone."""
    outside = store.guard.marks() if marks else Marks({Caution.STORE: BEGINNING})
    return audit(store._journal, connection, outside)


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.integers(-3, 9),
    st.binary(max_size=4),
    st.sampled_from(["owner-1", "[]", "0" * 64, b"\xff", 2.5, float("inf")]),
)


@many
@given(st.integers(1, ENTRIES), st.sampled_from(COLUMNS), VALUES, st.booleans())
def test_any_other_value_in_any_column_is_found(
    small: SqlStore, seq: int, column: str, value: object, marks: bool
) -> None:
    with writer(small.engine).connect() as connection, connection.begin() as transaction:
        before = rows_of(connection)
        connection.execute(text("DROP TRIGGER journal_no_update"))
        try:
            connection.execute(
                text(f"UPDATE journal SET {column} = :value WHERE seq = :seq"), {"value": value, "seq": seq}
            )
        except IntegrityError:
            transaction.rollback()
            assume(False)
        changed, verdict = rows_of(connection) != before, judged(small, connection, marks=marks)
        transaction.rollback()
    assert verdict.ok is not changed
    if changed and column not in ("seq", "owner"):
        assert (verdict.broken_seq, verdict.why) == (seq, "запись изменена")


@many
@given(st.lists(st.integers(1, ENTRIES), max_size=ENTRIES + 3), st.booleans())
def test_any_other_choice_or_order_of_our_own_entries_is_found(
    small: SqlStore, chosen: list[int], marks: bool
) -> None:
    """Left out, moved, put in twice: numbered from 1 on, with hashes that were all once right."""
    with writer(small.engine).connect() as connection, connection.begin() as transaction:
        connection.execute(text("CREATE TEMP TABLE kept AS SELECT * FROM journal"))
        connection.execute(text("DROP TRIGGER journal_no_delete"))
        connection.execute(text("DELETE FROM journal"))
        for number, seq in enumerate(chosen, 1):
            connection.execute(
                text(
                    "INSERT INTO journal SELECT owner, :number, at, actor, action, subject, changes, hash "
                    "FROM kept WHERE seq = :seq"
                ),
                {"number": number, "seq": seq},
            )
        verdict = judged(small, connection, marks=marks)
        transaction.rollback()
    ours = list(range(1, ENTRIES + 1))
    right = next((n for n, pair in enumerate(zip(chosen, ours, strict=False)) if len(set(pair)) > 1), None)
    first = min(len(chosen), ENTRIES) if right is None else right
    assert verdict.ok is (chosen == ours)
    assert verdict.count == (ENTRIES if verdict.ok else first)
    assert verdict.broken_seq == (0 if verdict.ok else first + 1)


@many
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode(errors="replace")))
def test_no_end_inside_is_made_without_the_key(small: SqlStore, forged: str) -> None:
    """Whatever stands there, a journal that lacks its last entry is not whole."""
    with writer(small.engine).connect() as connection, connection.begin() as transaction:
        connection.execute(text("DROP TRIGGER journal_no_delete"))
        connection.execute(text("DELETE FROM journal WHERE seq = 5"))
        connection.execute(
            text("UPDATE store_meta SET value = :forged WHERE name LIKE 'journal_head%'"),
            {"forged": forged.encode(errors="replace").decode()},
        )
        verdict = judged(small, connection, marks=True)
        transaction.rollback()
    assert (verdict.ok, verdict.broken_seq) == (False, 5)


def test_the_untouched_journal_is_whole(small: SqlStore) -> None:
    """The control of the properties."""
    with small.engine.begin() as connection:
        for marks in (True, False):
            assert judged(small, connection, marks=marks).ok
        assert small.journal_head() == Head(ENTRIES, small.verify_journal().head)
