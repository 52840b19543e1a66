"""Which copy is known, and that a lost store names it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.store import backup, copies
from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import CHEAP, NOW, PASSWORD, Hands

TELLS = "Последняя известная копия: карта 1.emk от 02.03.2026."


@pytest.fixture
def copied(opened: SqlStore, tmp_path: Path) -> Path:
    """A copy made by hand; the store is closed."""
    path = tmp_path / "карта 1.emk"
    opened.backup(str(path))
    opened.close()
    return path


def test_none_is_known_at_first(vault: FileVault, opened: SqlStore, place: Path) -> None:
    assert vault.last_copy() == ""
    opened.close()
    (place / "emk.db").write_bytes(b"")
    with pytest.raises(Fault, match="STORE_DAMAGED") as fault:
        vault.open("мария", PASSWORD)
    assert fault.value.problem.text.endswith("emk restore.")


def test_the_newest_is_known_by_name_and_day(
    vault: FileVault, copied: Path, hands: Hands, tmp_path: Path
) -> None:  # fmt: skip
    assert vault.last_copy() == "карта 1.emk от 02.03.2026"
    hands.sleep(24 * 3600)
    store = vault.open("мария", PASSWORD)
    store.backup(str(tmp_path / "вторая.emk"))
    with pytest.raises(Fault, match="BACKUP_EXISTS"):
        store.backup(str(copied))
    store.close()
    assert vault.last_copy() == "вторая.emk от 03.03.2026"


def test_automatic_copies_count_too(vault: FileVault, opened: SqlStore, place: Path) -> None:
    assert vault._opened is not None
    backup.before_migration(place, vault._opened.key, opened.signing_key(), "0001", NOW)
    opened.close()
    assert vault.last_copy() == "20260302-100000-000000-000-0001.emk от 02.03.2026"


@pytest.mark.parametrize(
    ("code", "lost"),
    [("STORE_DAMAGED", "emk.db"), ("KEYS_DAMAGED", "keys.json"), ("KEYS_MISSING", "keys.json")],
)
def test_a_lost_store_names_its_copy(
    code: str, lost: str, vault: FileVault, copied: Path, place: Path
) -> None:
    if code == "KEYS_MISSING":
        (place / lost).unlink()
    else:
        (place / lost).write_bytes(b"{}")
    ways: tuple[Callable[[], object], ...] = (
        lambda: vault.open("мария", PASSWORD), lambda: vault.open_with_recovery(""), vault.open_with_keyring,
        lambda: vault.open_with_pin("4809"),
    )  # fmt: skip
    for way in ways:
        with pytest.raises(Fault) as fault:
            way()
        assert fault.value.problem.code == code
        assert fault.value.problem.text.endswith(TELLS)
        assert str(copied.parent) not in fault.value.problem.text
    vault.restore(str(copied))
    vault.open("мария", PASSWORD).close()


def test_after_a_restore_the_copy_is_known(
    copied: Path, tmp_path: Path, hands: Hands, vault: FileVault
) -> None:
    hands.sleep(72 * 3600)
    fresh = FileVault(tmp_path / "elsewhere" / "store", "demo", clock=hands, kdf=CHEAP)
    fresh.restore(str(copied))
    assert fresh.last_copy() == "карта 1.emk от 02.03.2026", "the day it was made, not put back"
    store = vault.open("мария", PASSWORD)
    store.backup(str(tmp_path / "новая.emk"))
    store.close()
    vault.restore(str(copied))
    assert vault.last_copy() == "новая.emk от 05.03.2026", "an older one put back does not hide a newer one"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"[" * 5000, b'{"name": 1, "at": "2026-03-02T10:00:00+00:00"}', b"\xff",
        b'{"name": ["a"], "at": "2026-03-02T10:00:00+00:00"}', b'{"name": "a", "at": "2026-03-02"}',
        b'{"name": "a"}', b'{"name": "a", "at": 5}',
    ],
)  # fmt: skip
def test_a_spoilt_list_is_no_list(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "copies.json").write_bytes(content)
    assert copies.newest(tmp_path) == ""
    copies.remember(tmp_path, "a.emk", NOW)
    assert copies.newest(tmp_path) == "a.emk от 02.03.2026"


def test_names_are_harmless(tmp_path: Path) -> None:
    copies.remember(tmp_path, "\x1b[2Jкарта\n\udcff{left}" + "x" * 500, NOW)
    told = copies.newest(tmp_path)
    assert told.startswith("?[2Jкарта??{left}xx") and len(told) < 120
    json.loads((tmp_path / "copies.json").read_text())
    copies.carry(tmp_path, tmp_path, "older", datetime(2020, 1, 1, tzinfo=UTC))
    assert copies.newest(tmp_path) == told
    (tmp_path / "backups").mkdir()
    for name in ("x.emk", "99999999-999999.emk", "00010101-000000-000000.emk"):
        (tmp_path / "backups" / name).write_bytes(b"")
    assert copies.newest(tmp_path) == told
