"""A durable save of one answer against a bare 4 KiB write and fdatasync on the same disk."""

import os
import sys
from pathlib import Path

from bench.store_figures import Figure, new_store, scratch, side_by_side, tell
from tests.store.data import answer

ROUNDS, GOAL = 300, 2.0
LOG = 1100
"""Saves after which the log has long been written over from the start."""


def bare(path: Path) -> int:
    """A descriptor to append to."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def main() -> int:
    """Measure; the control saves every answer twice and must cost more than the goal's share of it."""
    with scratch() as folder:
        store, descriptor, block, number = (
            new_store(folder / "store"),
            bare(folder / "bare"),
            b"x" * 4096,
            [0],
        )
        store.draft()

        def save() -> None:
            number[0] += 1
            store.put([answer("personal.surname", f"Иванова{number[0]}")], "personal.surname")

        def plain() -> None:
            os.write(descriptor, block)
            os.fdatasync(descriptor)

        def thrice() -> None:
            for _ in range(3):
                save()

        fresh, fresh_base = side_by_side(save, plain, ROUNDS)
        for _ in range(LOG):
            save()
        ours, theirs = side_by_side(save, plain, ROUNDS)
        slow, base = side_by_side(thrice, plain, ROUNDS // 4)
        store.close()
        os.close(descriptor)
    ratio, control, growing = ours / theirs, slow / base, fresh / fresh_base
    thrice_words = f"three saves a change x{control:.2f}"
    rows = (
        ("durable save / bare write+fdatasync", ratio, ours),
        ("the same in the first saves after opening", growing, fresh),
    )
    return tell(
        *(
            Figure(
                name, f"x{one:.2f} ({took * 1e3:.2f} ms)", f"<= x{GOAL}", thrice_words, one <= GOAL < control
            )
            for name, one, took in rows
        )
    )


if __name__ == "__main__":
    sys.exit(main())
