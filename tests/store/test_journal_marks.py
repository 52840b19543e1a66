"""Marks of the journal's end outside the database: an older copy put back, a mark lost (R189)."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from emk_tui.ports import Break, Caution, Head
from emk_tui.store import anchor, keyfile, mending, triggers
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import writer
from emk_tui.store.journal import Journal
from emk_tui.store.journal_rows import stored
from emk_tui.store.seals import Seal
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, PASSWORD, Hands
from tests.store.outside import Ring, checked, keep, lose, opened_by, put_back
from tests.store.tampering import copy, drop, fill, forge, tamper, unguard

CUT, OLDER, LOST = Break.CUT, Break.OLDER, Break.ANCHOR


@pytest.mark.parametrize(
    ("what", "later"),
    [("emk.db", 5), ("emk.db anchor.json", 5), ("folder", 5), ("emk.db outer", 5), ("folder outer", 5)],
)
def test_an_older_copy_is_found_and_stays_found(
    ringed: FileVault, place: Path, outer: Path, hands: Hands, what: str, later: int
) -> None:
    """Entries made since then cover nothing up; of the last one only the key store knows."""
    put_back(place, outer, what)
    assert checked(ringed) == (True, False, OLDER, 5)
    for _ in range(4):
        hands.moment += timedelta(seconds=1)
        store = opened_by(ringed)
        store.record(EVENT)
        store.close()
    assert checked(ringed) == (True, False, OLDER, later)


def test_everything_put_back_shows_only_to_a_paper(
    ringed: FileVault, place: Path, outer: Path, ring: Ring
) -> None:
    """What no journal can find, and what a witness outside of this computer can."""
    shutil.rmtree(place.with_name("then"))
    keep(place, outer)
    before, ring_before = witnessed(ringed), dict(ring.kept)
    store = opened_by(ringed)
    fill(store, 1)
    store.close()
    after = witnessed(ringed)
    put_back(place, outer, "folder outer")
    ring.kept |= ring_before
    assert checked(ringed) == checked(ringed, before) == (False, True, "", 0)
    assert checked(ringed, Head(after.seq, after.hash[:16])) == (False, False, OLDER, 8)


@pytest.mark.parametrize("put_in", [forge(7), copy(7, 3)])
def test_what_was_put_in_at_the_end_is_not_covered_by_later_entries(vault: FileVault, put_in: str) -> None:
    """The next opening sees that the end kept inside is not the last entry, and keeps it."""
    store = opened_by_making(vault)
    fill(store)
    tamper(store, put_in)
    store.close()
    for _ in range(2):
        store = opened_by(vault)
        assert store.rolled_back
        store.record(EVENT)
        verdict = store.verify_journal()
        assert (verdict.ok, verdict.why, verdict.broken_seq) == (False, Break.INSERTED, 7)
        store.close()


def opened_by_making(vault: FileVault) -> SqlStore:
    """A new store."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    return store


def witnessed(ringed: FileVault) -> Head:
    """What a paper made now tells."""
    store = opened_by(ringed)
    head = store.journal_head()
    store.close()
    return head


def test_without_a_key_store_folder_and_outer_mark_put_back_are_whole(
    place: Path, hands: Hands, ringed: FileVault, outer: Path
) -> None:
    """The control of the test above it."""
    put_back(place, outer, "folder outer")
    alone = FileVault(place, "demo", clock=hands, kdf=CHEAP)
    assert checked(alone) == (False, True, "", 0)


def test_who_has_the_data_key_is_seen_only_by_a_paper(
    ringed: FileVault, place: Path, outer: Path, ring: Ring
) -> None:
    """Every entry, the end inside and all marks made anew: the journal is whole, the witness is not in it."""
    witness, store = witnessed(ringed), opened_by(ringed)
    log, seal = store._journal, Seal(store._journal._key)
    made_anew(store, log)
    with store.engine.begin() as connection:
        line = seal.line(log.head(connection))
    store.engine.dispose()
    store.close()
    for path in (place / "anchor.json", outer):
        path.write_bytes(line)
    ring.kept[f"journal {keyfile.peek(place)[0]}"] = line
    assert checked(ringed) == (False, True, "", 0)
    assert checked(ringed, witness) == (False, False, Break.CHANGED, 7)


def made_anew(store: SqlStore, log: Journal) -> None:
    """Another actor in every entry, the chain recomputed with the key of the journal."""
    digest = ""
    with writer(store.engine).begin() as connection:
        rows = list(stored(connection, log.owner))
        connection.exec_driver_sql("DROP TRIGGER journal_no_update")
        for seq, at, _actor, *rest, _hash in rows:
            digest = log.link(digest, (seq, at, "somebody", *rest))
            values = ("somebody", digest, seq)
            connection.exec_driver_sql("UPDATE journal SET actor = ?, hash = ? WHERE seq = ?", values)
        log.keep(connection, Head(rows[-1][0], digest))
        triggers.restore(connection)


PLACES = {
    "anchor.json": Caution.STORE,
    "outer": Caution.DATA,
    "ring": Caution.KEYRING,
    "inside": Caution.INSIDE,
}
FORGED = b'{"seq": "000000000009", "hash": "", "seal": ""}'


@pytest.mark.parametrize("content", [None, b"", b"{", b"[" * 900, FORGED, b"\xff" * 300, b"{}" * 9999])
@pytest.mark.parametrize("where", PLACES)
def test_one_mark_lost_or_forged_is_a_warning_once(
    ringed: FileVault, place: Path, outer: Path, ring: Ring, where: str, content: bytes | None
) -> None:
    lose(ringed, place, outer, ring, where, content)
    store = opened_by(ringed)
    assert not store.rolled_back
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.warnings) == (True, (PLACES[where],))
    entry = store.journal()[-1]
    if where != "ring":
        # the key store answers later: its mark is given to it without an entry
        assert (entry.action, entry.subject) == (mending.MARK, PLACES[where])
    store.close()
    store = opened_by(ringed)
    assert (store.verify_journal().ok, store.verify_journal().warnings) == (True, ())
    store.close()


def test_all_marks_lost_is_no_whole_journal(ringed: FileVault, place: Path, outer: Path, ring: Ring) -> None:
    for where in ("anchor.json", "outer", "ring"):
        lose(ringed, place, outer, ring, where, None)
    for _ in range(2):
        assert checked(ringed) == (True, False, LOST, 8)


def test_the_key_store_alone_is_enough(ringed: FileVault, place: Path, outer: Path, ring: Ring) -> None:
    for where in ("anchor.json", "outer"):
        lose(ringed, place, outer, ring, where, None)
    store = opened_by(ringed)
    assert (store.rolled_back, store.verify_journal().ok) == (False, True)
    store.record(EVENT)
    store.close()
    assert checked(ringed) == (False, True, "", 0)
    assert outer.exists()


def test_a_mark_that_contradicts_is_never_written_over(ringed: FileVault, place: Path, outer: Path) -> None:
    before = outer.read_bytes()
    (place / "anchor.json").unlink()
    put_back(place, outer, "emk.db")
    store = opened_by(ringed)
    for _ in range(9):
        store.record(EVENT)
    store.close()
    assert outer.read_bytes() == before
    assert not (place / "anchor.json").exists()


def test_a_tail_cut_off_is_told_from_an_older_copy(ringed: FileVault, place: Path, outer: Path) -> None:
    store = opened_by(ringed)
    tamper(store, drop("> 5"))
    store.engine.dispose()
    store.close()
    assert checked(ringed) == (True, False, CUT, 6)
    store = opened_by(ringed)
    fill(store, 4)
    store.close()
    assert checked(ringed) == (True, False, CUT, 6)


def test_a_tail_cut_off_while_the_store_is_open_is_never_covered_up(ringed: FileVault, outer: Path) -> None:
    store = opened_by(ringed)
    tamper(store, drop("> 5"))
    fill(store, 4)
    assert store.rolled_back
    assert (store.verify_journal().why, store.verify_journal().broken_seq) == (CUT, 6)
    store.close()
    assert checked(ringed) == (True, False, CUT, 6)


def test_triggers_are_put_back_and_an_entry_tells_it(ringed: FileVault, outer: Path) -> None:
    store = opened_by(ringed)
    unguard(store)
    store.close()
    store = opened_by(ringed)
    assert (store.verify_journal().ok, store.verify_journal().warnings) == (True, (Caution.TRIGGERS,))
    assert store.journal()[-1].action == mending.TRIGGERS
    store.close()
    store = opened_by(ringed)
    assert store.verify_journal().warnings == ()
    store.close()


def test_a_store_ahead_of_its_marks_is_whole(ringed: FileVault, place: Path, outer: Path) -> None:
    """A kill between the commit and the marks."""
    behind = {path: path.read_bytes() for path in (place / "anchor.json", outer)}
    store = opened_by(ringed)
    store.record(EVENT)
    store.close()
    for path, content in behind.items():
        path.write_bytes(content)
    store = opened_by(ringed)
    assert (store.verify_journal().ok, store.verify_journal().warnings) == (True, ())
    store.record(EVENT)
    assert all(path.read_bytes() != content for path, content in behind.items())
    store.close()


@pytest.mark.parametrize("instead", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_a_mark_that_cannot_be_written_is_told_and_the_entry_is_kept(
    ringed: FileVault, outer: Path, instead: Callable[[Path], None]
) -> None:
    """A folder, a pipe that nobody reads, a link: none holds up or leads away."""
    store = opened_by(ringed)
    outer.unlink()
    instead(outer)
    store.record(EVENT)
    assert not outer.with_name("elsewhere").exists()
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.count, verdict.warnings) == (True, 8, (Caution.DATA,))
    store.close()


def test_a_fresh_store_has_all_its_marks(ringed: FileVault, place: Path, ring: Ring) -> None:
    store, _code = ringed.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    assert not store.rolled_back
    assert store.verify_journal().warnings == ()
    store.close()
    identity = keyfile.peek(place)[0]
    assert anchor.outside(place, identity).stat().st_mode & 0o077 == 0
    assert anchor.outside(place, identity).read_bytes() == (place / "anchor.json").read_bytes()
    assert ring.kept[f"journal {identity}"] == (place / "anchor.json").read_bytes()
