"""Where the program keeps its data, and the few things it remembers outside the encrypted store."""

import os
from collections.abc import Mapping
from pathlib import Path

LINEAR, SCREEN = "linear", "screen"


def data_folder() -> Path:
    """EMK_HOME, or the place of this system for data."""
    if given := os.environ.get("EMK_HOME"):
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("emk-tui", appauthor=False)


def remembered_face(folder: Path) -> str:
    """The face chosen at the first start; empty where none was."""
    try:
        word = (folder / "face").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return word if word in (LINEAR, SCREEN) else ""


def remember_face(folder: Path, face: str) -> None:
    """Keep the choice; where the folder cannot be written it is asked again next time."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "face").write_text(face + "\n", encoding="ascii")
    except OSError:
        return


def shows_screen(environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Can this terminal show the full screen at all."""
    return terminal and environ.get("TERM") != "dumb"


def wants_linear(environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Do the surroundings ask for lines: EMK_LINEAR, ACCESSIBLE, or a terminal that can nothing else."""
    asked = any(environ.get(name, "") not in ("", "0") for name in ("EMK_LINEAR", "ACCESSIBLE"))
    return asked or not shows_screen(environ, terminal=terminal)


def file_limit() -> int:
    """Bytes a document may have: EMK_FILE_MB megabytes, 10 where that is not given or no number (K14)."""
    given = os.environ.get("EMK_FILE_MB", "")
    if given.isascii() and given.isdigit() and 0 < len(given) < 4 and int(given):
        return min(int(given), 512) * 1024 * 1024
    return 10 * 1024 * 1024
