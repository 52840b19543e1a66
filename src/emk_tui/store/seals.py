"""A head of the journal under a seal: only who has the key of the store can have written it."""

import hashlib
import hmac
import json

from emk_tui.ports import Head

LONGEST = 1024
"""Bytes; a sealed head has about 200."""


class Seal:
    """Writes and reads heads under one key, for one purpose: what was sealed for another is not ours."""

    def __init__(self, key: bytes, purpose: str = "anchor") -> None:
        self._key, self._purpose = key, purpose

    def line(self, head: Head) -> bytes:
        """The head with its seal; the same length for every entry."""
        body = {"seq": f"{head.seq:012}", "hash": head.hash, "seal": self._seal(head)}
        return json.dumps(body).encode()

    def head(self, line: bytes) -> Head | None:
        """What the line says; None when it is torn or not written under this key."""
        try:
            body = json.loads(line[:LONGEST])
            head, seal = Head(int(body["seq"]), str(body["hash"])), str(body["seal"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        # surrogates of a forged text have no bytes of their own
        return head if hmac.compare_digest(seal.encode(errors="replace"), self._seal(head).encode()) else None

    def _seal(self, head: Head) -> str:
        content = f"{self._purpose} {head.seq} {head.hash}".encode(errors="replace")
        return hmac.digest(self._key, content, hashlib.sha256).hex()
