"""Key slots: each wraps the store's one data key; the header is associated data and the file is signed."""

import base64
import json
import os
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
SLOWEST, WANTED = 0.5, 0.25
"""Seconds a sign-in may and should cost."""


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
    """One wrapped copy of the data key; `kind` is password or recovery (a keyring comes later)."""

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


def calibrate(derive: Callable[[KdfCost], object] | None = None) -> KdfCost:
    """The floor, with more passes on a machine that is faster than 250 ms; at most 500 ms by estimate."""
    work = derive or (lambda cost: stretch("calibration", b"\0" * SALT, cost))
    started = perf_counter()
    work(FLOOR)
    took = perf_counter() - started
    if took >= WANTED:
        return FLOOR
    passes = int(FLOOR.passes * WANTED * 1.2 / took) + 1
    return replace(FLOOR, passes=max(FLOOR.passes, min(passes, 64)))


def secret_of(login: str, password: str) -> str:
    """Login and password as one secret, so that either being wrong is the same failure in the same time."""
    name = unicodedata.normalize("NFC", login).strip().casefold()
    return name + "\0" + unicodedata.normalize("NFC", password)


def stretch(secret: str, salt: bytes, cost: KdfCost) -> bytes:
    """32 bytes of Argon2id over the secret."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )  # fmt: skip
    return kdf.derive(secret.encode())


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


def password_slot(header: Header, secret: str, data_key: bytes, cost: KdfCost) -> Slot:
    """A new password slot over `secret_of(login, password)`."""
    salt = os.urandom(SALT)
    return wrap(header, "password", stretch(secret, salt, cost), data_key, salt, cost)


def recovery_slot(header: Header, code: bytes, data_key: bytes) -> Slot:
    """A new recovery slot; 160 random bits need no stretching."""
    salt = os.urandom(SALT)
    return wrap(header, "recovery", derive(code + salt, "recovery"), data_key, salt, None)


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
        if isinstance(version, int) and version > FORMAT:
            raise Fault("STORE_NEWER")
        signed = bytes.fromhex(body.pop("signature"))
        _check(bytes.fromhex(body["header"]["papers"]), signed, _canonical(body))
        keys = KeyFile(Header(**body["header"]), tuple(map(_slot, body["slots"])), int(body["revision"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fault("KEYS_DAMAGED") from None
    _judge(keys)
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
    """A cost under the floor in a real store is a downgrade, one over the ceiling an attack on memory."""
    least = FLOOR if keys.header.kind == "real" else KdfCost(8, 1, 1)
    for slot in keys.slots:
        if (slot.cost is None) != (slot.kind != "password"):
            raise Fault("KEYS_DAMAGED")
        if slot.cost is not None and not between(least, slot.cost, CEILING):
            raise Fault("KEYS_DAMAGED")


def between(least: KdfCost, cost: KdfCost, most: KdfCost) -> bool:
    """Is every part of the cost within these bounds."""
    return (
        least.memory <= cost.memory <= most.memory
        and least.passes <= cost.passes <= most.passes
        and least.lanes <= cost.lanes <= most.lanes
    )
