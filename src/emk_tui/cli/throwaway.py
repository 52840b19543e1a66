"""The folder of a demonstration: kept where the person says so, else gone however the program ends."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from emk_tui.services.handover import Handover

PREFIX = "emk-demo-"
ALIVE = "alive"
"""A file that the running program holds a lock on: without the lock the folder is a leftover."""


@contextmanager
def demo_folder(keep: str | None, locked: "Handover | None" = None) -> Iterator[tuple[Path, int]]:
    """The kept folder, or a throw-away one with the open file that keeps it; leftovers are swept first.

    A program that was locked goes on in the folder of the one before it.
    """
    if keep:
        yield Path(keep), -1
        return
    with ExitStack() as end, _ended_politely():
        folder, alive = _taken_over(locked) if locked is not None else _made()
        end.callback(shutil.rmtree, folder, ignore_errors=True)
        end.enter_context(alive)
        yield folder, alive.fileno()


def _made() -> tuple[Path, IO[bytes]]:
    from tempfile import gettempdir, mkdtemp

    sweep(Path(gettempdir()))
    folder = Path(mkdtemp(prefix=PREFIX))
    alive = open(folder / ALIVE, "wb")  # noqa: SIM115  held until the folder goes
    _lock(alive)
    return folder, alive


def is_handed_over(locked: "Handover") -> bool:
    """Is it a folder of ours with the very file that keeps it: it is going to be removed in the end."""
    folder = Path(locked.folder)
    try:
        return folder.name.startswith(PREFIX) and os.path.samestat(
            os.fstat(locked.alive), (folder / ALIVE).lstat()
        )
    except (OSError, TypeError, OverflowError):
        return False


def _taken_over(locked: "Handover") -> tuple[Path, IO[bytes]]:
    return Path(locked.folder), os.fdopen(locked.alive, "wb")


def sweep(parent: Path) -> None:
    """Remove throw-away folders of this user that no running program holds."""
    for folder in parent.glob(f"{PREFIX}*"):
        try:
            if folder.stat().st_uid != os.getuid() or folder.is_symlink():
                continue
            with open(folder / ALIVE, "rb") as alive:
                free = _lock(alive)
        except OSError:
            # being made or removed by another program just now
            continue
        if free:
            shutil.rmtree(folder, ignore_errors=True)


def _lock(file: IO[bytes]) -> bool:
    """Hold the file until it is closed; False where another program does or there are no such locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


@contextmanager
def _ended_politely() -> Iterator[None]:
    """SIGTERM and SIGHUP end the program as Ctrl+C does, so that the folder is removed."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
