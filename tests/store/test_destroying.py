"""The end of a store: nothing of it opens any more, wherever the program is killed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emk_tui.ports import Fault
from emk_tui.store import backup, destroying, keyfile
from emk_tui.store.card_store import SqlStore
from emk_tui.store.keyring import FolderKeyRing
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, NOW, PASSWORD, Hands

PIN = "480915"


@pytest.fixture
def vault(place: Path, hands: Hands, tmp_path: Path) -> FileVault:
    """A vault with a key store."""
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, keyring=FolderKeyRing(tmp_path))


@pytest.fixture
def full(vault: FileVault, place: Path, tmp_path: Path) -> SqlStore:
    """An open store that left traces everywhere: doors, copies, a former state, an inbox, a drop folder."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.backup(str(tmp_path / "copy.emk"))
    store.close()
    vault.restore(str(tmp_path / "copy.emk"))
    (tmp_path / "copy.emk").unlink()
    with pytest.raises(Fault):
        vault.open_with_recovery("не тот")
    opened = vault.open("мария", PASSWORD)
    assert isinstance(opened, SqlStore) and vault._opened is not None
    vault.set_keyring(opened, on=True)
    vault.set_pin(opened, PIN)
    opened.record(EVENT)
    vault.receive("result", "scan.pdf", [b"%PDF"])
    (tmp_path / "drop" / "photo.jpg").write_bytes(b"content")
    backup.before_migration(place, vault._opened.key, opened.signing_key(), "0001", NOW)
    assert (place / "keys.json.old").exists() and len(list(tmp_path.glob("store.before-*"))) == 1
    return opened


def traces(folder: Path) -> set[str]:
    """What is left in the data folder, the stand-in for the system's key store apart."""
    return {path.name for path in folder.iterdir()} - {"keyring-of-demonstration.json"}


def test_nothing_is_left(vault: FileVault, full: SqlStore, tmp_path: Path) -> None:
    vault.destroy(full)
    assert traces(tmp_path) == set()
    assert (tmp_path / "keyring-of-demonstration.json").read_text() == "{}"
    assert (vault.exists(), vault.doors(), vault.last_copy(), vault.delay()) == (False, frozenset(), "", 0)
    full.close()
    assert traces(tmp_path) == set(), "closing it afterwards brings nothing back"
    assert (tmp_path / "keyring-of-demonstration.json").read_text() == "{}"
    with pytest.raises(Fault, match="STORE_ABSENT"):
        vault.open("мария", PASSWORD)
    vault.create(ACCOUNT, PASSWORD)[0].close()
    vault.open("мария", PASSWORD).close()


def test_another_store_beside_it_is_left_alone(
    vault: FileVault, full: SqlStore, tmp_path: Path, hands: Hands
) -> None:  # fmt: skip
    other = FileVault(tmp_path / "store.before-other", "demo", clock=hands, kdf=CHEAP)
    other.create(ACCOUNT, PASSWORD)[0].close()
    vault.destroy(full)
    other.open("мария", PASSWORD).close()


STEPS: dict[str, Callable[[pytest.MonkeyPatch, Any], None]] = {
    "hidden, nothing wiped": lambda patch, kill: patch.setattr(destroying, "wipe_keys", kill),
    "first key overwritten": lambda patch, kill: patch.setattr(Path, "unlink", kill),
    "keys wiped": lambda patch, kill: patch.setattr(FolderKeyRing, "forget", kill),
    "key store emptied": lambda patch, kill: patch.setattr(destroying, "remove", kill),
    "half removed": lambda patch, kill: patch.setattr("shutil.rmtree", kill),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_leaves_nothing_that_opens(
    step: str, vault: FileVault, full: SqlStore, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        STEPS[step](patched, kill)
        with pytest.raises(KeyboardInterrupt):
            vault.destroy(full)
    assert not place.exists()
    assert not vault.exists()
    left = list(tmp_path.glob(".store.destroyed-*"))
    assert left
    if step not in ("hidden, nothing wiped", "first key overwritten"):
        for one in left:
            assert not list(one.glob("keys.json*")) and not list(one.glob("backups/*"))
    vault.create(ACCOUNT, PASSWORD)[0].close()
    assert list(tmp_path.glob(".store.destroyed-*")) == [], "the next start finishes it"
    assert {one.split("-")[0] for one in traces(tmp_path)} == {"store", "attempts", "journal", "drop"}
    assert len(traces(tmp_path)) == 4


def test_a_kill_between_the_store_and_its_former_state_spares_neither(
    vault: FileVault, full: SqlStore, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def once(source: Path, target: Path) -> None:
        if source != place:
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr("os.rename", once)
        with pytest.raises(KeyboardInterrupt):
            vault.destroy(full)
    assert not vault.exists() and list(tmp_path.glob("store.before-*"))
    destroying.resume(place)
    assert traces(tmp_path) == set()


def test_keys_and_keys_within_copies_are_overwritten(
    vault: FileVault, full: SqlStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = next(place.parent.glob("store.before-*"))
    every = [*place.glob("keys.json*"), *place.glob("backups/*"), former / "keys.json"]
    names, sizes = {path.name for path in every}, sorted(path.stat().st_size for path in every)
    assert any(name.endswith(".emk") for name in names) and all(
        b"slots" in path.read_bytes() for path in every
    )
    seen: list[bytes] = []

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name in names:
            seen.append(path.read_bytes())
        if not missing_ok or path.exists():
            os.unlink(path)

    monkeypatch.setattr(Path, "unlink", unlink)
    vault.destroy(full)
    assert sorted(map(len, seen)) == sizes
    assert not any(b"slots" in content for content in seen)


def test_a_store_that_is_not_open_here_is_not_destroyed(vault: FileVault, place: Path) -> None:
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.close()
    with pytest.raises(ValueError):
        vault.destroy(store)
    assert keyfile.read(place, "demo").keys.revision == 1


def test_a_destruction_in_progress_is_not_disturbed(tmp_path: Path, full: SqlStore, vault: FileVault) -> None:
    from emk_tui.store.folder import take_lock

    busy = tmp_path / ".store.destroyed-000000000000"
    busy.mkdir()
    with take_lock(busy):
        destroying.resume(tmp_path / "store")
        assert busy.exists()
    destroying.resume(tmp_path / "store")
    assert not busy.exists()
    full.close()
