"""The journal's end in the key store of the system: asked and written beside, it never holds up a save."""

import threading
from collections.abc import Callable
from contextlib import suppress

from emk_tui.ports import Caution, Head, KeyRing
from emk_tui.store.seals import Seal


class RingAnchor:
    """One sealed head in the key store; the question is on its way from the first moment on."""

    place = Caution.KEYRING

    def __init__(self, ring: KeyRing, name: str, key: bytes) -> None:
        self._ring, self._name, self._seal = ring, name, Seal(key)
        self._answered = threading.Event()
        self._running: threading.Thread | None = None
        self._kept: Head | None = None
        self.lost = False
        """Is there a key store that answered, but no mark of ours in it."""
        self.head: Head | None = None
        """What it remembered when this store was opened."""
        self._start(self._ask)

    def answered(self, seconds: float) -> bool:
        """Has it answered, waiting so long at most."""
        return self._answered.wait(seconds)

    def keep(self, head: Head) -> None:
        """Remember this end, beside; nothing where it is remembered already or there is no key store."""
        if head == self._kept or not (self.lost or self.head):
            return
        self._kept = head
        self._start(lambda: self._ring.put(self._name, self._seal.line(head)))

    def finish(self, seconds: float) -> None:
        """Wait so long at most for what is on its way."""
        if self._running is not None:
            self._running.join(seconds)

    def _ask(self) -> None:
        try:
            if self._ring.available():
                found = self._ring.get(self._name)
                self.head = self._seal.head(found) if found else None
                self.lost = self.head is None
        finally:
            self._kept = self.head
            self._answered.set()

    def _start(self, work: Callable[[], object]) -> None:
        """One after another; a daemon, so that a key store that hangs keeps no program from ending."""
        before = self._running

        def run() -> None:
            if before is not None:
                before.join()
            # whatever a key store fails with: the mark is a convenience, and its absence is told
            with suppress(Exception):
                work()

        self._running = threading.Thread(target=run, name="key store", daemon=True)
        self._running.start()
