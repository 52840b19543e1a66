"""Is a signature right: the one place that verifies, before anything counts (R49, K5)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emk_tui.ports import Signature

ED25519 = "Ed25519"


def holds(signature: "Signature", text: bytes) -> bool:
    """Does it stand for this very text by its own public key; an algorithm unknown here never does."""
    return signature.algorithm == ED25519 and _ed25519(signature.public, signature.value, text)


def _ed25519(public: bytes, value: bytes, text: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(value, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(rows: Mapping[str, str]) -> bytes:
    """The one way to write answers for a signature: JSON by sorted paths, UTF-8, empty ones left out."""
    import json

    given = {path: raw for path, raw in rows.items() if raw}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
