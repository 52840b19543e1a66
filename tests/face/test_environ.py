"""What Textual may not read."""

import pytest

from emk_tui.face.environ import FRAMES, prepare


@pytest.mark.parametrize(
    "name",
    ["TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT", "TEXTUAL_DEBUG"],
)
def test_dropped(name: str) -> None:
    """It can log keys, load code, write pictures."""
    environ = {name: "1", "PATH": "/bin"}
    prepare(environ)
    assert environ == {"PATH": "/bin", FRAMES: "120"}


@pytest.mark.parametrize(
    ("given", "used"), [("60", "60"), ("", "120"), ("fast", "120"), ("-1", "120"), ("1.5", "120")]
)
def test_frames(given: str, used: str) -> None:
    """The only one that stays, where it is a number."""
    environ = {FRAMES: given}
    prepare(environ)
    assert environ[FRAMES] == used
