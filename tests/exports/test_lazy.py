"""What is loaded when: the middle rooms cost nothing before they are used."""

import subprocess
import sys

ROOMS = "emk_tui.exports.papers emk_tui.exports.verify emk_tui.exports.qr emk_tui.documents.intake"
REGISTRIES = "emk_tui.registries.deferred emk_tui.registries.demonstration emk_tui.registries.timetable"
HEAVY = {"typst", "pypdf", "cryptography", "segno", "pydantic", "sqlmodel", "asyncio", "textual"}


def test_importing_the_rooms_loads_nothing_heavy() -> None:
    names = ", ".join(f"{ROOMS} {REGISTRIES}".split())
    code = f"import {names}, sys; print(*(name.split('.')[0] for name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "emk_tui" in loaded
    assert HEAVY & set(loaded) == set()
