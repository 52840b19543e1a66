"""The very first start: one plain line, remembered; anything else is asked again."""

import io
from pathlib import Path

import pytest

from emk_tui.cli.parser import parse
from emk_tui.cli.start import ask_face, face_here
from emk_tui.settings import LINEAR, SCREEN, remember_face, remembered_face


class Typed(io.TextIOWrapper):
    """Standard input of these lines."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("typed", "face", "asked"),
    [("\n", SCREEN, 1), ("2\n", LINEAR, 1), ("1\n", SCREEN, 1), ("?\nда\n2\n", LINEAR, 3), ("", "", 1)],
)
def test_face(
    typed: str, face: str, asked: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Enter takes the screen; the end of input is no choice."""
    monkeypatch.setattr("sys.stdin", Typed(typed))
    assert ask_face() == face
    assert capsys.readouterr().out == "1 экран, 2 строки для речи. Enter: экран. " * asked


def test_remembered(tmp_path: Path) -> None:
    """The word stays; a spoilt file is as none."""
    assert remembered_face(tmp_path) == ""
    remember_face(tmp_path, LINEAR)
    assert remembered_face(tmp_path) == LINEAR
    (tmp_path / "face").write_bytes(b"\xff\xfe")
    assert remembered_face(tmp_path) == ""


@pytest.mark.parametrize(
    ("words", "environ", "remembered", "face"),
    [
        ((), {}, "", ""),
        ((), {}, SCREEN, SCREEN),
        ((), {}, LINEAR, LINEAR),
        (("--linear",), {}, SCREEN, LINEAR),
        (("--plain",), {}, "", SCREEN),
        (("--plain",), {"ACCESSIBLE": "1"}, LINEAR, SCREEN),
        (("--plain",), {"TERM": "dumb"}, "", LINEAR),
        ((), {"TERM": "dumb"}, SCREEN, LINEAR),
        ((), {"EMK_LINEAR": "1"}, SCREEN, LINEAR),
        (("demo",), {}, "", ""),
        (("demo", "--linear"), {}, "", LINEAR),
    ],
)
def test_which_face(
    words: tuple[str, ...],
    environ: dict[str, str],
    remembered: str,
    face: str,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was asked for, what the terminal can show, what is remembered; empty: nobody has said."""
    monkeypatch.setattr("emk_tui.cli.start._is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    if remembered:
        remember_face(own_home, remembered)
    assert face_here(parse(words)) == face
