"""No traceback, one sentence, an exit code."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from emk_tui.cli import faults
from emk_tui.cli.faults import guarded
from emk_tui.ports import Fault

SECRET = "Иванова 112-233-445 95"


def fail(error: BaseException) -> int:
    """Raise from one place, so that its code stays the same."""
    raise error


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("EMK_HOME", str(folder))
    return folder


@pytest.mark.parametrize("code", [2, 3, 4])
def test_faults_keep_their_exit_code(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence to standard error, or as JSON to standard output."""
    assert guarded(lambda: fail(Fault("FILE_ABSENT", code)), json=False) == code
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Такого файла нет. Проверьте имя и папку.\n")
    assert guarded(lambda: fail(Fault("FILE_ABSENT", code)), json=True) == code
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert said.err == "" and answer["ok"] is False and answer["problems"][0]["code"] == "FILE_ABSENT"


def test_unexpected_fault_has_a_code_and_a_log_without_values(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """«Ошибка XXXXXX», exit code 5; the log holds types and places only and is the owner's."""
    assert guarded(lambda: fail(ValueError(SECRET)), json=False) == 5
    said = capsys.readouterr()
    found = re.match(r"Ошибка ([0-9A-F]{6}): ", said.err)
    assert found and said.out == "" and SECRET not in said.err
    log = home / "log.txt"
    line = log.read_text("utf-8")
    assert found[1] in line and "ValueError" in line and "cli/test_faults.py:" in line
    assert SECRET not in line and str(home) not in line
    assert stat.S_IMODE(log.stat().st_mode) == 0o600 or os.name == "nt"


def test_the_same_failure_has_the_same_code(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The code names type and place; another type is another code."""
    said = []
    for error in (ValueError("a"), ValueError("b"), KeyError("a")):
        guarded(lambda one=error: fail(one), json=False)  # type: ignore[misc]
        said.append(capsys.readouterr().err)
    assert said[0] == said[1] != said[2]


def test_causes_are_logged_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The chain of an error, each link once."""

    def call() -> int:
        try:
            return fail(KeyError(SECRET))
        except KeyError as error:
            raise RuntimeError(SECRET) from error

    assert guarded(call, json=True) == 5
    line = (home / "log.txt").read_text("utf-8")
    assert line.index("RuntimeError") < line.index("KeyError") and SECRET not in line
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "UNEXPECTED"


def test_log_begins_anew_when_it_is_full(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never fills the disk."""
    monkeypatch.setattr(faults, "LARGEST_LOG", 100)
    for _count in range(20):
        guarded(lambda: fail(ValueError()), json=False)
    assert (home / "log.txt").stat().st_size < 2_000


def test_a_folder_without_write_access_does_not_hide_the_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be: the code is told all the same."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("EMK_HOME", str(tmp_path / "file" / "home"))
    assert guarded(lambda: fail(ValueError(SECRET)), json=False) == 5
    assert capsys.readouterr().err.startswith("Ошибка ")


def test_interruption() -> None:
    """Ctrl+C gives 130."""
    assert guarded(lambda: fail(KeyboardInterrupt()), json=False) == 130


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`emk rules | head -1`: nothing on standard error, not even from Python's last flush."""
    command = (
        f"'{sys.executable}' -m emk_tui rules --json | true; '{sys.executable}' -m emk_tui rules | head -c 1"
    )
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert done.stderr == "" and len(done.stdout) == 1
