"""Key slots: each wraps the store's one data key; the header is associated data and the file is signed."""

import base64
import json
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from emk_tui.ports import Fault

FORMAT = 1
KEY, SALT = 32, 16
"""Bytes of the data key; of the database's salt, which is also the id of the store."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of Argon2id: memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


FLOOR = KdfCost()
"""Never less than this in a real store."""
CEILING = KdfCost(4 * 1024 * 1024, 1000, 64)
PASSWORD, RECOVERY, KEYRING, PIN, STAFF = "password", "recovery", "keyring", "pin", "staff."
"""Kinds of slots; a member of the staff has one named `staff.ID`, in a demonstration only (K42)."""
KINDS = re.compile(r"password|recovery|keyring|pin|staff\.[0-9a-f]{16}")
SLOTS = 32
"""More than a store ever has."""
NONCE, BOX = 12, KEY + 16
"""Bytes of a slot's nonce; of a wrapped key with its seal."""
ROUNDS, TRIALS, MOST_PASSES = 3, 3, 64
LEAST, AIM = 0.25, 0.33
"""Seconds that a sign-in should cost at least, and that are aimed at: the end of what is wanted is 0.5."""


@dataclass(frozen=True, slots=True)
class Header:
    """What every slot is bound to: the store's id (hex), its kind, its public keys (hex)."""

    store: str
    kind: str
    inbox: str
    papers: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the data key; `cost` where something short enough to guess takes part."""

    kind: str
    salt: bytes
    nonce: bytes
    box: bytes
    cost: KdfCost | None = None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of keys.json; a later revision replaces an earlier one for good."""

    header: Header
    slots: tuple[Slot, ...]
    revision: int = 1

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of all slots."""
        return frozenset(slot.kind for slot in self.slots)

    def slot(self, kind: str) -> Slot:
        """The slot of this kind; Fault KEYS_DAMAGED without one."""
        for slot in self.slots:
            if slot.kind == kind:
                return slot
        raise Fault("KEYS_DAMAGED")

    def with_slot(self, new: Slot) -> "KeyFile":
        """The next revision, the slot of this kind replaced."""
        slots = (*(old for old in self.slots if old.kind != new.kind), new)
        return replace(self, slots=slots, revision=self.revision + 1)

    def without_slot(self, *kinds: str) -> "KeyFile":
        """The next revision without the slots of these kinds; the same where it has none of them."""
        slots = tuple(slot for slot in self.slots if slot.kind not in kinds)
        return self if slots == self.slots else replace(self, slots=slots, revision=self.revision + 1)


def calibrate(derive: Callable[[KdfCost], object] | None = None) -> KdfCost:
    """The floor, with more passes until the machine takes 250 ms over it; each guess is measured again."""
    work = derive or (lambda cost: stretch("calibration", b"\0" * SALT, cost))
    cost = FLOOR
    for _round in range(ROUNDS):
        # the best of a few: what else runs on the machine only ever makes one slower
        took = min(_seconds(work, cost) for _trial in range(TRIALS))
        if took >= LEAST or cost.passes >= MOST_PASSES:
            break
        # memory is laid out once, however many passes follow: the first guess is on the low side
        cost = replace(cost, passes=min(int(cost.passes * AIM / took) + 1, MOST_PASSES))
    return cost


def _seconds(work: Callable[[KdfCost], object], cost: KdfCost) -> float:
    started = perf_counter()
    work(cost)
    return perf_counter() - started


def secret_of(login: str, password: str) -> str:
    """Login and password as one secret, so that either being wrong is the same failure in the same time."""
    return folded(login) + "\0" + unicodedata.normalize("NFC", password)


def folded(login: str) -> str:
    """A login in its one spelling."""
    return unicodedata.normalize("NFC", login).strip().casefold()


def stretch(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    """32 bytes of Argon2id over the secret."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )  # fmt: skip
    # a terminal may hand over what is no text: it is wrong, not an error of the program
    return kdf.derive(secret.encode(errors="surrogatepass"))


def derive(key: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose out of a key with full entropy (HKDF-SHA-256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=b"emk-tui " + purpose.encode()).derive(key)


def wrap(
    header: Header, kind: str, wrapping: bytes, data_key: bytes, salt: bytes, cost: KdfCost | None
) -> Slot:
    """A slot that holds the data key under this wrapping key (AES-256-GCM)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    slot = Slot(kind, salt, nonce, b"", cost)
    return replace(slot, box=AESGCM(wrapping).encrypt(nonce, data_key, _bound(header, slot)))


def unwrap(header: Header, slot: Slot, wrapping: bytes) -> bytes | None:
    """The data key, None when the wrapping key or anything bound to the slot is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(slot.nonce, slot.box, _bound(header, slot))
    except InvalidTag:
        return None


def password_slot(
    header: Header, secret: str, data_key: bytes, cost: KdfCost, kind: str = PASSWORD
) -> Slot:  # fmt: skip
    """A new password slot over `secret_of(login, password)`, for the owner or one of the staff."""
    salt = os.urandom(SALT)
    return wrap(header, kind, stretch(secret, salt, cost), data_key, salt, cost)


def recovery_slot(header: Header, code: bytes, data_key: bytes) -> Slot:
    """A new recovery slot; 160 random bits need no stretching."""
    salt = os.urandom(SALT)
    return wrap(header, RECOVERY, derive(code + salt, RECOVERY), data_key, salt, None)


def keyring_slot(header: Header, kept: bytes, data_key: bytes) -> Slot:
    """A new slot over 256 random bits that the key store of the system keeps."""
    salt = os.urandom(SALT)
    return wrap(header, KEYRING, derive(kept + salt, KEYRING), data_key, salt, None)


def pin_slot(header: Header, pin: str, kept: bytes, data_key: bytes, cost: KdfCost) -> Slot:
    """A new slot over a PIN and 256 random bits in the key store: the file alone lets nobody try PINs."""
    salt = os.urandom(SALT)
    return wrap(header, PIN, pin_key(pin, kept, salt, cost), data_key, salt, cost)


def pin_key(pin: str, kept: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """The wrapping key of a PIN slot."""
    return derive(stretch(pin, salt, cost) + kept, PIN)


def _bound(header: Header, slot: Slot) -> bytes:
    return _canonical([_plain(header), slot.kind, slot.salt.hex(), _plain(slot.cost)])


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Header | KdfCost | None) -> dict[str, Any] | None:
    return None if value is None else {name: getattr(value, name) for name in value.__dataclass_fields__}


def dump(keys: KeyFile, signing: bytes) -> bytes:
    """The bytes of keys.json, signed by the paper key that lies inside the store."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    body = {
        "header": _plain(keys.header), "revision": keys.revision,
        "slots": [
            {"kind": slot.kind, "salt": slot.salt.hex(), "nonce": slot.nonce.hex(),
             "box": base64.b64encode(slot.box).decode(), "cost": _plain(slot.cost)}
            for slot in keys.slots
        ],
    }  # fmt: skip
    signature = Ed25519PrivateKey.from_private_bytes(signing).sign(_canonical(body))
    return json.dumps({**body, "signature": signature.hex()}, indent=1).encode()


def load(content: bytes) -> KeyFile:
    """Read keys.json; Fault STORE_NEWER for a later format, KEYS_DAMAGED for anything not whole."""
    try:
        body = json.loads(content)
        version = body["header"]["format"]
        if type(version) is int and version > FORMAT:
            raise Fault("STORE_NEWER")
        signed = bytes.fromhex(body.pop("signature"))
        _check(bytes.fromhex(body["header"]["papers"]), signed, _canonical(body))
        keys = KeyFile(Header(**body["header"]), tuple(map(_slot, body["slots"])), body["revision"])
        _judge(keys)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fault("KEYS_DAMAGED") from None
    return keys


def _check(public: bytes, signature: bytes, content: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except InvalidSignature:
        raise Fault("KEYS_DAMAGED") from None


def _slot(raw: dict[str, Any]) -> Slot:
    cost = None if raw["cost"] is None else KdfCost(**raw["cost"])
    box = base64.b64decode(raw["box"], validate=True)
    return Slot(raw["kind"], bytes.fromhex(raw["salt"]), bytes.fromhex(raw["nonce"]), box, cost)


def _judge(keys: KeyFile) -> None:
    """Fault KEYS_DAMAGED, or ValueError, for what this program would never write, whoever signed it."""
    header, kinds = keys.header, [slot.kind for slot in keys.slots]
    ids = [len(bytes.fromhex(one)) for one in (header.store, header.inbox, header.papers)]
    staff = any(kind.startswith(STAFF) for kind in kinds)
    whole = (
        ids == [SALT, KEY, KEY]
        and type(header.format) is type(keys.revision) is int
        and keys.revision > 0
        and (header.format, header.kind) in ((FORMAT, "real"), (FORMAT, "demo"))
        and len(kinds) == len(set(kinds)) <= SLOTS
        and {PASSWORD, RECOVERY} <= set(kinds)
        # a personal store has its owner alone (K42)
        and not (staff and header.kind == "real")
    )
    if not whole:
        raise Fault("KEYS_DAMAGED")
    for slot in keys.slots:
        _judge_slot(slot, FLOOR if header.kind == "real" else KdfCost(8, 1, 1))


def _judge_slot(slot: Slot, least: KdfCost) -> None:
    """A cost under the floor in a real store is a downgrade, one over the ceiling an attack on memory."""
    sizes = (len(slot.salt), len(slot.nonce), len(slot.box))
    if not KINDS.fullmatch(slot.kind) or sizes != (SALT, NONCE, BOX):
        raise Fault("KEYS_DAMAGED")
    if (slot.cost is None) != (slot.kind in (RECOVERY, KEYRING)):
        raise Fault("KEYS_DAMAGED")
    if slot.cost is not None and not between(least, slot.cost, CEILING):
        raise Fault("KEYS_DAMAGED")


def between(least: KdfCost, cost: KdfCost, most: KdfCost) -> bool:
    """Is every part of the cost a number within these bounds; each lane needs 8 KiB."""
    numbers = (cost.memory, cost.passes, cost.lanes)
    return (
        all(type(one) is int for one in numbers)
        and cost.memory >= 8 * cost.lanes
        and least.memory <= cost.memory <= most.memory
        and least.passes <= cost.passes <= most.passes
        and least.lanes <= cost.lanes <= most.lanes
    )
