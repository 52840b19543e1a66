"""keys.json: its former copy where it is lost, every shape it can have; the salt of the database."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from emk_tui.ports import Fault
from emk_tui.store import keyfile, keys, opening, salt
from emk_tui.store.keys import Header, KdfCost, KeyFile, Slot
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, PASSWORD, Hands

NEW = "Новые тихие слова"


@pytest.fixture
def made(vault: FileVault) -> None:
    """A closed store."""
    vault.create(ACCOUNT, PASSWORD)[0].close()


def opens(vault: FileVault, password: str) -> str:
    """Empty when it opens, else the code of the fault."""
    try:
        vault.open("мария", password).close()
    except Fault as fault:
        return fault.problem.code
    return ""


def lost(path: Path, how: str) -> str:
    """Lose a key file; the code that tells it."""
    if how == "missing":
        path.unlink()
        return "KEYS_MISSING"
    path.write_bytes(path.read_bytes()[:-40] if how == "cut" else b"")
    return "KEYS_DAMAGED"


WAYS = ("missing", "cut", "empty")


@pytest.mark.parametrize("how", WAYS)
def test_a_change_cut_short_opens_with_the_former_keys(
    how: str, vault: FileVault, made: None, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the former file was kept, before the new one was there; then keys.json is lost."""
    whole = (place / "keys.json").read_bytes()
    (place / "keys.json.old").write_bytes(whole)
    lost(place / "keys.json", how)
    assert opens(vault, PASSWORD) == ""
    assert (place / "keys.json").read_bytes() == whole
    assert not (place / "keys.json.old").exists()


@pytest.mark.parametrize("how", WAYS)
def test_former_keys_open_only_while_the_store_knows_no_newer_ones(
    how: str, vault: FileVault, made: None, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = vault.open("мария", PASSWORD)
    with monkeypatch.context() as patched:
        # killed before the store itself was told of the new keys
        patched.setattr(opening, "note_revision", lambda engine, revision: None)
        vault.change_password(store, "мария", NEW)
    store.close()
    former = (place / "keys.json.old").read_bytes()
    lost(place / "keys.json", how)
    assert opens(vault, PASSWORD) == ""
    assert (place / "keys.json").read_bytes() == former


@pytest.mark.parametrize("how", WAYS)
def test_older_keys_never_open(how: str, vault: FileVault, made: None, place: Path, hands: Hands) -> None:
    store = vault.open("мария", PASSWORD)
    vault.change_password(store, "мария", NEW)
    store.close()
    old = (place / "keys.json.old").read_bytes()
    code = lost(place / "keys.json", how)
    assert opens(vault, PASSWORD) == code
    hands.sleep(vault.delay())
    assert opens(vault, NEW) == code, "what is wrong is the lost file, not the password"
    assert (place / "keys.json.old").read_bytes() == old


def test_a_damaged_former_file_helps_nobody(vault: FileVault, made: None, place: Path) -> None:
    (place / "keys.json.old").write_bytes(b"{}")
    assert opens(vault, PASSWORD) == ""
    (place / "keys.json.old").write_bytes(b"{}")
    (place / "keys.json").unlink()
    assert opens(vault, PASSWORD) == "KEYS_MISSING"


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_a_folder_or_a_flood_is_damaged(vault: FileVault, made: None, place: Path) -> None:
    path = place / "keys.json"
    path.unlink()
    os.mkfifo(path)
    assert opens(vault, PASSWORD) == "KEYS_DAMAGED"
    path.unlink()
    path.mkdir()
    assert opens(vault, PASSWORD) == "KEYS_DAMAGED"
    path.rmdir()
    path.write_bytes(b" " * 10_000_000)
    assert opens(vault, PASSWORD) == "KEYS_DAMAGED"


# whoever signs it


PAIR = Ed25519PrivateKey.generate()
HEADER = Header("ab" * 16, "demo", "11" * 32, PAIR.public_key().public_bytes_raw().hex())
PASSWORD_SLOT = Slot("password", b"s" * 16, b"n" * 12, b"b" * 48, CHEAP)
RECOVERY_SLOT = Slot("recovery", b"s" * 16, b"n" * 12, b"b" * 48)
STAFF_SLOT = replace(PASSWORD_SLOT, kind="staff." + "0f" * 8)
WHOLE = KeyFile(HEADER, (PASSWORD_SLOT, RECOVERY_SLOT))


def signed(file: KeyFile) -> bytes:
    """The file signed by the key its header names."""
    return keys.dump(file, PAIR.private_bytes_raw())


def test_the_whole_one_is_read() -> None:
    assert keys.load(signed(WHOLE)) == WHOLE
    every = WHOLE.with_slot(replace(RECOVERY_SLOT, kind="keyring")).with_slot(
        replace(PASSWORD_SLOT, kind="pin")
    )
    every = every.with_slot(STAFF_SLOT)
    assert keys.load(signed(every)) == every


REAL = replace(WHOLE, header=replace(HEADER, kind="real"))
WRONG: dict[str, KeyFile] = {
    "no password": replace(WHOLE, slots=(RECOVERY_SLOT,)),
    "no recovery": replace(WHOLE, slots=(PASSWORD_SLOT,)),
    "no slot": replace(WHOLE, slots=()),
    "twice": replace(WHOLE, slots=(*WHOLE.slots, replace(PASSWORD_SLOT, salt=b"t" * 16))),
    "many": replace(
        WHOLE, slots=(*WHOLE.slots, *(replace(STAFF_SLOT, kind=f"staff.{n:016x}") for n in range(40)))
    ),
    "unknown kind": WHOLE.with_slot(replace(RECOVERY_SLOT, kind="backdoor")),
    "unnamed staff": WHOLE.with_slot(replace(STAFF_SLOT, kind="staff.")),
    "short salt": WHOLE.with_slot(replace(PASSWORD_SLOT, salt=b"s" * 7)),
    "no nonce": WHOLE.with_slot(replace(PASSWORD_SLOT, nonce=b"")),
    "short box": WHOLE.with_slot(replace(RECOVERY_SLOT, box=b"b" * 15)),
    "password without a cost": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=None)),
    "PIN without a cost": WHOLE.with_slot(replace(RECOVERY_SLOT, kind="pin")),
    "key store with a cost": WHOLE.with_slot(replace(PASSWORD_SLOT, kind="keyring")),
    "recovery with a cost": WHOLE.with_slot(replace(PASSWORD_SLOT, kind="recovery")),
    "no memory": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=KdfCost(8, 1, 4))),
    "no passes": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=KdfCost(64, 0, 1))),
    "all memory": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=KdfCost(2**31, 3, 4))),
    "cheap in a real store": REAL,
    "cheap PIN in a real store": replace(
        REAL,
        slots=(replace(PASSWORD_SLOT, cost=keys.FLOOR), RECOVERY_SLOT, replace(PASSWORD_SLOT, kind="pin")),
    ),
    "staff in a real store": replace(
        REAL,
        slots=(replace(PASSWORD_SLOT, cost=keys.FLOOR), RECOVERY_SLOT, replace(STAFF_SLOT, cost=keys.FLOOR)),
    ),
    "third kind of store": replace(WHOLE, header=replace(HEADER, kind="clinic")),
    "no id": replace(WHOLE, header=replace(HEADER, store="")),
    "id that is none": replace(WHOLE, header=replace(HEADER, store="zz" * 16)),
    "short inbox key": replace(WHOLE, header=replace(HEADER, inbox="11")),
    "format 0": replace(WHOLE, header=replace(HEADER, format=0)),
    "revision 0": replace(WHOLE, revision=0),
    "revision of a text": replace(WHOLE, revision="1"),  # type: ignore[arg-type]
    "revision without end": replace(WHOLE, revision=float("inf")),  # type: ignore[arg-type]
    "cost of a fraction": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=KdfCost(64.5, 1, 1))),  # type: ignore[arg-type]
    "cost of a truth": WHOLE.with_slot(replace(PASSWORD_SLOT, cost=KdfCost(64, True, 1))),
    "kind of a number": WHOLE.with_slot(replace(RECOVERY_SLOT, kind=7)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_what_this_program_never_writes_is_damaged_whoever_signed_it(name: str) -> None:
    with pytest.raises(Fault, match="KEYS_DAMAGED"):
        keys.load(signed(WRONG[name]))


def _code(content: bytes) -> str:
    try:
        found = keys.load(content)
    except Fault as fault:
        return fault.problem.code
    assert isinstance(found, KeyFile)
    return ""


@given(st.binary(max_size=300))
def test_any_bytes_are_damaged(content: bytes) -> None:
    assert _code(content) == "KEYS_DAMAGED"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
PATHS: dict[str, Callable[[dict[str, Any], object], object]] = {
    **{
        f"header.{name}": (lambda body, value, name=name: body["header"].update({name: value}))  # type: ignore[misc]
        for name in ("store", "kind", "inbox", "format", "extra")
    },
    **{
        f"slot.{name}": (lambda body, value, name=name: body["slots"][0].update({name: value}))  # type: ignore[misc]
        for name in ("kind", "salt", "nonce", "box", "cost")
    },
    "slots": lambda body, value: body.update(slots=value),
    "revision": lambda body, value: body.update(revision=value),
    "header": lambda body, value: body.update(header=value),
}


@given(st.sampled_from(sorted(PATHS)), VALUES)
def test_any_value_anywhere_even_signed_is_read_or_damaged(path: str, value: object) -> None:
    body = json.loads(signed(WHOLE))
    del body["signature"]
    PATHS[path](body, value)
    signature = PAIR.sign(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hex()
    content = json.dumps({**body, "signature": signature}).encode()
    assert _code(content) in ("", "KEYS_DAMAGED", "STORE_NEWER")


# the salt


@pytest.mark.parametrize("flipped", [(0,), (7,), (15,), (0, 3, 9, 15), tuple(range(16))])
def test_a_damaged_salt_is_written_again(
    flipped: tuple[int, ...], vault: FileVault, made: None, place: Path
) -> None:
    whole = (place / "emk.db").read_bytes()
    content = bytearray(whole)
    for at in flipped:
        content[at] ^= 0x5A
    (place / "emk.db").write_bytes(content)
    assert opens(vault, PASSWORD) == ""
    assert (place / "emk.db").read_bytes()[:16] == whole[:16]
    assert opens(vault, PASSWORD) == ""


def test_a_wrong_password_mends_nothing(vault: FileVault, made: None, place: Path) -> None:
    content = bytearray((place / "emk.db").read_bytes())
    content[3] ^= 1
    (place / "emk.db").write_bytes(content)
    assert opens(vault, "не тот") == "SIGN_IN_REFUSED"
    assert (place / "emk.db").read_bytes() == bytes(content)


@pytest.mark.parametrize("near", [True, False])
def test_a_foreign_database_is_told_from_a_damaged_one(
    near: bool, vault: FileVault, made: None, place: Path, hands: Hands
) -> None:
    other = FileVault(place.with_name("other"), "demo", clock=hands, kdf=CHEAP)
    other.create(ACCOUNT, PASSWORD)[0].close()
    own = (place / "emk.db").read_bytes()[:16]
    foreign = (place.with_name("other") / "emk.db").read_bytes()
    changed = bytes([own[0] ^ 1]) + own[1:] + foreign[16:] if near else foreign
    (place / "emk.db").write_bytes(changed)
    assert opens(vault, PASSWORD) == ("STORE_DAMAGED" if near else "KEYS_SWAPPED")
    assert (place / "emk.db").read_bytes() == changed


def test_near_and_alien_salts() -> None:
    own = bytes(range(16))
    assert not salt.alien(own, own)
    assert not salt.alien(bytes(8) + own[8:], own)
    assert salt.alien(os.urandom(8) + b"\xff" * 8, own)


def test_the_hint_is_read_without_proof(place: Path, vault: FileVault, made: None) -> None:
    store, kinds = keyfile.peek(place)
    assert (len(store), kinds) == (32, frozenset({"password", "recovery"}))
