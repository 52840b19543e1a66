"""The closed store: sign-in, counters, key slots of every unhappy kind, the lock, what lies in the folder."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from emk_tui.ports import Fault
from emk_tui.store import anchor, counters, keyfile, keys, making
from emk_tui.store.card_store import SqlStore
from emk_tui.store.keys import FLOOR, KdfCost
from emk_tui.store.vault import FileVault
from tests.store.data import (
    ACCOUNT,
    CHEAP,
    CONSENT,
    EVENT,
    META,
    NOW,
    PASSWORD,
    PERSONAL,
    Hands,
    answer,
    new_card,
)

PLANTED = ("Иванова", "11223344595", "maria@example.org", "+79161234567", "Гемоглобин", "Совигрипп",
           "JBSWY3DPEHPK3PXP", PASSWORD, "анализ крови plain", "Мария")  # fmt: skip


def code(fault: pytest.ExceptionInfo[Fault]) -> str:
    """The code of a raised fault."""
    return fault.value.problem.code


def made(vault: FileVault) -> str:
    """Make a store, close it, return its recovery code."""
    store, recovery = vault.create(ACCOUNT, PASSWORD)
    store.close()
    return recovery


def fail_five_times(vault: FileVault, hands: Hands) -> None:
    """Wrong passwords at this terminal, each after its pause, until the account is locked."""
    for number in range(5):
        hands.sleep(vault.delay())
        with pytest.raises(Fault, match="SIGN_IN_REFUSED" if number < 4 else "LOCKED_OUT"):
            vault.open("мария", "не тот")


def edited(place: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change keys.json by hand, its signature left as it is."""
    body = json.loads((place / "keys.json").read_text())
    change(body)
    (place / "keys.json").write_text(json.dumps(body))


def test_create_open_reopen(vault: FileVault, place: Path) -> None:
    assert not vault.exists()
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.put([answer("personal.surname", "Иванова")], "personal.surname")
    store.close()
    assert vault.exists()
    again = vault.open(" МАРИЯ ", PASSWORD)
    assert again.draft().rows == (answer("personal.surname", "Иванова"),)
    assert (again.kind, again.account()) == ("demo", ACCOUNT)
    assert len(again.signing_key()) == 32
    again.close()
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in place.iterdir()} == {0o600}


def test_nothing_there(vault: FileVault) -> None:
    with pytest.raises(Fault) as fault:
        vault.open("мария", PASSWORD)
    assert (code(fault), fault.value.exit_code) == ("STORE_ABSENT", 4)


def test_a_store_is_never_overwritten(vault: FileVault) -> None:
    made(vault)
    with pytest.raises(Fault) as fault:
        vault.create(ACCOUNT, PASSWORD)
    assert code(fault) == "STORE_EXISTS"
    vault.open("мария", PASSWORD).close()


def test_five_tries_then_growing_pauses(vault: FileVault, hands: Hands) -> None:
    made(vault)
    for left in (4, 3, 2, 1):
        hands.sleep(vault.delay())
        with pytest.raises(Fault) as fault:
            vault.open("мария" if left % 2 else "другая", "не тот" if left % 2 else PASSWORD)
        assert (code(fault), fault.value.exit_code) == ("SIGN_IN_REFUSED", 3)
        assert f"попыток: {left}." in fault.value.problem.text
    for minutes in (15, 30):
        hands.sleep(vault.delay())
        with pytest.raises(Fault) as fault:
            vault.open("мария", "не тот")
        until = hands.now() + timedelta(minutes=minutes)
        assert code(fault) == "LOCKED_OUT"
        # told to the minute, never too early
        assert f"{until + timedelta(seconds=59):%H:%M}" in fault.value.problem.text
        with pytest.raises(Fault) as fault:
            vault.open("мария", PASSWORD)
        assert (code(fault), fault.value.exit_code) == ("LOCKED_OUT", 3)
        hands.moment = until
        for _ in range(4 if minutes == 15 else 0):
            hands.sleep(vault.delay())
            with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
                vault.open("мария", "не тот")
    vault.open("мария", PASSWORD).close()
    with pytest.raises(Fault) as fault:
        vault.open("мария", "не тот")
    assert "попыток: 4." in fault.value.problem.text


def test_a_clock_set_back_does_not_lock_for_years(vault: FileVault, place: Path, hands: Hands) -> None:
    made(vault)
    hands.moment += timedelta(days=3650)
    fail_five_times(vault, hands)
    hands.moment = NOW
    with pytest.raises(Fault, match="LOCKED_OUT"):
        vault.open("мария", PASSWORD)
    (lock,) = json.loads((place / "attempts.json").read_text())["counts"].values()
    assert lock[2].startswith("2026-03-02T10:15")
    hands.moment += timedelta(minutes=15)
    vault.open("мария", PASSWORD).close()


def test_recovery_code_opens_during_a_pause_and_clears_it(vault: FileVault, hands: Hands) -> None:
    recovery = made(vault)
    fail_five_times(vault, hands)
    typed = recovery.lower().replace("-", " ").replace("0", "о").replace("1", "l")
    store = vault.open_with_recovery(typed)
    vault.change_password(store, "Мария", "Новые тихие слова")
    store.close()
    vault.open("мария", "Новые тихие слова").close()
    for wrong in (recovery[:-1], recovery[::-1], "", "ю" * 32):
        with pytest.raises(Fault) as fault:
            vault.open_with_recovery(wrong)
        assert (code(fault), fault.value.exit_code) == ("RECOVERY_REFUSED", 3)


def test_replaced_slots_lock_the_former_secrets_out(vault: FileVault, place: Path) -> None:
    recovery = made(vault)
    former = (place / "keys.json").read_bytes()
    store = vault.open("мария", PASSWORD)
    vault.change_password(store, "мария", "Новые тихие слова")
    newer = vault.draw_recovery()
    vault.set_recovery(store, newer)
    store.close()
    assert (place / "keys.json.old").exists()
    with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
        vault.open("мария", PASSWORD)
    with pytest.raises(Fault, match="RECOVERY_REFUSED"):
        vault.open_with_recovery(recovery)
    vault.open_with_recovery(newer).close()
    assert not (place / "keys.json.old").exists()
    (place / "keys.json").write_bytes(former)
    with pytest.raises(Fault, match="KEYS_DAMAGED"):
        vault.open("мария", PASSWORD)


def test_slots_are_only_changed_through_the_open_store(vault: FileVault, opened: SqlStore) -> None:
    opened.close()
    with pytest.raises(ValueError):
        vault.set_recovery(opened, vault.draw_recovery())


def _drop_slot(body: dict[str, Any]) -> None:
    body["slots"].pop(0)


DAMAGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "inbox changed": lambda body: body["header"].update(inbox="00" * 32),
    "kind changed": lambda body: body["header"].update(kind="real"),
    "cost lowered": lambda body: body["slots"][0]["cost"].update(memory=8),
    "slot dropped": _drop_slot,
    "slots exchanged": lambda body: body["slots"].reverse(),
    "revision raised": lambda body: body.update(revision=9),
    "signature gone": lambda body: body.pop("signature"),
    "no header": lambda body: body.pop("header"),
    "another public key": lambda body: body["header"].update(papers="11" * 32),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_changed_key_file_is_damaged_and_costs_no_try(name: str, vault: FileVault, place: Path) -> None:
    made(vault)
    edited(place, DAMAGES[name])
    before = (place / "attempts.json").read_bytes()
    with pytest.raises(Fault) as fault:
        vault.open("мария", PASSWORD)
    assert (code(fault), fault.value.exit_code) == ("KEYS_DAMAGED", 4)
    assert (place / "attempts.json").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"header": 1}', b"[" * 5000])
def test_an_unreadable_key_file_is_damaged(content: bytes, vault: FileVault, place: Path) -> None:
    made(vault)
    (place / "keys.json").write_bytes(content)
    with pytest.raises(Fault, match="KEYS_DAMAGED"):
        vault.open("мария", PASSWORD)


def test_every_truncation_of_the_key_file_is_damaged(vault: FileVault, place: Path) -> None:
    made(vault)
    whole = (place / "keys.json").read_bytes()
    for size in range(0, len(whole) - 1, 37):
        with pytest.raises(Fault, match="KEYS_DAMAGED"):
            keys.load(whole[:size])
    assert keys.load(whole).revision == 1


def test_absent_newer_foreign_and_swapped_keys(vault: FileVault, place: Path, hands: Hands) -> None:
    made(vault)
    other = FileVault(place.with_name("other"), "demo", clock=hands, kdf=CHEAP)
    made(other)
    own = (place / "keys.json").read_bytes()
    (place / "keys.json").unlink()
    with pytest.raises(Fault, match="KEYS_MISSING"):
        vault.open("мария", PASSWORD)
    shutil.copy(place.with_name("other") / "keys.json", place / "keys.json")
    with pytest.raises(Fault, match="KEYS_SWAPPED"):
        vault.open("мария", PASSWORD)
    (place / "keys.json").write_bytes(own)
    with pytest.raises(Fault, match="STORE_FOREIGN"):
        FileVault(place, "real", clock=hands).open("мария", PASSWORD)
    edited(place, lambda body: body["header"].update(format=2))
    with pytest.raises(Fault, match="STORE_NEWER"):
        vault.open("мария", PASSWORD)


def test_a_resigned_kind_opens_nothing(vault: FileVault, place: Path, hands: Hands) -> None:
    """Somebody with a key pair of their own signs a changed header: the slots are bound to the old one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made(vault)
    slots, pair = keys.load((place / "keys.json").read_bytes()), Ed25519PrivateKey.generate()
    header = keys.Header(slots.header.store, "demo", "22" * 32, pair.public_key().public_bytes_raw().hex())
    forged = keys.KeyFile(header, slots.slots)
    (place / "keys.json").write_bytes(keys.dump(forged, pair.private_bytes_raw()))
    with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
        vault.open("мария", PASSWORD)


def test_a_real_store_refuses_a_cheap_slot(place: Path, hands: Hands) -> None:
    with pytest.raises(ValueError):
        FileVault(place, "real", clock=hands, kdf=CHEAP).create(ACCOUNT, PASSWORD)
    assert not place.exists()
    real = FileVault(place, "real", clock=hands, kdf=FLOOR)
    store, _code = real.create(ACCOUNT, PASSWORD)
    slots = keys.load((place / "keys.json").read_bytes())
    secret = keys.secret_of("мария", PASSWORD)
    cheap = keys.password_slot(slots.header, secret, b"k" * 32, KdfCost(FLOOR.memory, 2, 4))
    (place / "keys.json").write_bytes(keys.dump(slots.with_slot(cheap), store.signing_key()))
    store.close()
    with pytest.raises(Fault, match="KEYS_DAMAGED"):
        real.open("мария", PASSWORD)


@pytest.mark.parametrize("offset", [0, 20, 5000])
def test_a_damaged_database_is_never_opened(offset: int, vault: FileVault, place: Path) -> None:
    made(vault)
    content = bytearray((place / "emk.db").read_bytes())
    content[offset : offset + 16] = b"\0" * 16
    (place / "emk.db").write_bytes(content)
    with pytest.raises(Fault, match="STORE_DAMAGED"):
        store = vault.open("мария", PASSWORD)
        with store_closed(store):
            store.journal()
            store.backup(str(place.with_name("copy.emk")))


class store_closed:
    """Close the store whatever happens."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, *_: object) -> None:
        self._store.close()


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_missing_database_is_damage(content: bytes | None, vault: FileVault, place: Path) -> None:
    made(vault)
    (place / "emk.db").unlink()
    if content is not None:
        (place / "emk.db").write_bytes(content)
    with pytest.raises(Fault, match="STORE_DAMAGED"):
        vault.open("мария", PASSWORD)


def test_a_second_program_is_told_so(vault: FileVault, opened: SqlStore, place: Path, hands: Hands) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from emk_tui.ports import Fault\nfrom emk_tui.store import folder\n"
        "try:\n    folder.take_lock(Path(sys.argv[1]))\n"
        "except Fault as fault:\n    print(fault.problem.code)\n"
    )
    command = [sys.executable, "-c", script, str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "STORE_BUSY\n"
    with pytest.raises(Fault, match="STORE_BUSY"):
        FileVault(place, "demo", clock=hands, kdf=CHEAP).open("мария", PASSWORD)
    opened.close()
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == ""


def test_a_failed_sign_in_leaves_the_store_free(vault: FileVault, hands: Hands) -> None:
    made(vault)
    with pytest.raises(Fault, match="SIGN_IN_REFUSED"):
        vault.open("мария", "не тот")
    hands.sleep(vault.delay())
    vault.open("мария", PASSWORD).close()


def test_a_killed_creation_leaves_nothing(
    vault: FileVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(beside: Path, to: Path) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(making, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            vault.create(ACCOUNT, PASSWORD)
    assert not vault.exists()
    assert len(list(place.parent.iterdir())) == 1
    store, _code = vault.create(ACCOUNT, PASSWORD)
    store.close()
    identity = keyfile.peek(place)[0]
    outside = [counters.outside(place, identity), anchor.outside(place, identity)]
    assert sorted(place.parent.iterdir()) == sorted([place, place.with_name("drop"), *outside])


def test_no_personal_data_can_be_read_in_any_file(vault: FileVault, place: Path) -> None:
    store, _code = vault.create(ACCOUNT, PASSWORD)
    request = store.draft().id
    store.sign(CONSENT, EVENT)
    store.put([answer("personal.surname", "Иванова"), answer("personal.snils", "11223344595")], "")
    store.add_file(META, ["анализ крови plain".encode() * 1000], EVENT)
    store.submit(new_card(request), EVENT)
    store.backup(str(place.with_name("copy.emk")))
    files = [*place.rglob("*"), place.with_name("copy.emk")]
    names = {file.name for file in files}
    assert {"emk.db", "emk.db-wal", "keys.json", "anchor.json", "attempts.json", "copy.emk"} <= names
    content = {file: file.read_bytes() for file in files if file.is_file()}
    store.close()
    content |= {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}
    for text in PLANTED:
        for form in (
            text.encode(),
            text.encode("utf-16-le"),
            text.encode("cp1251"),
            text.casefold().encode(),
        ):
            assert [file.name for file, found in content.items() if form in found] == []
    assert PERSONAL["surname"] in PLANTED
