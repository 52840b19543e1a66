"""Who signs with a real electronic signature: a program with keys that never come here (R49, K5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """A signature with all that proves it later: whose, by which key, over what was asked."""

    holder: str
    """Who stands in the certificate, in words for people."""
    serial: str
    """Number of the certificate."""
    algorithm: str
    public: bytes
    """The public key of the certificate."""
    value: bytes
    signed_at: datetime


class Signer(Protocol):
    """A program that signs; asked in a thread beside the keys, as it may wait for a PIN."""

    title: str
    """What it is called in a list of ways."""

    def sign(self, text: bytes) -> Signature:
        """Sign this very text; Fault where the key isn't there or the person refuses.

        The adapter answers for the certificate: trusted, in force today, and that of the owner. Whether the
        signature stands for the text is verified again by who asked.
        """
