"""Memory now, silence when idle, a burst of a scanner, the worst key while the store loads."""

import sys
import time
from collections.abc import Sequence

from bench._terminal import EMK, STOCK, Terminal, program
from bench.table import Row, report

FIRST, SIGNED = 50.0, 100.0
"""MiB at the first frame and after sign-in."""
BURST, WORST = 100.0, 70.0
"""Milliseconds for a whole burst, and for one key while the store loads."""
SECONDS = 2.0
HEAVY = (
    "import sqlmodel, alembic.command, pypdf, keyring, typst, hypothesis, faker, mypy.build\n"
    "from bench.apps.stock import Stock\n"
    "Stock().run()\n"
)
"""The control of memory: a stock form with everything loaded."""
SCANNED = "абвгдежзик" * 8 + "абвгдежз"


def memory(command: Sequence[str], pattern: str) -> float:
    """MiB once a text is on the screen and everything is quiet."""
    with program(command) as terminal:
        terminal.until(pattern)
        terminal.quiet()
        return terminal.memory()


def first_memory(command: Sequence[str]) -> float:
    """MiB at the first frame."""
    with program(command) as terminal:
        terminal.until("Логин")
        return terminal.memory()


def idle(command: Sequence[str], pattern: str) -> tuple[int, float]:
    """Bytes and seconds of processor while nobody does anything."""
    with program(command) as terminal:
        terminal.until(pattern)
        terminal.quiet(1.0)
        terminal.quiet(1.0)
        before, used = terminal.received, terminal.processor()
        terminal.read(SECONDS)
        return terminal.received - before, terminal.processor() - used


def burst(terminal: Terminal, pattern: str) -> float:
    """Milliseconds from the first to the last sign of a burst on the screen."""
    terminal.until(pattern)
    terminal.quiet()
    begun = time.perf_counter()
    terminal.write(SCANNED)
    terminal.until(SCANNED[-6:])
    return (time.perf_counter() - begun) * 1000


def worst_key(command: Sequence[str]) -> float:
    """Milliseconds of the slowest key typed from the first frame on, for as long as a store takes to load."""
    with program(command) as terminal:
        terminal.until("Логин")
        worst, typed, until = 0.0, "", time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            typed += "abcdefghij"[len(typed) % 10]
            begun = time.perf_counter()
            terminal.write(typed[-1])
            terminal.until(typed[-5:])
            worst = max(worst, time.perf_counter() - begun)
        return worst * 1000


def loads_in_the_way() -> tuple[str, ...]:
    """The control: the same program that loads the database layer on the event loop, at the first key."""
    code = (
        "import sys, emk_tui.widgets.ask_form as f\n"
        "edited = f.AskForm._edited\n"
        "def slow(self, typed):\n"
        "    import sqlmodel, alembic.command, pypdf\n"
        "    edited(self, typed)\n"
        "f.AskForm._edited = slow\n"
        "sys.argv = ['emk', 'demo']\n"
        "from emk_tui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    return (sys.executable, "-c", code)


def measure() -> list[Row]:
    """All of them."""
    in_form = (*EMK, "--step", "personal")
    with program(in_form, columns=160) as emk:
        whole = burst(emk, "Фамилия")
    with program(STOCK, columns=160) as stock:
        slow = burst(stock, "Логин 0")
    sent, used = idle(in_form, "Фамилия")
    blinking, busy = idle(STOCK, "Логин 0")
    heavy = memory((sys.executable, "-c", HEAVY), "Логин")
    print(
        f"без дела за 2 с: байтов {sent}, процессора {used * 1000:.0f} мс; "
        f"у мигающего {blinking} и {busy * 1000:.0f}"
    )
    return [
        Row("память на первом кадре к 50 МиБ", first_memory(EMK) / FIRST, 1.0, heavy / FIRST),
        Row("память после входа к 100 МиБ", memory(in_form, "Фамилия") / SIGNED, 1.0, heavy / SIGNED),
        Row("байтов без дела", float(sent), 0.0, float(blinking)),
        Row("88 знаков разом к 100 мс", whole / BURST, 1.0, slow / BURST),
        Row(
            "худшая клавиша при загрузке к 70 мс",
            worst_key(EMK) / WORST,
            1.0,
            worst_key(loads_in_the_way()) / WORST,
        ),
    ]


def main() -> int:
    """Print the rows; 1 where a goal is missed or the measurement cannot tell."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
