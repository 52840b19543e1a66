"""The key store of the operating system, through the `keyring` library, and a stand-in for demonstrations."""

import json
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from emk_tui.store.folder import read_small, replace_json

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

ALLOWED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Modules of key stores that keep a secret of the system's own making; others write plain files."""
CHAINER = "keyring.backends.chainer"
SERVICE = "emk-tui"
LIMIT = 2.5
"""Seconds that a key store may take: a locked or hanging one holds nobody up."""
Result = TypeVar("Result")


def allowed(backend: "KeyringBackend") -> "KeyringBackend | None":
    """The backend itself, or the first fitting one of a chain; None where none keeps secrets by itself."""
    module = type(backend).__module__
    if module == CHAINER:
        links: Iterable[KeyringBackend] = getattr(backend, "backends", ())
        return next((one for one in links if type(one).__module__ in ALLOWED), None)
    return backend if module in ALLOWED else None


def chosen() -> "KeyringBackend | None":
    """What `keyring` picks here, by its own rules and settings."""
    from keyring import get_keyring

    # with no handler at all its complaints would land in the middle of the screen
    logging.getLogger("keyring").addHandler(logging.NullHandler())
    return allowed(get_keyring())


class SystemKeyRing:
    """ports.KeyRing over the key store of this system; every call runs beside, with a limit of time."""

    def __init__(
        self, limit: float = LIMIT, choose: "Callable[[], KeyringBackend | None]" = chosen
    ) -> None:  # fmt: skip
        self._limit, self._choose = limit, choose
        self._running: Thread | None = None
        self._lock = Lock()

    def available(self) -> bool:
        """Is there a key store of the allowed ones, answering in time."""
        return self._in_time(lambda backend: True) is True

    def get(self, name: str) -> bytes | None:
        """The secret of this name; None also where it does not answer, or is not ours."""
        found = self._in_time(lambda backend: backend.get_password(SERVICE, name))
        try:
            return bytes.fromhex(found) if found else None
        except ValueError:
            return None

    def put(self, name: str, value: bytes) -> bool:
        """Keep it; was it kept, proven by reading it back."""
        self._in_time(lambda backend: backend.set_password(SERVICE, name, value.hex()))
        return self.get(name) == value

    def forget(self, name: str) -> None:
        """Let it go."""
        self._in_time(lambda backend: backend.delete_password(SERVICE, name))

    def _in_time(self, call: "Callable[[KeyringBackend], Result]") -> Result | None:
        """The answer; None when it fails, is late, or an earlier call still hangs."""
        answer: list[Result] = []

        def work() -> None:
            # whatever a backend or its D-Bus library raises: there is no answer
            try:
                backend = self._choose()
                if backend is not None:
                    answer.append(call(backend))
            except Exception:
                return

        until = monotonic() + self._limit
        if not self._lock.acquire(timeout=self._limit):
            return None
        try:
            if self._running is not None:
                self._running.join(max(0.0, until - monotonic()))
                if self._running.is_alive():
                    return None
            self._running = Thread(target=work, name="key store", daemon=True)
            self._running.start()
            self._running.join(max(0.0, until - monotonic()))
        finally:
            self._lock.release()
        return answer[0] if answer else None


class FolderKeyRing:
    """ports.KeyRing in a plain file, for demonstrations only: it protects nothing and says so in its name."""

    def __init__(self, folder: Path) -> None:
        self._path, self._lock = folder / "keyring-of-demonstration.json", Lock()

    def available(self) -> bool:
        """Always."""
        return True

    def get(self, name: str) -> bytes | None:
        """The secret of this name."""
        try:
            return bytes.fromhex(self._read()[name])
        except (KeyError, ValueError, TypeError):
            return None

    def put(self, name: str, value: bytes) -> bool:
        """Keep it."""
        with self._lock:
            return self._write({**self._read(), name: value.hex()})

    def forget(self, name: str) -> None:
        """Let it go."""
        with self._lock:
            kept = self._read()
            if kept.pop(name, None) is not None:
                self._write(kept)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(read_small(self._path))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, kept: dict[str, str]) -> bool:
        try:
            replace_json(self._path, kept)
        except OSError:
            return False
        return True
