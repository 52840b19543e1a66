"""Every way the full screen can end: exit code, last line, terminal put back, what was typed saved."""

import os
import re
import signal
import subprocess
import termios
from pathlib import Path

import pytest

from tests.e2e.driver import Terminal, surroundings
from tests.e2e.screen import CLEAR, LEFT, Seen, injected, screen

NOW = "2026-03-02T10:00:00"
STOPPED = "Остановлено. Введённое сохранено, продолжить: запустите «emk».\n"
SAVED = "Всё сохранено, продолжить можно в любой день. До свидания.\n"


def world(tmp_path: Path, *more: str) -> tuple[str, ...]:
    """The demonstration that is kept."""
    return ("demo", "--now", NOW, "--keep", str(tmp_path / "kept"), *more)


def after(talk: Terminal) -> str:
    """What stands on the terminal after it was wiped."""
    return talk.data.rpartition(CLEAR)[2].decode().replace("\r\n", "\n")


def saved(tmp_path: Path, text: str) -> None:
    """After a new sign-in the field shows what was typed in it."""
    with screen(*world(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.sign_in()
        seen.begin()
        seen.until(f"Фамилия +{text}")


def typed(seen: Seen, text: str = "Сидорова") -> None:
    """A word in the first field; nobody waits until it is saved."""
    seen.until("▌Фамилия")
    seen.press(text)


@pytest.mark.parametrize(
    ("key", "number", "code", "last"),
    [
        ("f10", 0, 0, SAVED),
        ("\x11", 0, 0, SAVED),
        ("\x1b[1089;5u\x1b[1081;5u", 0, 0, SAVED),
        ("", signal.SIGTERM, 130, STOPPED),
        ("", signal.SIGHUP, 130, STOPPED),
        ("", signal.SIGINT, 130, STOPPED),
    ],
)
def test_ends(tmp_path: Path, key: str, number: int, code: int, last: str) -> None:
    """Keys and signals; modes put back, everything wiped, one line, the word in the open field saved."""
    with screen(*world(tmp_path, "--step", "personal"), env=surroundings(tmp_path)) as seen:
        typed(seen)
        if key:
            seen.press(key)
        else:
            seen.until("Фамилия +Сид")
            seen.talk.kill(signal.Signals(number))
        assert seen.talk.child.wait(60) == code
        local = termios.tcgetattr(seen.talk.outer)[3]
        seen.talk.end()
    assert local & termios.ECHO and local & termios.ICANON and local & termios.ISIG
    assert after(seen.talk) == last
    assert all(mode in seen.talk.data for mode in LEFT)
    saved(tmp_path, "Сидорова")


def test_ctrl_c_is_a_key(tmp_path: Path) -> None:
    """It copies; the program goes on."""
    with screen(*world(tmp_path, "--step", "personal"), env=surroundings(tmp_path)) as seen:
        typed(seen)
        seen.press("\x03", "а")
        seen.until("Фамилия +Сидороваа")
        seen.press("f10")
        assert seen.talk.end() == 0


@pytest.mark.parametrize("ignored", [False, True])
def test_lost_terminal(tmp_path: Path, ignored: bool) -> None:
    """The window is closed, also where SIGHUP is ignored: it ends by itself, the word is saved."""
    plant = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)" if ignored else ""
    around = surroundings(tmp_path)
    with screen(*world(tmp_path, "--step", "personal"), env=around, program=injected(plant)) as seen:
        typed(seen)
        seen.until("Фамилия +Сид")
        os.close(seen.talk.outer)
        try:
            assert seen.talk.child.wait(60) == (2 if ignored else 130)
        finally:
            seen.talk.outer = os.open(os.devnull, os.O_RDONLY)
    saved(tmp_path, "Сидорова")


def test_leaving_by_the_menu(tmp_path: Path) -> None:
    """«Выйти» is the end like any other."""
    with screen(*world(tmp_path), env=surroundings(tmp_path)) as seen:
        text = seen.sign_in()
        found = re.search(r"(\d)\. Выйти", text)
        assert found is not None
        seen.press(found[1], "enter")
        assert seen.talk.end() == 0
    assert after(seen.talk) == SAVED


def test_a_register_that_never_answers_does_not_hold_the_program(tmp_path: Path) -> None:
    """Somebody outside is asked for ever; F10 still ends."""
    plant = """
import threading
from emk_tui.registries.demonstration import DemonstrationIdentities as One
for name in [name for name in vars(One) if not name.startswith("_")]:
    setattr(One, name, lambda *_args, **_named: threading.Event().wait())
"""
    with screen(*world(tmp_path, "--step", "clinic"), env=surroundings(tmp_path)) as seen:
        seen.until("2 из 8")
        seen.press("f10")
        assert seen.talk.end() == 0
    around = surroundings(tmp_path)
    with screen(*world(tmp_path), env=around, program=injected(plant)) as seen:
        seen.sign_in()
        seen.begin()
        seen.until("2 из 8")
        seen.press("f7")
        seen.until("1 из 8")
        seen.press("\x1b[13~")
        seen.until("не ждать")
        seen.press("f10")
        assert seen.talk.end() == 0


def test_a_password_typed_too_early_is_not_echoed(tmp_path: Path) -> None:
    """Keys before the first frame are kept and not shown."""
    with screen(*world(tmp_path), env=surroundings(tmp_path), program=injected(EARLY)) as seen:
        seen.talk.expect("ready")
        seen.press("demo\r")
        seen.press("Река-7-мост!\r")
        seen.until("Откуда взять код")
        assert "Река-7-мост!".encode() not in seen.talk.data.partition(b"\x1b[?1049h")[0]
        seen.press("f10")
        assert seen.talk.end() == 0


EARLY = """
import emk_tui.full_screen as place
before = place.prepare
def prepare(environ):
    import select, sys
    sys.stdout.write("ready")
    sys.stdout.flush()
    select.select([0], [], [])
    before(environ)
place.prepare = prepare
"""


def test_interrupted_before_the_screen_stands(tmp_path: Path) -> None:
    """Ctrl+C while Textual is being imported: exit code 130, echo back, no traceback."""
    around = surroundings(tmp_path)
    with screen(*world(tmp_path), env=around, program=injected(EARLY)) as seen:
        seen.talk.expect("ready")
        seen.press("\x03")
        assert seen.talk.child.wait(60) == 130
        assert termios.tcgetattr(seen.talk.outer)[3] & termios.ECHO
        seen.talk.end()
    assert "Traceback" not in seen.talk.text and b"\x1b[?1049h" not in seen.talk.data


def test_closed_input_at_the_first_question(tmp_path: Path) -> None:
    """No answer is no choice: lines, and nothing is remembered."""
    with screen(env=surroundings(tmp_path)) as seen:
        seen.talk.expect("Enter: экран")
        seen.press("\x04")
        seen.talk.expect("Логин: $")
        seen.press("\x04")
        assert seen.talk.end() == 2
    assert not (tmp_path / "emk" / "face").exists()


def test_no_terminal_is_lines(tmp_path: Path) -> None:
    """Input from nowhere, output to a pipe."""
    from tests.e2e.driver import EMK

    done = subprocess.run(
        [*EMK, "demo"], stdin=subprocess.DEVNULL, capture_output=True, env=surroundings(tmp_path)
    )
    assert done.returncode == 2 and b"\x1b" not in done.stdout


def test_leaving_while_the_password_is_proven(tmp_path: Path) -> None:
    """The store that is being opened just then is closed again; nothing hangs."""
    with screen(*world(tmp_path), env=surroundings(tmp_path)) as seen:
        seen.until("▌Логин")
        seen.press("demo", "enter", "Река-7-мост!", "enter", "f10")
        assert seen.talk.end() == 0
    assert "Ошибка" not in seen.talk.text


def test_what_could_not_be_saved_is_told(tmp_path: Path) -> None:
    """The disk is full at the end: its sentence and exit code instead of «Всё сохранено»."""
    plant = """
from emk_tui.ports import Fault
from emk_tui.store.card_store import SqlStore as Store
before = Store.put
def full(self, rows, cursor):
    if rows:
        raise Fault("DISK_FULL")
    before(self, rows, cursor)
Store.put = full
"""
    around = surroundings(tmp_path)
    words = world(tmp_path, "--step", "personal")
    with screen(*words, env=around, program=injected(plant)) as seen:
        typed(seen)
        seen.until("Фамилия +Сид")
        seen.press("f10")
        assert seen.talk.end() == 4
    assert "Всё сохранено" not in seen.talk.text
    assert "Последнее введённое не сохранено" in seen.talk.text[-300:]
