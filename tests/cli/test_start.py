"""The very first start: one plain line, remembered; anything else is asked again."""

import io
from pathlib import Path

import pytest

from emk_tui.cli.start import ask_face
from emk_tui.settings import LINEAR, SCREEN, remember_face, remembered_face


class Typed(io.TextIOWrapper):
    """Standard input of these lines."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("typed", "face", "asked"),
    [("\n", LINEAR, 1), ("2\n", LINEAR, 1), ("1\n", SCREEN, 1), ("?\nда\n1\n", SCREEN, 3), ("", LINEAR, 1)],
)
def test_face(
    typed: str, face: str, asked: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Enter takes the lines while there is no screen; the end of input too."""
    monkeypatch.setattr("sys.stdin", Typed(typed))
    assert ask_face() == face
    assert capsys.readouterr().out.count("1 экран, 2 строки для речи. Enter: строки.") == asked


def test_remembered(tmp_path: Path) -> None:
    """The word stays; a spoilt file is as none."""
    assert remembered_face(tmp_path) == ""
    remember_face(tmp_path, LINEAR)
    assert remembered_face(tmp_path) == LINEAR
    (tmp_path / "face").write_bytes(b"\xff\xfe")
    assert remembered_face(tmp_path) == ""
