"""What is not loaded by the first prompt of the dialogue (docs/architecture.md, «Что когда загружается»)."""

import subprocess
import sys

import pytest

HEAVY = {
    "textual", "asyncio", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "sqlcipher3", "keyring",
    "cryptography", "pypdf", "typst", "segno", "pyotp", "phonenumbers", "email_validator", "stdnum",
}  # fmt: skip


@pytest.mark.parametrize("words", [("--linear",), ("demo", "--linear")])
def test_first_prompt_loads_little(words: tuple[str, ...]) -> None:
    """Asked, answered by the end of input, ended: none of the heavy libraries came in on the way."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "emk_tui", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert "Логин: " in done.stdout.decode()
    lines = done.stderr.decode().splitlines()
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines if "|" in line}
    assert "emk_tui" in loaded
    assert loaded & HEAVY == set()


def test_the_check_would_see_them() -> None:
    """The same reading finds a library that is loaded."""
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", "import pyotp"], capture_output=True)
    assert any(line.endswith("pyotp") for line in done.stderr.decode().splitlines())
