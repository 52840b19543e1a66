"""The signing program of the demonstration: a key of this run, over the very text."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from emk_tui import ports
from emk_tui.registries.signer import DemonstrationSigner
from tests.services.worlds import Hands

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_it_signs_the_very_text_and_says_that_it_is_a_sample() -> None:
    """Right for this text, wrong for any other; the certificate says where it counts."""
    signer: ports.Signer = DemonstrationSigner(Hands(MOMENT))
    signed = signer.sign("текст".encode())
    key = Ed25519PublicKey.from_public_bytes(signed.public)
    key.verify(signed.value, "текст".encode())
    with pytest.raises(InvalidSignature):
        key.verify(signed.value, "тексt".encode())
    assert (signed.holder, signed.algorithm) == ("образец, действует только в показе", "Ed25519")
    assert signed.signed_at == MOMENT
    assert signer.title == "электронная подпись"


def test_one_key_a_run_and_another_the_next_time() -> None:
    """Its number is a fingerprint of the key."""
    one, other = DemonstrationSigner(Hands()), DemonstrationSigner(Hands())
    assert one.sign(b"1").serial == one.sign(b"2").serial
    assert one.sign(b"1").public == one.sign(b"2").public != other.sign(b"1").public
    assert one.sign(b"1").serial != other.sign(b"1").serial
