"""What is no answers file, and folders that cannot be kept."""

import os
from pathlib import Path

import pytest

from emk_tui.cli import files
from emk_tui.ports import Fault
from tests.cli.conftest import Run

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "ivanova.toml")
posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices with names")


@posix
@pytest.mark.parametrize(
    ("name", "code"),
    [("pipe", "FILE_OTHER"), ("folder", "FILE_OTHER"), ("/dev/zero", "FILE_OTHER"), ("loop", "FILE_OTHER"),
     ("x" * 5000, "FILE_ABSENT"), ("file/x", "FILE_ABSENT"), ("", "FILE_ABSENT"), ("a\0b", "FILE_ABSENT"),
     ("\ud800", "FILE_ABSENT")],
)  # fmt: skip
def test_what_is_no_answers_file(emk: Run, tmp_path: Path, name: str, code: str) -> None:
    """Told at once by every command that takes one; nothing is waited for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    given = os.path.join(tmp_path, name) if name else name
    for words in (("check", given), ("demo", "--apply", given), ("apply", "--dry-run", given)):
        ran = emk(*words, "--json")
        assert (ran.code, [one["code"] for one in ran.objects[0]["problems"]]) == (2, [code])
    if given:
        ran = emk("check", "--field", "personal.sex", "--with", given, "--json", "--", "м")
        assert (ran.code, ran.objects[0]["code"]) == (2, code)


@posix
def test_a_link_to_a_file_is_followed(emk: Run, tmp_path: Path) -> None:
    """Only what is not regular in the end is refused."""
    (tmp_path / "link.toml").symlink_to(EXAMPLE)
    (tmp_path / "files").symlink_to(Path(EXAMPLE).parent / "files")
    assert emk("check", str(tmp_path / "link.toml"), "--now", "2026-03-02").code == 0


@posix
@pytest.mark.parametrize(
    "folder", ["file", "file/x", "/dev/null", "/proc/x/y", "x" * 300, "new/" + "x" * 300]
)
def test_a_folder_that_cannot_be_kept(emk: Run, tmp_path: Path, folder: str) -> None:
    """One clear sentence before anything is made."""
    (tmp_path / "file").write_bytes(b"")
    ran = emk("demo", "--apply", EXAMPLE, "--keep", os.path.join(tmp_path, folder), "--json")
    assert (ran.code, [one["code"] for one in ran.objects[0]["problems"]]) == (2, ["KEEP_UNUSABLE"])
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_can_be_kept(tmp_path: Path) -> None:
    """Looking makes nothing, neither the folder nor those above it."""
    files.check_usable(str(tmp_path / "a" / "b"))
    files.check_usable(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_no_bad_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to do."""

    def full(**_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(Fault, match="DISK_FULL"):
        files.check_usable(str(tmp_path))
