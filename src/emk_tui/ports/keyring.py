"""The key store of the operating system: a convenience, never the only way in (storage.md 3)."""

from typing import Protocol


class KeyRing(Protocol):
    """Keeps small secrets under a name; every call may take long or fail, neither may hold up a person."""

    def available(self) -> bool:
        """Is there a key store that keeps secrets by itself: from the allow-list, answering in time."""

    def get(self, name: str) -> bytes | None:
        """The secret of this name; None where there is none or the key store does not answer."""

    def put(self, name: str, value: bytes) -> bool:
        """Keep it; was it kept."""

    def forget(self, name: str) -> None:
        """Let it go; nothing where there is none."""
