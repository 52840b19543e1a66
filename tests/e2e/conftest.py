"""What the desks of the staff come to, at the screen and in lines."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.desks import prepared


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kept demonstration with a card: two results, one of them confirmed."""
    return prepared(tmp_path_factory.mktemp("card") / "kept", "doctor")


@pytest.fixture
def kept(card: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(card, tmp_path / "kept"))
