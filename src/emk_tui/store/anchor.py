"""The journal's end kept outside the database: shows a cut tail and a rolled-back file."""

import hashlib
import hmac
import json
import os
import threading
from pathlib import Path
from typing import Protocol


class Anchor(Protocol):
    """Where the last (seq, hash) of the journal is remembered."""

    def read(self) -> tuple[int, str] | None:
        """The remembered end; None when it is lost or not ours."""

    def advance(self, seq: int, digest: str) -> None:
        """Remember a later end."""


class FileAnchor:
    """One record of fixed length, rewritten in place: no sync, so after a power cut it may lag, never lie."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._last = -1
        self._lock = threading.Lock()

    def read(self) -> tuple[int, str] | None:
        """The remembered end; None when the file is absent, torn or not written by this store."""
        try:
            body = json.loads(self._path.read_bytes())
            seq, digest, seal = int(body["seq"]), str(body["hash"]), str(body["seal"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return (seq, digest) if hmac.compare_digest(seal, self._seal(seq, digest)) else None

    def advance(self, seq: int, digest: str) -> None:
        """Remember a later end; an earlier one, from a slower thread, is left out."""
        with self._lock:
            if seq <= self._last:
                return
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, self._line(seq, digest))
            finally:
                os.close(descriptor)
            self._last = seq

    def _line(self, seq: int, digest: str) -> bytes:
        return json.dumps({"seq": f"{seq:012}", "hash": digest, "seal": self._seal(seq, digest)}).encode()

    def _seal(self, seq: int, digest: str) -> str:
        return hmac.new(self._key, f"anchor {seq} {digest}".encode(), hashlib.sha256).hexdigest()


class NoAnchor:
    """For a database whose server keeps the end elsewhere, and for measurements."""

    def read(self) -> tuple[int, str] | None:
        """Nothing is remembered."""
        return None

    def advance(self, seq: int, digest: str) -> None:
        """Nothing to do."""
