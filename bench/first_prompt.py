"""Time to the first linear prompt as a multiple of a bare start of Python, on a pseudo-terminal.

Round-robin in one run, so that noise hits all alike; medians. The control loads the database layer first.
"""

import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.table import Row, report

GOAL = 8.0
RUNS = 9
LIMIT = 60.0
BIN = Path(sys.executable).parent
PROMPT = re.compile(rb"(?:^|\n)[^\n]*[:?] \Z")
"""A line that is begun and not ended: the program waits for an answer on it."""
HEAVY = "import sys, sqlmodel; sys.argv[0] = 'emk'; from emk_tui.__main__ import main; sys.exit(main())"
BARE = (sys.executable, "-c", "pass")
COMMANDS: dict[str, tuple[str, ...]] = {
    "emk demo --linear": (str(BIN / "emk"), "demo", "--linear"),
    "emk --linear, пустая папка": (str(BIN / "emk"), "--linear"),
}
CONTROL = (sys.executable, "-c", HEAVY, "demo", "--linear")


class NoPrompt(Exception):
    """The program ended or kept silent without asking anything."""


def environment(home: str) -> dict[str, str]:
    """A clean environment with its own empty data folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "EMK_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def until_prompt(screen: int, started: float) -> float:
    """Seconds until the bytes of a waiting prompt arrive; NoPrompt where none comes."""
    seen = b""
    while select.select([screen], [], [], LIMIT)[0]:
        try:
            data = os.read(screen, 65536)
        except OSError:  # Linux tells the end of a pseudo-terminal as EIO.
            data = b""
        arrived = time.perf_counter() - started
        seen += data.replace(b"\r\n", b"\n")
        if PROMPT.search(seen):
            return arrived
        if not data:
            break
    raise NoPrompt(seen.decode("utf-8", "replace")[-200:])


def prompt_time(command: Sequence[str]) -> float:
    """Seconds from the start of a command to its first prompt."""
    outer, inner = os.openpty()
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment(home), start_new_session=True
        )
        os.close(inner)
        try:
            return until_prompt(outer, started)
        finally:
            end(child)
            os.close(outer)


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the program to end so that it tidies up; insist after ten seconds."""
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def bare_time() -> float:
    """Seconds of a Python that does nothing, from start to end."""
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        subprocess.run(BARE, env=environment(home), stdin=subprocess.DEVNULL, check=True)
        return time.perf_counter() - started


def measure(runs: int = RUNS) -> list[Row]:
    """The rows of this bench; the first round warms the caches and is not counted."""
    commands = {**COMMANDS, "": CONTROL}
    bare: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        bare.append(bare_time())
        for name, command in commands.items():
            times[name].append(prompt_time(command))
    unit = statistics.median(bare[1:])
    ratios = {name: statistics.median(found[1:]) / unit for name, found in times.items()}
    return [Row(f"первый вопрос, {name}", ratios[name], GOAL, ratios[""]) for name in COMMANDS]


def main() -> int:
    """Print the rows; 1 where a goal is missed or the measurement cannot tell."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
