"""Whatever is typed, whatever happened to the files: a known fault or a clean opening, and nothing else."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from emk_tui.card.problems import TEXTS
from emk_tui.ports import Fault
from emk_tui.store.card_store import SqlStore
from emk_tui.store.folder import ATTEMPTS, INBOX, LOCK
from emk_tui.store.keyring import FolderKeyRing
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, PASSWORD, Hands, answer

PIN = "480915"
SIGNS = "abcЖёй019 -\t\n\0\x1b\x7f\u0301\u200b\u202e\ud800\udfff😀٣²"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def vault(place: Path, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileVault:
    """A vault with a key store; thousands of syncs would measure the disk and nothing else."""
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, keyring=FolderKeyRing(tmp_path))


@pytest.fixture
def made(vault: FileVault) -> None:
    """A closed store with all doors and something in it."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.put([answer(f"personal.x{number}", "я" * 500) for number in range(200)], "")
    store.record(EVENT)
    vault.set_keyring(store, on=True)
    vault.set_pin(store, PIN)
    store.close()
    vault.open("мария", PASSWORD).close()


def counted(path: Path) -> bool:
    """A file that failures may change: counters, inbox."""
    return path.name == LOCK or path.name.startswith(ATTEMPTS.partition(".")[0]) or INBOX in path.parts


def content(folder: Path) -> dict[Path, bytes]:
    """Every file that failures must leave alone."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not counted(path)}


def typed(chance: random.Random) -> str:
    """Something a person, a cat or a program may type."""
    size = chance.choice((0, 1, 5, 20, 60, 3000))
    return "".join(chance.choices(SIGNS, k=size))


def test_thousands_of_wrong_secrets_change_nothing_but_counters(
    vault: FileVault, made: None, tmp_path: Path, hands: Hands
) -> None:
    chance = random.Random(18)
    before, told = content(tmp_path), set()
    ways: tuple[Callable[[], object], ...] = (
        lambda: vault.open(typed(chance), typed(chance)),
        lambda: vault.open("мария", typed(chance)),
        lambda: vault.open(typed(chance), PASSWORD),
        lambda: vault.open_with_recovery(typed(chance)),
        lambda: vault.open_with_recovery("".join(chance.choices(ALPHABET, k=32))),
        lambda: vault.open_with_pin(typed(chance)),
        lambda: vault.open_with_pin(f"{chance.randrange(10**12):04}"),
    )
    for _ in range(2000):
        with pytest.raises(Fault) as fault:
            chance.choice(ways)()
        told.add(fault.value.problem.code)
        hands.sleep(chance.choice((vault.delay(), vault.delay(), 0.0, 10**5)))
    assert told == {
        "SIGN_IN_REFUSED", "TOO_EARLY", "LOCKED_OUT", "RECOVERY_REFUSED",
        "PIN_REFUSED", "PIN_GONE", "PIN_FORMAT",
    }  # fmt: skip
    after = content(tmp_path)
    ring = FolderKeyRing(tmp_path)._path
    # the fifth wrong PIN takes its secret out of the key store: that is its purpose
    assert before.pop(ring) != after.pop(ring)
    assert after == before
    hands.sleep(24 * 3600)
    store = vault.open("мария", PASSWORD)
    assert [one.action for one in store.journal()].count("неудачный вход") == 200
    assert store.verify_journal().ok
    store.close()


@pytest.mark.parametrize("name", ["emk.db", "keys.json"])
def test_a_flipped_byte_is_a_known_fault_or_harms_nothing(
    name: str, vault: FileVault, made: None, place: Path, hands: Hands
) -> None:
    chance, path, told = random.Random(190), place / name, set()
    whole = path.read_bytes()
    places = [*range(0, 16, 5), *(chance.randrange(len(whole)) for _ in range(200))]
    for at in places:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        told.add(_opened(vault))
        salt = name == "emk.db" and at < 16
        assert path.read_bytes() == (whole if salt else bytes(flipped)), at
        hands.sleep(vault.delay())
    path.write_bytes(whole)
    assert _opened(vault) == ""
    damaged = "STORE_DAMAGED" if name == "emk.db" else "KEYS_DAMAGED"
    # a small letter of a digest made large is the same digest; a format made larger is of a newer program
    assert damaged in told and told <= {"", damaged, "STORE_NEWER"}


def _opened(vault: FileVault) -> str:
    """Empty where it opens and can be read, else the code of the fault."""
    try:
        store = vault.open("мария", PASSWORD)
    except Fault as fault:
        assert fault.problem.code in TEXTS
        return fault.problem.code
    assert isinstance(store, SqlStore)
    store.close()
    return ""


@pytest.mark.parametrize("name", ["emk.db", "keys.json"])
def test_a_cut_file_is_a_known_fault(name: str, vault: FileVault, made: None, place: Path) -> None:
    path, told = place / name, set()
    whole = path.read_bytes()
    for share in range(40):
        cut = whole[: len(whole) * share // 40]
        path.write_bytes(cut)
        told.add(_opened(vault))
        assert path.read_bytes() == cut
    assert told == {"STORE_DAMAGED" if name == "emk.db" else "KEYS_DAMAGED"}
