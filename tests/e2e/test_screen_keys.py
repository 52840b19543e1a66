"""Ctrl keys in the Russian layout on a real terminal: bytes go in, the screen changes."""

import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

from tests.e2e.driver import DEADLINE, Terminal, surroundings

PROGRAM = """
import os, sys
from pathlib import Path
from emk_tui.face.environ import prepare
prepare(os.environ)
from emk_tui.app import EmkApp
from emk_tui.cli.demo import at_step
from emk_tui.demo import demo_world
app = EmkApp(demo_world(Path(sys.argv[1])), begin=lambda world: at_step(world, "personal"))
print("ended with", repr(app.run()), app.failed)
"""


class Pane:
    """A terminal with the program in it, and what stands on its screen."""

    def __init__(self, talk: Terminal) -> None:
        self.talk = talk
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self._read = 0

    @property
    def text(self) -> str:
        """The screen as it is now."""
        self._stream.feed(self.talk.data[self._read :])
        self._read = len(self.talk.data)
        return "\n".join(self.screen.display)

    def until(self, here: Callable[[str], bool]) -> str:
        """The screen once this is true of it."""
        until = time.monotonic() + DEADLINE
        while not here(self.text):
            left = until - time.monotonic()
            assert left > 0 and self.talk._read(left), self.text
        return self.text


@contextmanager
def pane(folder: Path) -> Iterator[Pane]:
    """The first step of the demonstration on a terminal of its own."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, 80))
    env = surroundings(folder, COLUMNS="80", LINES="24")
    command = [sys.executable, "-c", PROGRAM, str(folder / "demo")]
    child = subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=env, start_new_session=True
    )
    os.close(inner)
    try:
        yield Pane(Terminal(child, outer))
    finally:
        if child.poll() is None:
            child.kill()
        os.close(outer)
        child.wait(DEADLINE)


@pytest.mark.parametrize(
    ("undo", "menu", "leave"),
    [
        ("\x1b[1103;5u", "\x1b[1079;5u", "\x1b[1081;5u"),
        ("\x1b[1103::122;5u", "\x1b[1079::112;5u", "\x1b[1081::113;5u"),
        ("\x1b[27;5;1103~", "\x1b[27;5;1079~", "\x1b[27;5;1081~"),
    ],
    ids=["kitty", "base layout", "modifyOtherKeys"],
)
def test_undo_menu_and_leave_in_the_russian_layout(tmp_path: Path, undo: str, menu: str, leave: str) -> None:
    """Ctrl+Я takes a letter back, Ctrl+З opens the menu, Ctrl+Й leaves; a broken sequence harms nothing."""
    with pane(tmp_path) as here:
        here.until(lambda text: "Фамилия" in text and "F7" in text)
        here.talk.type("Ивановы")
        here.until(lambda text: "Ивановы" in text)
        here.talk.type(undo + "\x1b[1089:::;;5u")
        here.until(lambda text: "Иванов" in text and "Ивановы" not in text)
        here.talk.type(menu)
        here.until(lambda text: "Все шаги" in text or "Меню" in text)
        here.talk.type(leave)
        assert here.talk.end() == 0
    assert "ended with '' None" in here.talk.text
