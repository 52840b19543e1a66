"""The seal of a paper: an Ed25519 signature over what is shown and over every byte of the file (R91)."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

MARK = "emk-paper"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base 32: no letters that are taken for digits."""
LIMIT = 8_000_000
"""Bytes; nothing larger is ever sealed."""
BLANK = b"A" * 86
"""Stands where the signature will be; the same length, so no offset of the PDF moves."""
_SEAL = re.compile(rb"emk-paper:1:([\w-]{8,40000}):([\w-]{43}):([\w-]{86})(?![\w-])", re.ASCII)

Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Seal:
    """What the seal in a file says: the payload as signed, the public key, the signature."""

    payload: bytes
    public: bytes
    signature: bytes


def canonical(payload: Payload) -> bytes:
    """The one way to write a payload: JSON, sorted keys, UTF-8."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_code(payload: bytes, public: bytes) -> str:
    """Three groups of four signs, 60 bits of SHA-256, for reading aloud."""
    number = int.from_bytes(sha256(public + payload).digest()[:8]) >> 4
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return "-".join((signs[:4], signs[4:8], signs[8:]))


def public_key(key: bytes) -> bytes:
    """The public half (32 bytes) of a raw Ed25519 private key; ValueError for another length."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def unsigned(payload: bytes, public: bytes) -> str:
    """The seal as it is put into the document, its signature still blank."""
    return f"{MARK}:1:{_text(payload)}:{_text(public)}:{BLANK.decode()}"


def sign(document: bytes, payload: bytes, key: bytes) -> bytes:
    """The document with its signature filled in; ValueError where it holds no blank seal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    blank = unsigned(payload, public_key(key)).encode()
    if blank not in document:
        raise ValueError("no seal in the document")
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_signed(payload, document))
    return document.replace(blank, blank[: -len(BLANK)] + _text(signature).encode())


def find(document: bytes) -> tuple[Seal, ...]:
    """The different seals of a file: one in a paper of ours, none in other files."""
    found = dict.fromkeys(match.groups() for match in _SEAL.finditer(document))
    return tuple(Seal(*(_bytes(part) for part in parts)) for parts in found)


def holds(document: bytes, seal: Seal) -> bool:
    """Is the signature right for this payload and for every byte of this file."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    tail = b":" + _text(seal.signature).encode()
    blanked = document.replace(tail, b":" + BLANK)
    try:
        Ed25519PublicKey.from_public_bytes(seal.public).verify(seal.signature, _signed(seal.payload, blanked))
    except InvalidSignature:
        return False
    return True


def _signed(payload: bytes, blanked: bytes) -> bytes:
    """What is signed: both parts by their digests, so neither can run into the other."""
    return b"emk-paper-1\n" + sha256(payload).digest() + sha256(blanked).digest()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: bytes) -> bytes:
    """The bytes of base 64 without padding; empty for a length that none has."""
    if len(text) % 4 == 1:
        return b""
    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))
