"""First frame and readiness for keys beside a bare Textual app, in one run; medians of interleaved starts."""

import statistics
import sys
from collections.abc import Sequence

from bench._terminal import BARE, EMK, STOCK, program
from bench.table import Row, report

FIRST, READY = 1.2, 1.35
RUNS = 9


def first_frame(command: Sequence[str]) -> float:
    """Seconds until the first question is painted."""
    with program(command) as terminal:
        return terminal.until("Логин")


def ready(command: Sequence[str]) -> float:
    """Seconds until a key typed at the very start stands on the screen."""
    with program(command) as terminal:
        terminal.write("zq")
        return terminal.until("zq")


def measure(runs: int = RUNS) -> list[Row]:
    """The rows; the first round warms the caches and is not counted."""
    rows = []
    for name, goal, timed in (("первый кадр", FIRST, first_frame), ("готов к клавишам", READY, ready)):
        times: dict[Sequence[str], list[float]] = {BARE: [], EMK: [], STOCK: []}
        for _ in range(runs + 1):
            for command, found in times.items():
                found.append(timed(command))
        middle = {command: statistics.median(found[1:]) for command, found in times.items()}
        rows.append(Row(f"экран, {name}", middle[EMK] / middle[BARE], goal, middle[STOCK] / middle[BARE]))
    return rows


def main() -> int:
    """Print the rows; 1 where a goal is missed or the measurement cannot tell."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
