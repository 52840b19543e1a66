"""What is remembered outside the store."""

from pathlib import Path

import pytest

from emk_tui.settings import (
    LINEAR,
    SCREEN,
    data_folder,
    remember_face,
    remembered_face,
    shows_screen,
    wants_linear,
)


def test_the_folder_is_the_one_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EMK_HOME, else the system's own place."""
    monkeypatch.setenv("EMK_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("EMK_HOME")
    assert "emk-tui" in data_folder().parts


@pytest.mark.parametrize("face", [LINEAR, SCREEN])
def test_the_face_is_remembered(tmp_path: Path, face: str) -> None:
    """In a folder that is made for it."""
    assert remembered_face(tmp_path / "new") == ""
    remember_face(tmp_path / "new", face)
    assert remembered_face(tmp_path / "new") == face


@pytest.mark.parametrize("content", [b"", b"other\n", b"\xff\xfe"])
def test_anything_else_is_no_face(tmp_path: Path, content: bytes) -> None:
    """Asked again."""
    (tmp_path / "face").write_bytes(content)
    assert remembered_face(tmp_path) == ""


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """The question comes again next time."""
    (tmp_path / "file").write_bytes(b"")
    remember_face(tmp_path / "file", LINEAR)
    assert remembered_face(tmp_path / "file") == ""


@pytest.mark.parametrize(
    ("environ", "terminal", "linear"),
    [
        ({}, True, False),
        ({}, False, True),
        ({"EMK_LINEAR": "1"}, True, True),
        ({"EMK_LINEAR": "0"}, True, False),
        ({"ACCESSIBLE": "1"}, True, True),
        ({"TERM": "dumb"}, True, True),
    ],
)
def test_who_wants_lines(environ: dict[str, str], terminal: bool, linear: bool) -> None:
    """Said by the surroundings."""
    assert wants_linear(environ, terminal=terminal) is linear


@pytest.mark.parametrize(
    ("environ", "terminal", "shows"),
    [
        ({}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({}, False, False),
        ({"ACCESSIBLE": "1"}, True, True),
    ],
)
def test_what_the_terminal_can(environ: dict[str, str], terminal: bool, shows: bool) -> None:
    """What one wants is another question."""
    assert shows_screen(environ, terminal=terminal) is shows
