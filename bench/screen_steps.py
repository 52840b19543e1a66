"""Next and back between two filled steps, in milliseconds, beside a bare app with two installed screens."""

import statistics
import sys
import time

from bench._terminal import EMK, STOCK, Terminal, program
from bench.screen_keys import quantile
from bench.table import Row, report

STEPS = (sys.executable, "-m", "bench.apps.steps")
NEXT, BACK = "\x1b[13~", "\x1b[18~"
MIDDLE, LAST = 60.0, 120.0
"""Milliseconds."""
ROUNDS = 40


def timed(terminal: Terminal, key: str, pattern: str) -> float:
    """Milliseconds from a key to the title of the other step, both screens standing still before."""
    terminal.quiet(0.15)
    begun = time.perf_counter()
    terminal.write(key)
    terminal.until(pattern)
    return (time.perf_counter() - begun) * 1000


def again(terminal: Terminal) -> float:
    """Milliseconds until a stock step that is made anew has painted all it sends."""
    terminal.quiet(0.15)
    before = terminal.received
    begun = last = time.perf_counter()
    terminal.write(NEXT)
    while terminal.read(0.3):
        last = time.perf_counter()
    return (last - begun) * 1000 if terminal.received > before else 0.0


def measure(rounds: int = ROUNDS) -> list[Row]:
    """The first round is not counted: it mounts."""
    times: dict[str, list[float]] = {"emk": [], "steps": [], "stock": []}
    with program((*EMK, "--step", "clinic")) as emk, program(STEPS) as steps, program(STOCK) as stock:
        emk.until("2 из 8")
        steps.until("Шаг первый")
        stock.until("Логин 0")
        for _ in range(rounds + 1):
            times["emk"] += [timed(emk, BACK, "ЭМК · 1 из 8"), timed(emk, NEXT, "ЭМК · 2 из 8")]
            times["steps"] += [timed(steps, NEXT, "Шаг второй"), timed(steps, BACK, "Шаг первый")]
        for _ in range(rounds // 4):
            times["stock"].append(again(stock))
    counted = {name: found[2:] for name, found in times.items()}
    middle = {name: statistics.median(found) for name, found in counted.items()}
    last = {name: quantile(found, 0.99) for name, found in counted.items()}
    print(
        f"дальше и назад, мс: середина {middle['emk']:.0f}, 99 из 100 {last['emk']:.0f}; "
        f"пустые экраны {middle['steps']:.0f} и {last['steps']:.0f}"
    )
    return [
        Row("дальше и назад к 60 мс, середина", middle["emk"] / MIDDLE, 1.0, middle["stock"] / MIDDLE),
        Row("дальше и назад к 120 мс, 99 из 100", last["emk"] / LAST, 1.0, last["stock"] / LAST),
    ]


def main() -> int:
    """Print the rows; 1 where a goal is missed or the measurement cannot tell."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
