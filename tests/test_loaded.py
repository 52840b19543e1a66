"""What is not loaded by the first prompt and frame (docs/architecture.md, «Что когда загружается»)."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "textual", "asyncio", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "sqlcipher3", "keyring",
    "cryptography", "pypdf", "typst", "segno", "pyotp", "phonenumbers", "email_validator", "stdnum",
    "apprise",
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


SCREEN = """
import asyncio, json, os, sys, tempfile
from pathlib import Path
from emk_tui.face.environ import prepare
prepare(os.environ)
from emk_tui.app import EmkApp
from emk_tui.demo import demo_world
from emk_tui.face.picture import screen_text
from emk_tui.wiring import real_world

def shown(app):
    if "Пароль" in screen_text(app):
        print(json.dumps(sorted({one.partition(".")[0] for one in sys.modules})), file=sys.__stdout__)
        sys.__stdout__.flush()
        os._exit(0)

EmkApp.post_display_hook = shown
folder = Path(tempfile.mkdtemp())
make = demo_world if sys.argv[1] == "demo" else real_world
asyncio.run(EmkApp(make(folder)).run_async(headless=True, size=(80, 24)))
"""


@pytest.mark.parametrize("world", ["demo", "real"])
def test_first_frame_loads_little(world: str) -> None:
    """The whole first screen is painted: sign-in, or sign-up where there is no store."""
    done = subprocess.run([sys.executable, "-c", SCREEN, world], capture_output=True)
    loaded = set(json.loads(done.stdout.decode()))
    assert {"emk_tui", "textual"} <= loaded
    assert loaded & (HEAVY - {"textual", "asyncio"}) == set()


def test_the_check_would_see_them() -> None:
    """The same reading finds a library that is loaded."""
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", "import pyotp"], capture_output=True)
    assert any(line.endswith("pyotp") for line in done.stderr.decode().splitlines())
