"""No socket, no name: shown for this process, for whole walks of the real program, by the system itself."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests import network
from tests.e2e.driver import EMK, surroundings, terminal
from tests.e2e.person import PASSWORD
from tests.e2e.screen import screen
from tests.e2e.test_screen_whole import NOW
from tests.e2e.walks import Walk
from tests.e2e.worlds import citizen, make_card
from tests.watched.sitecustomize import BEGUN

ELSEWHERE = "192.0.2.1"
"""An address that nobody has (RFC 5737)."""


def _sent() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"", (ELSEWHERE, 9))


def _connected() -> None:
    with socket.socket() as one:
        one.setblocking(False)
        one.connect((ELSEWHERE, 9))


def _bound() -> None:
    with socket.socket() as one:
        one.bind(("0.0.0.0", 0))


CALLS: dict[str, Callable[[], object]] = {
    "socket.connect": _connected,
    "socket.sendto": _sent,
    "socket.bind": _bound,
    "socket.getaddrinfo": lambda: socket.getaddrinfo("example.invalid", 80, flags=socket.AI_NUMERICHOST),
    "socket.gethostbyname": lambda: socket.gethostbyname("::::"),
}
"""Event → a call that makes it and goes nowhere."""


@pytest.mark.parametrize("event", CALLS)
def test_the_watch_sees_it(event: str) -> None:
    """The control: each kind of call is told; without it «nothing» would mean nothing."""
    assert network.taken() == []
    with suppress(OSError):
        CALLS[event]()
    told = network.taken()
    assert [line.partition(" ")[0] for line in told] == [event], told


def test_the_watch_lets_this_computer_be() -> None:
    """Loopback by number and by name, and sockets that are files."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        socket.getaddrinfo("localhost", 80)
    left, right = socket.socketpair()
    left.close()
    right.close()
    assert network.taken() == []


def test_a_program_that_calls_is_seen(tmp_path: Path) -> None:
    """The same control for programs, and for those that they start."""
    call = f"import socket; one = socket.socket(); one.setblocking(False); one.connect_ex(({ELSEWHERE!r}, 9))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {call!r}], check=True)"
    subprocess.run([sys.executable, "-c", code], env=surroundings(tmp_path), check=True)
    assert network.taken() == [BEGUN, BEGUN, f"socket.connect ('{ELSEWHERE}', 9)"]


def test_whole_walks_open_nothing(real_walk: Walk, demo_walk: Walk) -> None:
    """An own store from the first line to the card, a demonstration with its booking: zero calls.

    On the screen the same is held by `own_way` and `whole_way` (tests/e2e), and by every test that starts
    the program: tests/conftest.py fails it.
    """
    assert real_walk.calls == demo_walk.calls == [BEGUN]


STRACE = shutil.which("strace")
FAMILY = re.compile(r"AF_[A-Z0-9]+|PF_[A-Z0-9]+")


def traced(report: Path, program: Sequence[str]) -> tuple[str, ...]:
    """The program with every call of the network written down by the system itself."""
    if STRACE is None:
        pytest.skip("no strace here: the audit hook alone has to do")
    ran = subprocess.run([STRACE, "-qq", "-o", os.devnull, sys.executable, "-c", ""], capture_output=True)
    if ran.returncode:
        pytest.skip("strace may not look at processes here: the audit hook alone has to do")
    return (STRACE, "-f", "-qq", "-e", "trace=network", "-o", str(report), *program)


def families(report: Path) -> set[str]:
    """Kinds of addresses that any call named."""
    return {found for line in report.read_text().splitlines() for found in FAMILY.findall(line)}


def test_strace_sees_a_call(tmp_path: Path) -> None:
    """The control of what follows."""
    code = f"import socket; one = socket.socket(); one.setblocking(False); one.connect_ex(({ELSEWHERE!r}, 9))"
    subprocess.run([*traced(tmp_path / "trace", EMK[:1]), "-c", code], check=True)
    assert families(tmp_path / "trace") == {"AF_INET"}


def test_the_system_saw_nothing_by_lines(tmp_path: Path) -> None:
    """A whole demonstration: not one socket that leads out of this computer, whatever library asks."""
    program = traced(tmp_path / "trace", EMK)
    with terminal("demo", "--linear", env=surroundings(tmp_path), echo=False, program=program) as talk:
        make_card(citizen(), talk)
        talk.type("стоп\n")
        assert talk.end() == 0
    assert families(tmp_path / "trace") <= {"AF_UNIX"}


def test_the_system_saw_nothing_on_the_screen(tmp_path: Path) -> None:
    """Signed in, locked and opened in the wizard, out: only the pair that asyncio wakes itself by."""
    program = traced(tmp_path / "trace", EMK)
    with screen("demo", "--now", NOW, env=surroundings(tmp_path), program=program) as seen:
        seen.sign_in()
        seen.begin()
        seen.press("Иванова", "enter", "\x0f")
        seen.until("Сеанс закрыт[\\s\\S]*▌Пароль")
        seen.press(PASSWORD, "enter")
        seen.until("Фамилия +Иванова")
        seen.press("f10")
        assert seen.talk.end() == 0
    assert families(tmp_path / "trace") == {"AF_UNIX"}
