"""200 × kill −9 of a writing process: nothing it acknowledged may be lost."""

import random
import sys
from pathlib import Path

from bench.store_figures import Figure, new_store, scratch, tell, vault_at
from tests.store.data import PASSWORD
from tests.store.writers import acknowledged, start_writer

KILLS = 200


def kill(place: Path, after: int, early: bool) -> tuple[int, int, bool]:
    """Kill one writer: acknowledged, lost of them, journal whole."""
    told = acknowledged(start_writer(place, early=early), after)
    store = vault_at(place).open("мария", PASSWORD)
    kept = {row.path for row in store.draft().rows}
    whole = store.verify_journal().ok
    store.close()
    return len(told), sum(f"personal.x{n}" not in kept for n in told), whole


def series(folder: Path, kills: int, early: bool) -> tuple[int, int, int]:
    """A store a kill: acknowledged, lost, broken in all."""
    chance, done = random.Random(7), (0, 0, 0)
    for number in range(kills):
        place = folder / f"{'early' if early else 'right'}-{number}"
        new_store(place).close()
        told, lost, whole = kill(place, chance.randint(1, 40), early)
        done = (done[0] + told, done[1] + lost, done[2] + (not whole))
    return done


def main() -> int:
    """Measure; the control acknowledges before it saves and must lose."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with scratch() as folder:
        told, lost, broken = series(folder, kills, False)
        _, control, _ = series(folder, max(10, kills // 10), True)
    ok = lost == 0 and broken == 0 and control > 0
    measured = f"{lost} of {told} acknowledged lost, {broken} journals broken"
    against = f"acknowledged before the commit: {control} lost"
    return tell(Figure(f"{kills} x kill -9", measured, "0 lost, 0 broken", against, ok))


if __name__ == "__main__":
    sys.exit(main())
