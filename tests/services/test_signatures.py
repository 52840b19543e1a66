"""Which signatures count, and the one way to write what is signed."""

from dataclasses import replace

import pytest

from emk_tui.ports import Signature
from emk_tui.registries.signer import DemonstrationSigner
from emk_tui.services.signatures import canonical, holds
from tests.services.worlds import Hands

TEXT = "Согласие".encode()


@pytest.fixture(scope="module")
def signed() -> Signature:
    """A right signature of TEXT."""
    return DemonstrationSigner(Hands()).sign(TEXT)


def test_a_right_signature_holds_for_its_text_only(signed: Signature) -> None:
    """One byte more is another text."""
    assert holds(signed, TEXT)
    assert not holds(signed, TEXT + b" ")
    assert not holds(signed, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"algorithm": "ed25519"}, {"algorithm": "ГОСТ Р 34.10-2012"}, {"value": b""}, {"value": bytes(64)},
        {"public": bytes(32)}, {"public": b""}, {"public": bytes(31)},
    ],
)  # fmt: skip
def test_anything_else_does_not(signed: Signature, changed: dict[str, str | bytes]) -> None:
    """Another key, another value, broken lengths, an algorithm that cannot be verified here."""
    assert not holds(replace(signed, **changed), TEXT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ({}, "{}"),
        ({"b": "2", "a": "1"}, '{"a":"1","b":"2"}'),
        ({"a": "Пётр", "gone": ""}, '{"a":"Пётр"}'),
        ({'a":"1","b': "2"}, '{"a\\":\\"1\\",\\"b":"2"}'),
    ],
)
def test_canonical(rows: dict[str, str], text: str) -> None:
    """By path; nothing that was typed can pass for another answer."""
    assert canonical(rows) == text.encode()
