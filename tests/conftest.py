"""What all tests share: a data folder of their own and property tests without a clock."""

from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure: durations belong to bench/.
settings.register_profile("emk", deadline=None, derandomize=True)
settings.load_profile("emk")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """EMK_HOME in a fresh folder: no test sees or leaves anything of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("EMK_HOME", str(home))
    for name in ("EMK_LINEAR", "ACCESSIBLE", "EMK_CELLS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home
