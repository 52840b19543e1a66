"""What all tests share: a data folder of their own, property tests without a clock, no network."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import network
from tests.e2e.walks import demo_walk, real_walk

__all__ = ["demo_walk", "real_walk"]

# A slow machine is no failure: durations belong to bench/.
settings.register_profile("emk", deadline=None, derandomize=True)
settings.load_profile("emk")
network.begin()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background so, and every program of the tests would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_leaves_this_computer() -> Iterator[None]:
    """No socket but to this computer, no name but its own: in the test, and in the programs it started."""
    yield
    found = network.left()
    assert found == [], f"the network was used: {found}"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """EMK_HOME in a fresh folder: no test sees or leaves anything of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("EMK_HOME", str(home))
    for name in ("EMK_LINEAR", "ACCESSIBLE", "EMK_CELLS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home
