"""A program on a pseudo-terminal: types, waits for what is expected, keeps every byte."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import network

DEADLINE = 60.0
"""Seconds one expected text may take on a busy machine."""
EMK = (sys.executable, "-m", "emk_tui")


class Terminal:
    """The outer end of a terminal with a program inside; `data` is all it wrote, echo included."""

    def __init__(self, child: subprocess.Popen[bytes], outer: int) -> None:
        self.child, self.outer = child, outer
        self.found: list[Any] = []
        """The settings of the terminal before the program changed any."""
        self.data = b""
        self.mark = 0
        """Where the part that is looked at begins: after the last thing that was expected or typed."""

    @property
    def text(self) -> str:
        """All so far, CRLF as line ends."""
        return self.data.decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def fresh(self) -> str:
        """What came since the last key."""
        return self.data[self.mark :].decode("utf-8", "replace").replace("\r\n", "\n")

    def expect(self, pattern: str, deadline: float = DEADLINE) -> re.Match[str]:
        """Wait for a pattern in what came since the last key; AssertionError at the deadline."""
        until = time.monotonic() + deadline
        while (found := re.search(pattern, self.fresh)) is None:
            left = until - time.monotonic()
            assert left > 0, f"no {pattern!r} in: {self.fresh[-1500:]}"
            assert self._read(left), f"ended without {pattern!r}: {self.fresh[-1500:]}"
        return found

    def prompt(self, deadline: float = DEADLINE) -> str:
        """Wait for a prompt: an open line that ends with «: » or «? »; returns what was said with it."""
        self.expect(r"(?:^|\n)[^\n]*[:?] $", deadline)
        return self.fresh

    def type(self, text: str) -> None:
        """Press keys; what came before is done with."""
        self.mark = len(self.data)
        left = text.encode()
        while left:
            left = left[os.write(self.outer, left) :]

    def say(self, answer: str) -> str:
        """Type a line and wait for the next prompt; returns everything in between, the echo too."""
        self.type(answer + "\n")
        self.expect(r"\n(?:[^\n]*\n)*[^\n]*[:?] $")
        return self.fresh

    def end(self, deadline: float = DEADLINE) -> int:
        """Wait for the end of the program; returns its exit code, negative for a signal."""
        until = time.monotonic() + deadline
        while self._read(max(0.0, until - time.monotonic())):
            assert time.monotonic() < until, self.fresh[-1500:]
        return self.child.wait(max(0.1, until - time.monotonic()))

    def quiet(self, seconds: float) -> bool:
        """Did nothing come within this time."""
        return not select.select([self.outer], [], [], seconds)[0]

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program alone."""
        self.child.send_signal(number)

    def _read(self, seconds: float) -> bool:
        """More bytes if they come in time; False at the end of the program or of the time."""
        if not select.select([self.outer], [], [], seconds)[0]:
            return False
        try:
            got = os.read(self.outer, 65536)
        except OSError:
            # Linux: the inner end was closed.
            return False
        self.data += got
        return bool(got)


def surroundings(home: Path, **changes: str) -> dict[str, str]:
    """A small environment of its own, with a store in `home`; what leaves the computer is told."""
    base = {"PATH": os.environ["PATH"], "HOME": str(home), "EMK_HOME": str(home / "emk"), "TERM": "xterm"}
    return {**base, "LC_ALL": "C.UTF-8", **network.environment(), **changes}


@contextmanager
def terminal(
    *arguments: str,
    env: Mapping[str, str],
    columns: int = 80,
    rows: int = 24,
    echo: bool = True,
    cwd: Path | None = None,
    program: Sequence[str] = EMK,
) -> Iterator[Terminal]:
    """`emk` with these arguments; whatever happens it is ended and the terminal closed.

    Without `echo` only line ends are echoed: what is read is what the program itself wrote.
    """
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    if not echo:
        _no_echo(inner)
    found = termios.tcgetattr(inner)
    child = subprocess.Popen(
        [*program, *arguments], stdin=inner, stdout=inner, stderr=inner, env=dict(env), cwd=cwd,
        start_new_session=True, preexec_fn=_take_terminal,
    )  # fmt: skip
    os.close(inner)
    talk = Terminal(child, outer)
    talk.found = found
    try:
        yield talk
    finally:
        if child.poll() is None:
            child.kill()
        os.close(outer)
        child.wait(DEADLINE)


def _no_echo(inner: int) -> None:
    settings = termios.tcgetattr(inner)
    settings[3] = settings[3] & ~termios.ECHO | termios.ECHONL
    termios.tcsetattr(inner, termios.TCSANOW, settings)


def _take_terminal() -> None:
    """Make the terminal the controlling one, so that Ctrl+C becomes a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
