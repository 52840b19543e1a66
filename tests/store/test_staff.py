"""The staff of a demonstration: own accounts, own slots, own counters; none in a personal store (K42)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from emk_tui.ports import Account, Role
from emk_tui.store import keys
from emk_tui.store.keys import FLOOR, KdfCost
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, PASSWORD, Hands
from tests.store.test_doors import kinds, opens

DOCTOR = Account("doctor", role=Role.DOCTOR, name="Петрова Елена Сергеевна")
CLERK = Account("registrar", role=Role.REGISTRAR, name="Смирнова Анна Павловна")
STAFF = [(DOCTOR, "Слово врача 1"), (CLERK, "Слово регистратора 1")]


@pytest.fixture
def staffed(place: Path, hands: Hands) -> FileVault:
    """A vault of a demonstration with staff."""
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, staff=STAFF)


def test_staff_open_the_owners_store_under_their_own_names(staffed: FileVault) -> None:
    store, _code = staffed.create(ACCOUNT, PASSWORD)
    assert [one.login for one in store.staff()] == ["doctor", "registrar"]
    store.close()
    for account, password in STAFF:
        store = staffed.open(account.login.upper(), password)
        assert (store.account(), store.holder()) == (account, ACCOUNT)
        store.record(EVENT)
        assert store.journal()[-1].actor == f"{account.login} ({account.name})"
        store.close()


def test_staff_change_their_own_password_only(staffed: FileVault, hands: Hands) -> None:
    staffed.create(ACCOUNT, PASSWORD)[0].close()
    store = staffed.open("doctor", "Слово врача 1")
    staffed.change_password(store, "doctor", "Новое слово 22")
    changes: tuple[Callable[[], object], ...] = (
        lambda: staffed.set_recovery(store, staffed.draw_recovery()), lambda: staffed.destroy(store),
        lambda: staffed.set_pin(store, "480915"), lambda: staffed.set_keyring(store, on=True),
    )  # fmt: skip
    for change in changes:
        with pytest.raises(ValueError):
            change()
    store.close()
    assert opens(lambda: staffed.open("doctor", "Слово врача 1")) == "SIGN_IN_REFUSED"
    hands.sleep(staffed.delay())
    assert opens(lambda: staffed.open("doctor", "Новое слово 22")) == ""
    assert opens(lambda: staffed.open("мария", PASSWORD)) == ""
    assert opens(lambda: staffed.open("doctor", "Новое слово 22")) == "", "the owner's opening gave it back"


def test_a_kept_demonstration_gets_its_staff_when_the_owner_signs_in(
    vault: FileVault, staffed: FileVault, hands: Hands, place: Path
) -> None:
    code = vault.create(ACCOUNT, PASSWORD)[1]
    store = vault._opened
    assert store is not None
    store.store.close()
    assert opens(lambda: staffed.open("doctor", "Слово врача 1")) == "SIGN_IN_REFUSED"
    assert opens(lambda: staffed.open_with_recovery(code)) == ""
    assert kinds(place) == {"password", "recovery"}
    assert opens(lambda: staffed.open("мария", PASSWORD)) == ""
    assert opens(lambda: staffed.open("doctor", "Слово врача 1")) == ""
    before = (place / "keys.json").read_bytes()
    assert opens(lambda: staffed.open("мария", PASSWORD)) == ""
    assert (place / "keys.json").read_bytes() == before


def test_failures_of_staff_lock_nobody_else(staffed: FileVault, hands: Hands) -> None:
    staffed.create(ACCOUNT, PASSWORD)[0].close()
    for number in range(5):
        hands.sleep(staffed.delay())
        expected = "LOCKED_OUT" if number == 4 else "SIGN_IN_REFUSED"
        assert opens(lambda: staffed.open("doctor", "не тот")) == expected
    assert opens(lambda: staffed.open("мария", PASSWORD)) == ""
    assert opens(lambda: staffed.open("registrar", "Слово регистратора 1")) == ""
    assert opens(lambda: staffed.open("doctor", "Слово врача 1")) == "LOCKED_OUT"


def test_every_slot_is_tried_whichever_fits(staffed: FileVault, monkeypatch: pytest.MonkeyPatch) -> None:
    staffed.create(ACCOUNT, PASSWORD)[0].close()
    tried: list[bytes] = []
    stretch = keys.stretch

    def counting(secret: str, salt: bytes, cost: KdfCost) -> bytes:
        tried.append(salt)
        return stretch(secret, salt, cost)

    monkeypatch.setattr(keys, "stretch", counting)
    for login, password in (("мария", PASSWORD), ("registrar", "Слово регистратора 1"), ("кто-то", "не тот")):
        tried.clear()
        opens(lambda login=login, password=password: staffed.open(login, password))  # type: ignore[misc]
        assert len(set(tried)) == len(tried) == 3


def test_a_personal_store_has_no_staff(place: Path, hands: Hands) -> None:
    with pytest.raises(ValueError):
        FileVault(place, "real", clock=hands, staff=STAFF)
    real = FileVault(place, "real", clock=hands, kdf=FLOOR)
    store, _code = real.create(ACCOUNT, PASSWORD)
    slots = keys.load((place / "keys.json").read_bytes())
    signing = store.signing_key()
    assert real._opened is not None
    stranger = keys.password_slot(slots.header, "x", real._opened.key, FLOOR, "staff." + "0" * 16)
    store.close()
    (place / "keys.json").write_bytes(keys.dump(slots.with_slot(stranger), signing))
    assert opens(lambda: real.open("мария", PASSWORD)) == "KEYS_DAMAGED"
