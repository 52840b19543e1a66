"""`emk demo`: what it refuses, and `--step`."""

from pathlib import Path

import pytest

from emk_tui.card.steps import STEPS
from emk_tui.cli.demo import at_step
from emk_tui.demo import demo_world
from emk_tui.services.drive import drive
from tests.cli.conftest import Run


@pytest.mark.parametrize("flags", [["--role", "doctor"], ["--step", "nowhere"]])
def test_what_is_not_there_is_refused(emk: Run, flags: list[str]) -> None:
    """Exit code 2 and a sentence."""
    ran = emk("demo", *flags)
    assert ran.code == 2
    assert ran.err


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_every_step_can_be_opened_at_once(tmp_path: Path, key: str) -> None:
    """The steps before it are filled and finished, the cursor stands there."""
    told: list[object] = []
    session = drive(at_step(demo_world(tmp_path), key), told.append)
    assert session.wizard.step.key == key
    assert len(told) == 1, "only the greeting: nothing was blocked"
    session.store.close()
