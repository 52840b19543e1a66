"""Write a paper where only its owner can read it: 0600, never over another file, never through a link."""

import os
from pathlib import Path

from emk_tui.ports import Fault


def save_paper(folder: Path, name: str, content: bytes) -> Path:
    """Write and return the path; the same paper is written once, another one of the name gets a number.

    Fault PAPER_NOT_SAVED where the folder cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _write(folder, name, content)
    except OSError:
        raise Fault("PAPER_NOT_SAVED") from None


def _write(folder: Path, name: str, content: bytes) -> Path:
    stem, dot, ending = name.rpartition(".")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    for number in range(1, 1000):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        try:
            descriptor = os.open(path, flags, 0o600)
        except FileExistsError:
            if _holds(path, content):
                return path
            continue
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink()
            raise
        return path
    raise Fault("PAPER_NOT_SAVED")


def _holds(path: Path, content: bytes) -> bool:
    """Is it a plain file with this very content."""
    return not path.is_symlink() and path.is_file() and path.read_bytes() == content


def confirmation_name(number: str) -> str:
    """File name of a confirmation: the card's number, no personal data."""
    return f"Подтверждение_{number}.pdf"


def copy_name(number: str) -> str:
    """File name of a copy of the records."""
    return f"Копия_{number}.txt"
