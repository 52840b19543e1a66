"""The process that holds a key: no core file, no look into it, nothing of the person around it."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e import process
from tests.e2e.desks import leave, play
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD, SNILS, SURNAME, label_of
from tests.e2e.screen import AHEAD, injected, later
from tests.e2e.walks import Walk

PROBE = """
import ctypes, os, signal
def told(number, frame):
    with open(os.environ["PROBE"], "a") as out:
        out.write(f"{ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)} ")
signal.signal(signal.SIGUSR1, told)
"""
"""Asked by a signal the program says whether others may look into it: PR_GET_DUMPABLE."""
CORES = Path("/proc/sys/kernel/core_pattern")


@contextmanager
def with_cores() -> Iterator[None]:
    """Programs that are started here may leave core files of any size."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def limit(talk: Terminal) -> list[str]:
    """The largest core file, as the system has it."""
    found = re.search(r"Max core file size +(\S+ +\S+)", Path(f"/proc/{talk.child.pid}/limits").read_text())
    assert found is not None
    return found[1].split()


def looked_into(talk: Terminal, report: Path) -> str:
    """The program's own word for it; at the end of this line by a prompt that stands again."""
    before = report.read_text() if report.exists() else ""
    while not report.exists() or report.read_text() == before:
        assert talk.child.poll() is None
        # a signal that comes just before the program begins to read wakes nobody: it is asked again
        talk.kill(signal.SIGUSR1)
        talk.quiet(0.05)
    return report.read_text()[len(before) :].split()[0]


SHUT = ("0", ["0", "0"])
"""Not to be looked into; no core file, and no way back to one."""


def test_closed_from_the_first_question_on(real_walk: Walk, tmp_path: Path) -> None:
    """Before the password, while the store is open, after the lock; nothing of it around the process."""
    home = Path(shutil.copytree(real_walk.home, tmp_path / "home"))
    owner, report = real_walk.owner.again(), tmp_path / "probe"
    owner.app.ahead = 600
    around = surroundings(home, PROBE=str(report))
    program = injected(PROBE + AHEAD.format(minutes=10))
    with with_cores(), terminal("--linear", env=around, echo=False, program=program) as talk:
        talk.prompt()
        found = [(looked_into(talk, report), limit(talk))]
        owner.person().walk(talk, "Моё здоровье")
        found.append((looked_into(talk, report), limit(talk)))
        seen = around_of(talk)
        talk.say("закрыть на время")
        assert label_of(talk.fresh).startswith("Пароль")
        found.append((looked_into(talk, report), limit(talk)))
        seen += around_of(talk)
        for secret in (LOGIN, PASSWORD, SURNAME, SNILS, owner.app.secret):
            assert secret.encode() not in seen, secret
        play(talk, [(PASSWORD, "Моё здоровье: $")])
        leave(talk)
    assert found == [SHUT] * 3


def around_of(talk: Terminal) -> bytes:
    """Words and surroundings; closed to everybody but the administrator, the own user included."""
    if os.geteuid() != 0:
        with pytest.raises(PermissionError):
            process.around(talk)
        return process.words(talk)
    return process.words(talk) + process.around(talk)


def test_the_control_leaves_itself_open(tmp_path: Path) -> None:
    """Python as it is may be looked into, and the limit is what it was given."""
    report = tmp_path / "probe"
    program = (sys.executable, "-c", PROBE + "\ninput('ready: ')")
    with with_cores(), terminal(env=surroundings(tmp_path, PROBE=str(report)), program=program) as talk:
        talk.expect("ready")
        assert looked_into(talk, report) == "1"
        assert limit(talk) == [str(one) if one >= 0 else "unlimited" for one in most()]


def most() -> tuple[int, int]:
    """The limit that `with_cores` sets."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    return hard, hard


@pytest.mark.parametrize(
    ("number", "locked"),
    [
        (signal.SIGABRT, False),
        (signal.SIGSEGV, False),
        (signal.SIGQUIT, False),
        (signal.SIGSEGV, True),
    ],
)
def test_no_core_file(real_walk: Walk, tmp_path: Path, number: signal.Signals, locked: bool) -> None:
    """Ended by a fault, at the password or locked: nothing is left in the folder where cores would lie."""
    home = Path(shutil.copytree(real_walk.home, tmp_path / "home"))
    here = tmp_path / "here"
    here.mkdir()
    owner = real_walk.owner.again()
    owner.app.ahead = 600
    around = surroundings(home)
    with with_cores(), terminal("--linear", env=around, echo=False, cwd=here, program=later(10)) as talk:
        talk.prompt()
        if locked:
            owner.person().walk(talk, "Моё здоровье")
            talk.say("закрыть на время")
        talk.kill(number)
        assert talk.end() == -number
    assert list(here.iterdir()) == []


def test_a_core_file_would_be_seen(tmp_path: Path) -> None:
    """The control: Python as it is leaves one there."""
    if not CORES.exists() or re.match(r"[|/]", CORES.read_text()) or most()[1] == 0:
        pytest.skip("this system puts core files elsewhere: only limit and PR_GET_DUMPABLE are shown")
    code = "import os, signal; os.kill(os.getpid(), signal.SIGABRT)"
    with with_cores():
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert done.returncode == -signal.SIGABRT and len(list(tmp_path.iterdir())) == 1
