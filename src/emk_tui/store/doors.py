"""The ways into a closed store: each gives its data key, or nothing."""

from dataclasses import dataclass
from pathlib import Path

from emk_tui.ports import KeyRing
from emk_tui.store import keyfile, keys, recovery
from emk_tui.store.attempts import keyed
from emk_tui.store.keys import FLOOR, KEYRING, PASSWORD, PIN, RECOVERY, STAFF, KeyFile

PIN_DIGITS = range(4, 13)


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """The data key and whose slot gave it: an id of the staff, empty for the owner."""

    key: bytes
    account: str = ""


def staff_id(store: str, login: str) -> str:
    """The id of a member of the staff: of the account and of the slot `staff.ID`."""
    return keyed(store, "login", keys.folded(login))


def account_of(slots: KeyFile, login: str) -> str:
    """Whose failures a try with this login counts for; a login nobody has counts for the owner.

    So in a personal store all logins are one, and what is counted tells nothing of which login exists (R18).
    """
    found = staff_id(slots.header.store, login)
    return found if STAFF + found in slots.kinds else ""


def by_password(slots: KeyFile, login: str, password: str) -> Entered | None:
    """Every slot with a password is tried, also after one fitted: the time taken says nothing."""
    secret, entered = keys.secret_of(login, password), None
    for slot in slots.slots:
        if slot.kind == PASSWORD or slot.kind.startswith(STAFF):
            key = keys.unwrap(slots.header, slot, keys.stretch(secret, slot.salt, slot.cost or FLOOR))
            if key is not None:
                entered = Entered(key, slot.kind.removeprefix(STAFF).removeprefix(PASSWORD))
    return entered


def by_recovery(slots: KeyFile, code: str) -> Entered | None:
    """By the recovery code as typed."""
    secret, slot = recovery.parse(code), slots.slot(RECOVERY)
    return _entered(slots, RECOVERY, keys.derive((secret or b"") + slot.salt, RECOVERY))


def by_keyring(slots: KeyFile, kept: bytes) -> Entered | None:
    """By what the key store of the system keeps."""
    return _entered(slots, KEYRING, keys.derive(kept + slots.slot(KEYRING).salt, KEYRING))


def by_pin(slots: KeyFile, pin: str, kept: bytes) -> Entered | None:
    """By a PIN and what the key store of the system keeps."""
    slot = slots.slot(PIN)
    return _entered(slots, PIN, keys.pin_key(pin, kept, slot.salt, slot.cost or FLOOR))


def kept_for(slots: KeyFile, kind: str, ring: KeyRing | None) -> bytes | None:
    """What the key store of the system keeps for this slot; None without the slot, or where it is silent."""
    if ring is None or kind not in slots.kinds:
        return None
    return ring.get(ring_name(slots.header.store, kind))


def is_pin(text: str) -> bool:
    """4 to 12 digits."""
    return text.isascii() and text.isdigit() and len(text) in PIN_DIGITS


def ring_name(store: str, kind: str) -> str:
    """Under which name the key store of the system keeps what belongs to this slot."""
    return f"{kind} {store[:16]}"


def usable(place: Path, ring: KeyRing | None) -> frozenset[str]:
    """Kinds of slots besides the password that can be tried here; loads no cryptography (first prompt)."""
    kinds = keyfile.peek(place)[1] & {RECOVERY, KEYRING, PIN}
    if kinds & {KEYRING, PIN} and not (ring is not None and ring.available()):
        return kinds - {KEYRING, PIN}
    return kinds


def _entered(slots: KeyFile, kind: str, wrapping: bytes) -> Entered | None:
    key = keys.unwrap(slots.header, slots.slot(kind), wrapping)
    return None if key is None else Entered(key)
