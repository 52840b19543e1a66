"""8 processes × 400 slots on both backends: no slot is given twice."""

import sys
from collections import Counter
from collections.abc import Callable

from sqlalchemy import create_engine, text

from bench.store_figures import Figure, scratch, tell
from tests.store.server import start
from tests.store.writers import race

PROCESSES, SLOTS = 8, 400


def doubled(backend: str, fresh: Callable[[str], str], way: str) -> tuple[int, int]:
    """Slots given, and given more than once."""
    wins = race(backend, fresh(way), PROCESSES, SLOTS, way)
    counts = Counter(slot for taken in wins for slot in taken)
    return len(counts), sum(count > 1 for count in counts.values())


def measure(backend: str, fresh: Callable[[str], str]) -> Figure:
    """The store, then the control: look first, then take, without the index."""
    given, twice = doubled(backend, fresh, "store")
    _, control = doubled(backend, fresh, "look")
    return Figure(
        f"slots on {backend}, {PROCESSES} x {SLOTS}", f"{twice} double of {given}", "0 double",
        f"look, then take: {control} double", twice == 0 and given == SLOTS and control > 0,
    )  # fmt: skip


def main() -> int:
    """Measure both backends."""
    with scratch() as folder:
        server = start(folder / "postgres")

        def fresh(_way: str) -> str:
            engine = create_engine(server.address)
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            engine.dispose()
            return server.address

        try:
            figures = [
                measure("sqlcipher", lambda way: str(folder / f"{way}.db")),
                measure("postgres", fresh),
            ]
        finally:
            server.stop()
    return tell(*figures)


if __name__ == "__main__":
    sys.exit(main())
