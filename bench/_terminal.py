"""A program on an emulated terminal: when what is painted, how many bytes, how much memory."""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BARE = (sys.executable, "-m", "bench.apps.bare")
STOCK = (sys.executable, "-m", "bench.apps.stock")
EMK = (str(BIN / "emk"), "demo")
LIMIT = 60.0
ALTERNATE = b"\x1b[?1049h"


class TooSlow(Exception):
    """What was waited for did not come."""


class Terminal:
    """The outer end; `text` is what a person would see."""

    def __init__(self, child: subprocess.Popen[bytes], outer: int, columns: int, rows: int) -> None:
        self.child, self.outer = child, outer
        self.started = time.perf_counter()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = 0
        self.last = b""
        """The chunk read last, with a few bytes of the one before it."""
        self.full_screen = False

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.screen.display)

    def read(self, seconds: float) -> bool:
        """Take one chunk; False where none came in time."""
        if not select.select([self.outer], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self.outer, 1 << 16)
        except OSError as ended:
            raise TooSlow(f"the program ended: {self.text}") from ended
        self.received += len(data)
        self.last = self.last[-16:] + data
        if ALTERNATE in data:
            # pyte has one screen only: what stood on the normal one does not count
            self.screen.reset()
            self.full_screen = True
        self._stream.feed(data)
        return True

    def until(self, pattern: str, limit: float = LIMIT) -> float:
        """Seconds from now until the screen shows a pattern; TooSlow where it does not."""
        begun = time.perf_counter()
        while not (self.full_screen and re.search(pattern, self.text)):
            if not self.read(begun + limit - time.perf_counter()):
                raise TooSlow(f"no {pattern!r} in: {self.text}")
        return time.perf_counter() - begun

    def quiet(self, seconds: float = 0.5) -> None:
        """Until nothing came for so long."""
        while self.read(seconds):
            pass

    def write(self, text: str) -> None:
        """Keys."""
        os.write(self.outer, text.encode())

    def memory(self) -> float:
        """Resident MiB now."""
        pages = Path(f"/proc/{self.child.pid}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def processor(self) -> float:
        """Seconds of processor so far."""
        fields = Path(f"/proc/{self.child.pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def program(command: Sequence[str], columns: int = 120, rows: int = 40, home: str = "") -> Iterator[Terminal]:
    """A program in its own empty data folder; killed at the end."""
    outer, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with tempfile.TemporaryDirectory() as empty:
        env = {
            **kept,
            "EMK_HOME": home or empty,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "COLORTERM": "truecolor",
        }
        child = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=env, cwd=ROOT, start_new_session=True
        )
        os.close(inner)
        try:
            yield Terminal(child, outer, columns, rows)
        finally:
            child.kill()
            child.wait()
            os.close(outer)
