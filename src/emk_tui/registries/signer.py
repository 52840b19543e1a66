"""A signature of the demonstration: a key made for this run. Loaded with the first prompt."""

from functools import cached_property
from typing import TYPE_CHECKING

from emk_tui.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from emk_tui.ports import Clock, Signature


class DemonstrationSigner:
    """ports.Signer with an Ed25519 key that is kept nowhere and ends with the program."""

    def __init__(self, clock: "Clock") -> None:
        self.clock = clock
        self.title = _("электронная подпись")

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.generate()

    def sign(self, text: bytes) -> "Signature":
        """Signed at once: nobody asks for a PIN here; the number is a fingerprint of the key."""
        from hashlib import sha256

        from emk_tui.ports import Signature

        public = self._key.public_key().public_bytes_raw()
        return Signature(
            holder=_("образец, действует только в показе"),
            serial=sha256(public).hexdigest()[:16].upper(),
            algorithm="Ed25519",
            public=public,
            value=self._key.sign(text),
            signed_at=self.clock.now(),
        )
