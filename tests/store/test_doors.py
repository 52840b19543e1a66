"""Every way into the closed store, and how each one is shut again."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from emk_tui.ports import CardStore, Fault
from emk_tui.store import folder, keyfile, keys
from emk_tui.store.card_store import SqlStore
from emk_tui.store.keyring import FolderKeyRing
from emk_tui.store.keys import Header, KeyFile
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, PASSWORD, Hands

PIN = "480915"


@pytest.fixture
def ring(tmp_path: Path) -> FolderKeyRing:
    """A key store that always answers."""
    return FolderKeyRing(tmp_path)


@pytest.fixture
def vault(place: Path, hands: Hands, ring: FolderKeyRing) -> FileVault:
    """A vault with cheap keys and a key store."""
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, keyring=ring)


@pytest.fixture
def made(vault: FileVault) -> str:
    """A closed store with all doors; its recovery code."""
    store, code = vault.create(ACCOUNT, PASSWORD)
    vault.set_keyring(store, on=True)
    vault.set_pin(store, PIN)
    store.close()
    return code


def opens(way: Callable[[], object]) -> str:
    """Empty when this way opens, else the code of the fault."""
    try:
        store = way()
    except Fault as fault:
        return fault.problem.code
    assert isinstance(store, SqlStore)
    assert store.verify_journal().ok
    store.close()
    return ""


def slots_in(ring: FolderKeyRing) -> set[str]:
    """Kinds of slots that the key store keeps a secret for; the end of the journal lies there too."""
    return {name.partition(" ")[0] for name in json.loads(ring._path.read_text())} - {"journal"}


def kinds(place: Path) -> frozenset[str]:
    """Kinds of the slots in the key file."""
    return keyfile.read(place, "demo").keys.kinds


def test_all_doors_lead_to_the_same_store(vault: FileVault, made: str) -> None:
    assert vault.doors() == {"recovery", "keyring", "pin"}
    ways: tuple[Callable[[], CardStore], ...] = (
        lambda: vault.open("мария", PASSWORD), lambda: vault.open_with_recovery(made),
        vault.open_with_keyring, lambda: vault.open_with_pin(PIN),
    )  # fmt: skip
    for way in ways:
        assert opens(way) == ""
        store = way()
        assert store.account() == ACCOUNT
        store.close()


def test_without_a_key_store_only_two_doors_are_left(place: Path, hands: Hands, made: str) -> None:
    bare = FileVault(place, "demo", clock=hands, kdf=CHEAP)
    assert bare.doors() == {"recovery"}
    assert opens(bare.open_with_keyring) == "KEYRING_REFUSED"
    assert opens(lambda: bare.open_with_pin(PIN)) == "KEYRING_REFUSED"
    store = bare.open("мария", PASSWORD)
    changes: tuple[Callable[[], None], ...] = (
        lambda: bare.set_pin(store, PIN), lambda: bare.set_keyring(store, on=True),
    )  # fmt: skip
    for change in changes:
        with pytest.raises(Fault) as fault:
            change()
        assert (fault.value.problem.code, fault.value.exit_code) == ("KEYRING_ABSENT", 3)
    store.close()
    assert "pin" in kinds(place), "what could not be replaced is left as it was"


def test_an_emptied_key_store_opens_nothing(vault: FileVault, made: str, tmp_path: Path) -> None:
    FolderKeyRing(tmp_path)._path.unlink()
    assert opens(vault.open_with_keyring) == "KEYRING_REFUSED"
    assert opens(lambda: vault.open_with_pin(PIN)) == "KEYRING_REFUSED"
    assert opens(lambda: vault.open("мария", PASSWORD)) == ""


def test_another_secret_in_the_key_store_opens_nothing(
    vault: FileVault, made: str, ring: FolderKeyRing
) -> None:
    for name in json.loads(ring._path.read_text()):
        ring.put(name, os.urandom(32))
    assert opens(vault.open_with_keyring) == "KEYRING_REFUSED"
    assert opens(lambda: vault.open_with_pin(PIN)) == "PIN_REFUSED"


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "٤٨٠٩", "12 34", "-123", "1234\n"])
def test_what_is_no_pin_counts_nothing(pin: str, vault: FileVault, made: str, place: Path) -> None:
    before = (place / "attempts.json").read_bytes()
    assert opens(lambda: vault.open_with_pin(pin)) == "PIN_FORMAT"
    assert (place / "attempts.json").read_bytes() == before
    store = vault.open("мария", PASSWORD)
    if pin:
        with pytest.raises(Fault, match="PIN_FORMAT"):
            vault.set_pin(store, pin)
    store.close()


@pytest.mark.parametrize("pin", ["1234", "1" * 12])
def test_shortest_and_longest_pin(pin: str, vault: FileVault, made: str) -> None:
    store = vault.open("мария", PASSWORD)
    vault.set_pin(store, pin)
    store.close()
    assert opens(lambda: vault.open_with_pin(pin)) == ""
    assert opens(lambda: vault.open_with_pin(PIN)) == "PIN_REFUSED"


def wrong(vault: FileVault, times: int) -> list[str]:
    """What so many wrong PINs are told."""
    told = []
    for _ in range(times):
        with pytest.raises(Fault) as fault:
            vault.open_with_pin("0000")
        assert fault.value.exit_code == 3
        told.append(fault.value.problem.text.partition(",")[0])
    return told


def test_five_wrong_pins_end_it_for_good(
    vault: FileVault, made: str, place: Path, ring: FolderKeyRing
) -> None:  # fmt: skip
    slot_file = (place / "keys.json").read_bytes()
    assert slots_in(ring) == {"pin", "keyring"}
    assert [text[-1] for text in wrong(vault, 4)] == ["4", "3", "2", "1"]
    assert "больше не действует" in wrong(vault, 1)[0]
    assert slots_in(ring) == {"keyring"}
    assert vault.doors() == {"recovery", "keyring"}
    assert opens(lambda: vault.open_with_pin(PIN)) == "PIN_GONE"
    for counter in (place / "attempts.json", *place.parent.glob("attempts-*.json")):
        counter.unlink()
    assert opens(lambda: vault.open_with_pin(PIN)) == "KEYRING_REFUSED", "even with both counters gone"
    store = vault.open("мария", PASSWORD)
    vault.set_pin(store, PIN)
    store.close()
    assert opens(lambda: vault.open_with_pin(PIN)) == ""
    (place / "keys.json").write_bytes(slot_file)
    assert opens(lambda: vault.open_with_pin(PIN)) == "PIN_REFUSED", "the former slot has lost its secret"


def test_a_pin_that_is_gone_loses_its_slot_at_the_next_opening(
    vault: FileVault, made: str, place: Path
) -> None:
    former = (place / "keys.json").read_bytes()
    wrong(vault, 5)
    assert "pin" in kinds(place), "the closed store cannot sign a new key file"
    store = vault.open("мария", PASSWORD)
    told = [one.subject.partition(",")[0] for one in store.journal() if one.action == "неудачный вход"]
    store.close()
    assert told == ["ПИН"] * 5
    assert "pin" not in kinds(place)
    (place / "keys.json").write_bytes(former)
    assert opens(lambda: vault.open("мария", PASSWORD)) == "KEYS_DAMAGED", "a removed slot does not come back"


def test_only_a_right_pin_forgets_wrong_ones(vault: FileVault, made: str) -> None:
    wrong(vault, 4)
    assert opens(lambda: vault.open_with_pin(PIN)) == ""
    wrong(vault, 4)
    assert opens(lambda: vault.open("мария", PASSWORD)) == ""
    assert "больше не действует" in wrong(vault, 1)[0], "no fresh tries between sign-ins of the owner"


def test_pins_count_apart_from_passwords(vault: FileVault, made: str) -> None:
    wrong(vault, 5)
    assert vault.delay() == 0
    assert opens(lambda: vault.open("мария", "не тот")) == "SIGN_IN_REFUSED"


def test_a_kill_after_the_fifth_is_counted_still_forgets(
    vault: FileVault, made: str, ring: FolderKeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(vault, 4)

    def killed(self: object, name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FolderKeyRing, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            vault.open_with_pin("0000")
    assert opens(lambda: vault.open_with_pin(PIN)) == "PIN_GONE"
    assert slots_in(ring) == {"keyring"}


def test_a_new_password_shuts_key_store_and_pin(
    vault: FileVault, made: str, place: Path, ring: FolderKeyRing
) -> None:  # fmt: skip
    store = vault.open("мария", PASSWORD)
    vault.change_password(store, "мария", "Новые тихие слова")
    store.close()
    assert kinds(place) == {"password", "recovery"}
    assert slots_in(ring) == set()
    assert (opens(vault.open_with_keyring), opens(lambda: vault.open_with_pin(PIN))) == (
        "KEYRING_REFUSED", "PIN_GONE",
    )  # fmt: skip
    assert opens(lambda: vault.open_with_recovery(made)) == ""


@pytest.mark.parametrize("kind", ["keyring", "pin"])
def test_a_door_taken_away_stays_shut(
    kind: str, vault: FileVault, made: str, place: Path, ring: FolderKeyRing
) -> None:
    former, secrets = (place / "keys.json").read_bytes(), ring._path.read_bytes()
    store = vault.open("мария", PASSWORD)
    if kind == "pin":
        vault.set_pin(store, "")
    else:
        vault.set_keyring(store, on=False)
    store.close()
    assert vault.doors() == {"recovery", "keyring", "pin"} - {kind}
    (place / "keys.json").write_bytes(former)
    ring._path.write_bytes(secrets)
    way = vault.open_with_keyring if kind == "keyring" else lambda: vault.open_with_pin(PIN)
    assert opens(way) == "KEYS_DAMAGED", "also when key file and secret are put back"


def test_taking_away_what_is_not_there_changes_nothing(vault: FileVault, place: Path) -> None:
    store, _code = vault.create(ACCOUNT, PASSWORD)
    before = (place / "keys.json").read_bytes()
    vault.set_pin(store, "")
    vault.set_keyring(store, on=False)
    assert (place / "keys.json").read_bytes() == before
    store.close()


def test_doors_of_no_store_or_a_broken_one(vault: FileVault, place: Path) -> None:
    assert (vault.doors(), vault.delay()) == (frozenset(), 0)
    place.mkdir()
    for content in (
        b"",
        b"{",
        b"[]",
        b'{"header": {"store": "zz"}, "slots": []}',
        b'{"header": 1}',
        b"[" * 9999,
    ):
        (place / "keys.json").write_bytes(content)
        assert (vault.doors(), vault.delay()) == (frozenset(), 0)


def test_hints_need_no_cryptography(vault: FileVault, made: str, place: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys\nfrom pathlib import Path\nfrom emk_tui.store.vault import FileVault\n"
        "from emk_tui.store.terminal_name import terminal_name\n"
        "from emk_tui.wiring import SystemClock\n"
        "vault = FileVault(Path(sys.argv[1]), 'demo', clock=SystemClock(), terminal=terminal_name())\n"
        "print(sorted(vault.doors()), vault.delay(), vault.last_copy())\n"
        "print(sorted({'cryptography', 'keyring', 'sqlalchemy', 'sqlcipher3'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(place)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "['recovery'] 0 \n[]\n"


# the shape of the key file, signed by the store itself

HEADER = Header("00" * 16, "demo", "11" * 32, "22" * 32)


def test_slots_are_replaced_and_removed_by_revisions() -> None:
    slot = keys.recovery_slot(HEADER, b"c" * 20, b"k" * 32)
    first = KeyFile(HEADER, (slot,))
    more = first.with_slot(keys.keyring_slot(HEADER, b"s" * 32, b"k" * 32))
    assert more.revision == 2
    assert more.kinds == {"recovery", "keyring"}
    assert more.without_slot("keyring", "pin").revision == 3
    assert more.without_slot("pin") is more
    assert more.without_slot("keyring").slots == first.slots


def test_a_pin_needs_both_the_digits_and_the_secret() -> None:
    slot = keys.pin_slot(HEADER, PIN, b"s" * 32, b"k" * 32, CHEAP)
    right = keys.pin_key(PIN, b"s" * 32, slot.salt, CHEAP)
    assert keys.unwrap(HEADER, slot, right) == b"k" * 32
    for pin, kept in (("480916", b"s" * 32), (PIN, b"t" * 32), (PIN, b"")):
        assert keys.unwrap(HEADER, slot, keys.pin_key(pin, kept, slot.salt, CHEAP)) is None


def test_slots_of_another_store_open_nothing(
    vault: FileVault, made: str, place: Path, hands: Hands, ring: FolderKeyRing
) -> None:
    other = FileVault(place.with_name("other"), "demo", clock=hands, kdf=CHEAP, keyring=ring)
    store, _code = other.create(ACCOUNT, PASSWORD)
    store.close()
    mine, theirs = (json.loads((one / "keys.json").read_text()) for one in (place, place.with_name("other")))
    for index in (0, 1):
        mixed = json.loads(json.dumps(mine))
        mixed["slots"][index] = theirs["slots"][index]
        (place / "keys.json").write_text(json.dumps(mixed))
        assert opens(lambda: vault.open("мария", PASSWORD)) == "KEYS_DAMAGED"
    shutil.copy(place.with_name("other") / folder.KEYS, place / folder.KEYS)
    assert opens(lambda: vault.open("мария", PASSWORD)) == "KEYS_SWAPPED"
    hands.sleep(vault.delay())
    assert opens(lambda: vault.open("мария", "не тот")) == "KEYS_SWAPPED", "the password is not what is wrong"
