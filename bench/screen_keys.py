"""From a key to the painted sign, and the bytes of a key, in personal data beside a bare Input."""

import random
import statistics
import sys
import time
from contextlib import suppress

from bench._terminal import BARE, EMK, STOCK, Terminal, TooSlow, program
from bench.table import Row, report

MIDDLE, LAST, BYTES = 1.6, 1.0, 400
KEYS, BLOCK, LINE = 400, 10, 20
SIGNS = "абвгдежзиклмн"


class Typist:
    """Types into one program and notes how long each sign takes."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.typed = terminal, ""
        self.times: list[float] = []
        self.before = 0

    def start(self, pattern: str) -> None:
        """Wait until it is ready."""
        self.terminal.until(pattern)
        self.terminal.quiet()

    def key(self, chance: random.Random) -> None:
        """One key; an emptied line now and then."""
        if len(self.typed) >= LINE:
            self.terminal.write("\x15")
            self.terminal.quiet(0.15)
            self.typed = ""
        until = time.perf_counter() + chance.uniform(0.02, 0.06)
        while self.terminal.read(until - time.perf_counter()):
            pass
        self.typed += chance.choice([sign for sign in SIGNS if sign not in self.typed[-4:]])
        begun = time.perf_counter()
        self.terminal.write(self.typed[-1])
        with suppress(TooSlow):
            self.terminal.until(self.typed[-4:], 2.0)
        self.times.append(time.perf_counter() - begun)


def quantile(times: list[float], share: float) -> float:
    """The time that this share of keys keeps within."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(keys: int = KEYS) -> list[Row]:
    """All programs run at once, each idle but the one that is typed into."""
    chance = random.Random(7)
    with program(BARE) as bare, program((*EMK, "--step", "personal")) as emk, program(STOCK) as stock:
        typists = {"bare": Typist(bare), "emk": Typist(emk), "stock": Typist(stock)}
        for name, pattern in (("bare", "Логин"), ("emk", "Фамилия"), ("stock", "Логин 0")):
            typists[name].start(pattern)
        for one in typists.values():
            one.before = one.terminal.received
        for _block in range(keys // BLOCK):
            for one in typists.values():
                for _ in range(BLOCK):
                    one.key(chance)
        count = {name: (one.terminal.received - one.before) / len(one.times) for name, one in typists.items()}
        middle = {name: statistics.median(one.times) for name, one in typists.items()}
        last = {name: quantile(one.times, 0.99) for name, one in typists.items()}
    return [
        Row(
            "клавиша до знака, середина",
            middle["emk"] / middle["bare"],
            MIDDLE,
            middle["stock"] / middle["bare"],
        ),
        Row("клавиша до знака, 99 из 100", last["emk"] / last["bare"], LAST, last["stock"] / last["bare"]),
        Row("байтов на клавишу к 400", count["emk"] / BYTES, 1.0, count["stock"] / BYTES),
    ]


def main() -> int:
    """Print the rows; 1 where a goal is missed or the measurement cannot tell."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
