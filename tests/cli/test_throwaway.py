"""The folder of a demonstration is gone however the program ends, and only such folders are swept."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from emk_tui.cli.throwaway import ALIVE, PREFIX, demo_folder, sweep

HOLDS = """
import sys, time
from emk_tui.cli.throwaway import demo_folder
with demo_folder(None) as (folder, _alive):
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_a_kept_folder_stays(tmp_path: Path) -> None:
    """Nothing of the person's own folder is made or removed; no file has to be held for it."""
    with demo_folder(str(tmp_path / "keep")) as (folder, alive):
        folder.mkdir()
    assert folder.is_dir() and alive == -1


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_a_throw_away_folder_goes(temp: Path) -> None:
    """Also after an error."""
    with pytest.raises(ValueError, match="stop"), demo_folder(None) as (folder, alive):
        assert folder.parent == temp and os.fstat(alive).st_ino == (folder / ALIVE).stat().st_ino
        raise ValueError("stop")
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_removes_it(temp: Path, number: signal.Signals) -> None:
    """The signals that end a program let it clean up."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as held:
        assert held.stdout is not None
        folder = Path(held.stdout.readline().decode().strip())
        assert folder.is_dir()
        held.send_signal(number)
        held.wait(60)
    assert not folder.exists()


def test_the_next_program_sweeps_what_was_killed(temp: Path) -> None:
    """A folder without its lock goes, a held one and a foreign one stay."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdout is not None
        used = Path(held.stdout.readline().decode().strip())
        dead = temp / f"{PREFIX}dead"
        dead.mkdir()
        (dead / ALIVE).touch()
        other = temp / f"{PREFIX}without-mark"
        other.mkdir()
        sweep(temp)
        assert (used.exists(), dead.exists(), other.exists()) == (True, False, True)
        os.kill(held.pid, signal.SIGKILL)
    sweep(temp)
    assert not used.exists()
