"""Encrypted copies: verified before they count, never over a file, restored beside the former store."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.store import anchor, backup, counters, folder, keyfile
from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, NOW, PASSWORD, Hands, answer


def refused(way: Callable[[], object]) -> tuple[str, int]:
    """Code and exit code of the fault."""
    with pytest.raises(Fault) as fault:
        way()
    return fault.value.problem.code, fault.value.exit_code


@pytest.fixture
def copy(vault: FileVault, opened: SqlStore, tmp_path: Path) -> Path:
    """A copy of a store with one answer, the store closed."""
    opened.put([answer("personal.surname", "Иванова")], "")
    path = tmp_path / "copy.emk"
    opened.backup(str(path))
    opened.put([answer("personal.surname", "Петрова")], "")
    opened.record(EVENT)
    opened.close()
    return path


def test_restore_brings_the_copy_and_keeps_the_present(
    vault: FileVault, place: Path, copy: Path, hands: Hands
) -> None:
    vault.restore(str(copy))
    store = vault.open("мария", PASSWORD)
    assert store.draft().rows == (answer("personal.surname", "Иванова"),)
    assert store.verify_journal().ok
    store.close()
    (aside,) = place.parent.glob("store.before-*")
    former = FileVault(aside, "demo", clock=hands, kdf=CHEAP).open("мария", PASSWORD)
    assert former.draft().rows == (answer("personal.surname", "Петрова"),)
    former.close()
    vault.restore(str(copy))
    assert len(list(place.parent.glob("store.before-*"))) == 2


def test_restore_into_an_empty_place(tmp_path: Path, hands: Hands, copy: Path) -> None:
    fresh = FileVault(tmp_path / "elsewhere" / "store", "demo", clock=hands, kdf=CHEAP)
    fresh.restore(str(copy))
    store = fresh.open("мария", PASSWORD)
    assert store.verify_journal().ok
    store.close()


def test_never_over_an_existing_file(opened: SqlStore, tmp_path: Path) -> None:
    target = tmp_path / "copy.emk"
    target.write_bytes(b"mine")
    assert refused(lambda: opened.backup(str(target))) == ("BACKUP_EXISTS", 2)
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["нет/copy.emk", "нет/и/нет/copy.emk", "file/copy.emk"])
def test_no_copy_into_a_folder_that_is_absent(opened: SqlStore, tmp_path: Path, name: str) -> None:
    """It is not made, nothing is left behind; a file is no folder."""
    (tmp_path / "file").write_bytes(b"mine")
    before = sorted(tmp_path.iterdir())
    assert refused(lambda: opened.backup(str(tmp_path / name))) == ("FOLDER_ABSENT", 2)
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_appears_meanwhile_is_not_written_over(
    opened: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, publish = tmp_path / "copy.emk", backup._publish

    def late(packed: Path, to: Path) -> None:
        to.write_bytes(b"mine")
        publish(packed, to)

    monkeypatch.setattr(backup, "_publish", late)
    assert refused(lambda: opened.backup(str(target))) == ("BACKUP_EXISTS", 2)
    assert target.read_bytes() == b"mine"


def test_only_the_copy_is_left_behind(copy: Path, place: Path) -> None:
    store = keyfile.peek(place)[0]
    outside = [counters.outside(place, store), anchor.outside(place, store)]
    assert sorted(copy.parent.iterdir()) == sorted([copy, place, place.with_name("drop"), *outside])
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place_in_file", [0.1, 0.5, 0.9, 0.97, 0.99])
def test_any_flipped_byte_is_found(vault: FileVault, place: Path, copy: Path, place_in_file: float) -> None:
    content = bytearray(copy.read_bytes())
    content[int(len(content) * place_in_file)] ^= 1
    copy.write_bytes(content)
    assert refused(lambda: vault.restore(str(copy))) == ("BACKUP_DAMAGED", 2)
    vault.open("мария", PASSWORD).close()
    assert list(place.parent.glob("store.before-*")) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_copy_is_refused(vault: FileVault, copy: Path, share: float) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * share)])
    assert refused(lambda: vault.restore(str(copy))) == ("BACKUP_DAMAGED", 2)


def test_foreign_archives_are_refused(vault: FileVault, opened: SqlStore, tmp_path: Path) -> None:
    opened.close()
    path = tmp_path / "evil.emk"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil", "x")
    assert refused(lambda: vault.restore(str(path))) == ("BACKUP_DAMAGED", 2)
    assert refused(lambda: vault.restore(str(tmp_path / "nothing"))) == ("FILE_ABSENT", 2)
    assert not (tmp_path.parent / "evil").exists()


def test_a_copy_of_another_kind_is_refused(tmp_path: Path, hands: Hands, copy: Path) -> None:
    real = FileVault(tmp_path / "real", "real", clock=hands)
    with pytest.raises(Fault, match="STORE_FOREIGN"):
        real.restore(str(copy))
    assert not real.exists()


def test_an_open_store_is_not_replaced(vault: FileVault, copy: Path) -> None:
    store = vault.open("мария", PASSWORD)
    with pytest.raises(Fault, match="STORE_BUSY"):
        vault.restore(str(copy))
    store.close()


def test_a_copy_that_cannot_be_read_back_is_never_called_done(
    opened: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Path, copy: Path, key: bytes, salt: bytes) -> None:
        copy.write_bytes(salt + b"x" * 8176)

    monkeypatch.setattr(backup, "_copy_database", broken)
    with pytest.raises(Fault, match="BACKUP_DAMAGED"):
        opened.backup(str(tmp_path / "copy.emk"))
    assert not (tmp_path / "copy.emk").exists()


def test_an_account_made_after_a_restore_elsewhere_is_another_store(tmp_path: Path, hands: Hands) -> None:
    stores = [FileVault(tmp_path / name, "demo", clock=hands, kdf=CHEAP) for name in ("a", "b")]
    for one in stores:
        one.create(ACCOUNT, PASSWORD)[0].close()
    heads = [(tmp_path / name / folder.DATABASE).read_bytes()[:16] for name in ("a", "b")]
    assert heads[0] != heads[1]


def test_three_copies_before_migrations_are_kept(vault: FileVault, opened: SqlStore, place: Path) -> None:
    mine = vault._opened
    assert mine is not None
    for second in range(5):
        now = NOW.replace(second=second)
        backup.before_migration(place, mine.key, opened.signing_key(), "0001", now)
    kept = sorted(path.name for path in (place / "backups").iterdir())
    assert [name[:15] for name in kept] == [f"20260302-10000{second}" for second in (2, 3, 4)]
