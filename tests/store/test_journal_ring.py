"""The journal's end in the key store of the system, and a copy put back by the owner (R189)."""

from pathlib import Path

import pytest

from emk_tui.ports import Break, Caution, Event
from emk_tui.store import journal, keyfile
from emk_tui.store.guard import Guard
from emk_tui.store.seals import Seal
from emk_tui.store.vault import FileVault
from tests.store.data import CHEAP, EVENT, Hands
from tests.store.outside import Ring, checked, opened_by, put_back
from tests.store.tampering import drop, tamper

CUT, OLDER = Break.CUT, Break.OLDER


def test_a_key_store_that_hangs_holds_up_no_save(
    ringed: FileVault, ring: Ring, outer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked at the opening and given the end at the closing; what it does not answer is not judged."""
    monkeypatch.setattr(Guard, "patience", 0.01)
    before = dict(ring.kept)
    ring.open.clear()
    store = opened_by(ringed)
    store.record(EVENT)
    assert not store.rolled_back
    assert store.verify_journal().ok
    store.close()
    ring.open.set()
    assert ring.kept == before


def test_a_late_answer_counts_too(
    ringed: FileVault, place: Path, outer: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guard, "patience", 0.01)
    put_back(place, outer, "folder outer")
    ring.open.clear()
    store = opened_by(ringed)
    assert not store.rolled_back
    store.record(EVENT)
    ring.open.set()
    monkeypatch.setattr(Guard, "patience", 30)
    assert store.rolled_back
    assert store.verify_journal().why == OLDER
    store.close()


def test_no_key_store_is_no_lost_mark(ringed: FileVault, outer: Path, ring: Ring) -> None:
    ring.here = False
    before = dict(ring.kept)
    store = opened_by(ringed)
    store.record(EVENT)
    assert store.verify_journal().warnings == ()
    store.close()
    assert ring.kept == before


def test_the_key_store_gets_the_end_when_a_paper_is_made(
    ringed: FileVault, place: Path, outer: Path, ring: Ring
) -> None:
    store = opened_by(ringed)
    assert not store.rolled_back
    store.record(EVENT)
    head = store.journal_head()
    store.guard.finish()
    with store.engine.begin() as connection:
        assert store._journal.holds(connection, [head])
    assert ring.kept[f"journal {keyfile.peek(place)[0]}"] == Seal(store._journal._key).line(head)
    store.close()


def test_a_restored_copy_is_told_once_and_stands_in_the_journal(
    ringed: FileVault, place: Path, outer: Path, tmp_path: Path, ring: Ring
) -> None:
    store = opened_by(ringed)
    store.backup(str(tmp_path / "copy.emk"))
    store.record(Event("lost"))
    lost = store.journal_head()
    store.close()
    ringed.restore(str(tmp_path / "copy.emk"))
    store = opened_by(ringed)
    assert store.rolled_back
    verdict = store.verify_journal()
    assert (verdict.ok, verdict.warnings) == (True, (Caution.RESTORED,))
    entry = store.journal()[-1]
    assert entry.action == journal.COPY
    assert entry.subject == f"последняя запись копии 8, прежний журнал кончался записью 9, {lost.short}"
    store.close()
    assert checked(ringed) == (False, True, "", 0)
    assert checked(ringed, lost) == (False, False, Break.CHANGED, 9)


def test_a_copy_restored_elsewhere_has_its_marks_again(
    ringed: FileVault, outer: Path, tmp_path: Path, hands: Hands
) -> None:
    store = opened_by(ringed)
    store.backup(str(tmp_path / "copy.emk"))
    store.close()
    new = FileVault(tmp_path / "new" / "store", "demo", clock=hands, kdf=CHEAP, keyring=Ring())
    new.restore(str(tmp_path / "copy.emk"))
    store = opened_by(new)
    assert not store.rolled_back
    assert store.verify_journal().warnings == (Caution.RESTORED,)
    assert store.journal()[-1].subject == "последняя запись копии 8"
    store.close()
    store = opened_by(new)
    assert (store.verify_journal().ok, store.verify_journal().warnings) == (True, ())
    store.close()


def test_a_note_of_a_restoration_covers_no_tail_cut_off(ringed: FileVault, place: Path, outer: Path) -> None:
    store = opened_by(ringed)
    tamper(store, drop("> 5"))
    store.engine.dispose()
    store.close()
    (place / "restored.json").write_text("{}")
    assert checked(ringed) == (True, False, CUT, 6)
    assert checked(ringed) == (True, False, CUT, 6)
