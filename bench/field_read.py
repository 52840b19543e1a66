"""Time of one read of a field: examples, counter-examples and hostile texts, the slowest in a hundred.

A key press must not wait for a field. The control reads the same texts and then compares every pair of their
characters, as a careless reader would.
"""

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

from bench.table import Row
from emk_tui.card.fields import Field
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS

GOAL_MS = 1.0
TODAY = date(2026, 3, 2)
ROUNDS = 3


def fields() -> Iterator[Field]:
    """Every field of the card."""
    for section in SECTIONS.values():
        yield from section.fields.values()
        for _many, cls in section.lists.values():
            yield from members(cls)[0].values()


def texts(field: Field) -> Iterator[str]:
    """What a person types on the way to the example, the counter-example, and what nobody means."""
    yield from (field.example[:end] for end in range(len(field.example) + 1))
    yield field.counter
    yield from ("", "\ud800", "\u202e" + field.example, "٣" * 16, "á" * 60, "a@" * 120, "аa" * 90)
    yield from (
        sign * size for sign in ("9", "я", "z", " ", "-", "e\u0301", "ﷺ") for size in (200, 1000, 10_000)
    )
    spread = random.Random(f"{field.label}{field.example}")
    yield from ("".join(chr(spread.randrange(32, 0x3000)) for _ in range(120)) for _ in range(5))


def slow_read(field: Field, text: str) -> None:
    """The control: a reader that does far too much."""
    field.read(text, TODAY)
    sum(one == other for one in text[:250] for other in text[:250])


def worst_of_hundred(read: Callable[[Field, str], object]) -> float:
    """The 99th percentile in milliseconds; of several rounds each text counts with its best time."""
    cases = [(field, text) for field in fields() for text in texts(field)]
    best = [float("inf")] * len(cases)
    for _round in range(ROUNDS):
        for place, (field, text) in enumerate(cases):
            start = time.perf_counter_ns()
            read(field, text)
            best[place] = min(best[place], (time.perf_counter_ns() - start) / 1e6)
    return statistics.quantiles(best, n=100)[98]


def measure() -> Row:
    """The row of this bench; garbage collection is kept out of single reads."""
    gc.disable()
    try:
        found = worst_of_hundred(lambda field, text: field.read(text, TODAY))
        control = worst_of_hundred(slow_read)
    finally:
        gc.enable()
    return Row("чтение поля, 99-й из 100, мс", found, GOAL_MS, control)


def main() -> int:
    """Print the row; 1 where the goal is missed or the measurement cannot tell."""
    row = measure()
    print(row, flush=True)
    return 0 if row.kept else 1


if __name__ == "__main__":
    sys.exit(main())
