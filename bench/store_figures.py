"""What the measurements of the store share: a folder, a store, one line a figure."""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, PASSWORD, Hands


@dataclass(frozen=True)
class Figure:
    """One measured figure, its goal and what the control showed."""

    name: str
    measured: str
    goal: str
    control: str
    ok: bool


def tell(*figures: Figure) -> int:
    """Print one line a figure; the exit code, 1 when a goal is missed."""
    for one in figures:
        word = "ok" if one.ok else "NOT"
        print(f"{one.name}: {one.measured}; goal {one.goal}; control {one.control}; {word}")
    return 0 if all(one.ok for one in figures) else 1


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in the working directory (a real disk, unlike many /tmp), removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".bench-", dir=Path.cwd()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def vault_at(place: Path) -> FileVault:
    """A vault with cheap keys: only what follows the key is measured."""
    return FileVault(place, "demo", clock=Hands(), kdf=CHEAP)


def new_store(place: Path) -> SqlStore:
    """A fresh open store."""
    store, _code = vault_at(place).create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    return store


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def side_by_side(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Medians of two works in turn, so that a busy machine slows both alike."""
    pairs = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
