"""The card costs nothing to import."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    "pydantic",
    "phonenumbers",
    "stdnum",
    "email_validator",
    "sqlmodel",
    "sqlalchemy",
    "textual",
    "keyring",
)


def loaded(module: str) -> set[str]:
    """Top-level names in sys.modules after importing a module in a fresh interpreter."""
    code = (
        f"import sys, json, {module}; print(json.dumps(sorted({{n.partition('.')[0] for n in sys.modules}})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "module",
    [
        "emk_tui.card.check",
        "emk_tui.card.papers",
        "emk_tui.card.steps",
        "emk_tui.card.answers",
        "emk_tui.cli.main",
    ],
)
def test_only_the_standard_library(module: str) -> None:
    """Libraries come with the first number that needs them, never with the module."""
    names = loaded(module)
    assert "emk_tui" in names
    assert not names & set(HEAVY)
    foreign = {
        name
        for name in names - set(sys.stdlib_module_names) - {"emk_tui", "__main__"}
        if not name.startswith("_") and name not in ("sitecustomize", "usercustomize", "pip_system_certs")
    }
    assert foreign == set()
