"""Entries that are gone: a note in the place of the first one, whose number is named ever after (R189)."""

from pathlib import Path

import pytest

from emk_tui.ports import Account, Break, Role
from emk_tui.store import journal
from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, PASSWORD, Hands
from tests.store.outside import Ring, checked, lose, opened_by, put_back
from tests.store.tampering import drop, fill, forge, tamper

CUT, OLDER = Break.CUT, Break.OLDER


def cut(vault: FileVault, which: str) -> None:
    """Take the entries from this one on out of the closed store, then the log of the database as well."""
    store = opened_by(vault)
    tamper(store, drop(which))
    store.engine.dispose()
    store.close()


def notes(store: SqlStore) -> list[tuple[int, str]]:
    """Every note of missing entries: its number, what it says."""
    return [(one.seq, one.subject) for one in store.journal() if one.action == journal.MISSING]


def noted(vault: FileVault) -> list[tuple[int, str]]:
    """The notes after one more opening."""
    store = opened_by(vault)
    found = notes(store)
    store.close()
    return found


LACKS = [
    ("> 5", CUT, 6),
    ("> 6", CUT, 7),
    ("> 1", CUT, 2),
    ("> 0", CUT, 1),
    ("emk.db", OLDER, 5),
    ("emk.db anchor.json", OLDER, 5),
    ("emk.db outer", OLDER, 5),
    ("folder", OLDER, 5),
]
"""What is done to a store of seven entries, how that is told, the first entry that is missing."""


@pytest.mark.parametrize(("what", "why", "first"), LACKS)
def test_the_first_missing_entry_is_named_for_ever(
    ringed: FileVault, place: Path, outer: Path, what: str, why: Break, first: int
) -> None:
    """Also after later entries and at later openings; one note however often it is opened."""
    if what.startswith(">"):
        cut(ringed, what)
    else:
        put_back(place, outer, what)
    note = [(first, f"с записи {first}, последняя была 7")]
    for later in range(4):
        assert checked(ringed) == (True, False, why, first)
        assert noted(ringed) == note
        store = opened_by(ringed)
        fill(store, later)
        verdict = store.verify_journal()
        assert (verdict.ok, verdict.why, verdict.broken_seq) == (False, why, first)
        store.close()


def test_a_whole_journal_has_no_note(ringed: FileVault, outer: Path) -> None:
    for _ in range(3):
        assert noted(ringed) == []
    assert checked(ringed) == (False, True, "", 0)


@pytest.mark.parametrize("where", ["anchor.json", "outer", "ring", "inside"])
def test_any_one_mark_is_enough(ringed: FileVault, place: Path, outer: Path, ring: Ring, where: str) -> None:
    """The others still say how far the journal went."""
    cut(ringed, "> 5")
    lose(ringed, place, outer, ring, where, None)
    assert noted(ringed) == [(6, "с записи 6, последняя была 7")]
    assert checked(ringed)[:2] == (True, False)
    assert checked(ringed)[3] == 6


def test_a_note_that_is_cut_off_is_made_again_where_the_entries_now_end(
    ringed: FileVault, outer: Path
) -> None:
    cut(ringed, "> 5")
    assert noted(ringed) == [(6, "с записи 6, последняя была 7")]
    cut(ringed, "> 3")
    assert noted(ringed) == [(4, "с записи 4, последняя была 7")]
    assert checked(ringed) == (True, False, CUT, 4)


def test_a_cut_behind_the_note_changes_nothing_of_it(ringed: FileVault, outer: Path) -> None:
    cut(ringed, "> 5")
    store = opened_by(ringed)
    fill(store, 4)
    store.close()
    cut(ringed, "> 6")
    assert noted(ringed) == [(6, "с записи 6, последняя была 7")]
    assert checked(ringed) == (True, False, CUT, 6)


def test_an_entry_put_in_after_the_cut_is_before_the_note(ringed: FileVault, outer: Path) -> None:
    """What was put in breaks the chain first: that is what is named."""
    store = opened_by(ringed)
    tamper(store, drop("> 5"), forge(6))
    store.engine.dispose()
    store.close()
    told, whole, _why, number = checked(ringed)
    assert (told, whole, number) == (True, False, 6)


def test_an_entry_of_that_name_says_nothing_of_a_whole_journal(ringed: FileVault, outer: Path) -> None:
    """The note only names the number: what is broken is told by marks."""
    from emk_tui.ports import Event

    store = opened_by(ringed)
    store.record(Event(journal.MISSING, "с записи 1, последняя была 7"))
    store.close()
    assert checked(ringed) == (False, True, "", 0)


def test_a_journal_that_staff_opened_first_has_the_note_too(place: Path, hands: Hands) -> None:
    doctor = Account("doctor", role=Role.DOCTOR, name="Петрова Елена Сергеевна")
    vault = FileVault(place, "demo", clock=hands, kdf=CHEAP, staff=[(doctor, "Слово врача 1")])
    store, _code = vault.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    fill(store, 3)
    last = store.journal()[-1].seq
    store.close()
    cut(vault, f"> {last - 2}")
    vault.open("doctor", "Слово врача 1").close()
    assert noted(vault) == [(last - 1, f"с записи {last - 1}, последняя была {last}")]
    assert checked(vault) == (True, False, CUT, last - 1)


def test_after_a_restoration_by_the_owner_there_is_no_note(
    ringed: FileVault, outer: Path, tmp_path: Path
) -> None:
    """The entry of the restoration says what the copy lacks."""
    store = opened_by(ringed)
    store.backup(str(tmp_path / "copy.emk"))
    for _ in range(3):
        store.record(EVENT)
    store.close()
    ringed.restore(str(tmp_path / "copy.emk"))
    store = opened_by(ringed)
    assert notes(store) == [] and store.verify_journal().ok
    assert store.journal()[-1].action == journal.COPY
    store.close()
    assert noted(ringed) == []
