"""Random bytes as answers wherever a secret or a file is asked: no traceback, no hang, nobody signed in."""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.desks import play
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import PASSWORD, label_of
from tests.e2e.screen import hurried, screen
from tests.e2e.test_screen_own import sign_up
from tests.e2e.test_screen_whole import quiet
from tests.e2e.walks import Walk
from tests.e2e.worlds import Owner, citizen
from tests.security.test_hostile import untouched

INSIDE = re.compile("Моё здоровье|Рабочее место|Шаг 1 из 8|1 из 8 ")
"""What stands only behind a sign-in."""
ALL = bytes(range(256))
SIGNALS = b"\x03\x04\x11\x13\x1a\x1c\x12\x16\x0f"
"""Keys of a terminal that end, stop or quote: not an answer."""
LEAVE = b"\x11\x0c\x0f\x02\x1a"
"""Keys of the screen that leave it: quit, to lines, lock."""
PIN = "407193826154"


def noise(seed: int, size: int, without: bytes = b"") -> bytes:
    """So many bytes, the ends of lines more often than by chance."""
    rng = random.Random(seed)
    signs = bytes(one for one in ALL if one not in without) + b"\n\r" * 4 + "яЖ1?=".encode()
    return bytes(rng.choice(signs) for _byte in range(size))


def judge(text: str) -> None:
    """Nothing went wrong and nobody is in."""
    assert "Traceback" not in text and "непредвиденный сбой" not in text and not INSIDE.search(text), text[
        -800:
    ]


@pytest.mark.parametrize("seed", range(4))
def test_through_a_pipe(tmp_path: Path, seed: int) -> None:
    """Every byte there is: the end of the input, or the lock after five tries."""
    done = subprocess.run(
        [*hurried(), "demo", "--linear"],
        input=noise(seed, 6000),
        capture_output=True,
        env=surroundings(tmp_path),
    )
    assert done.returncode in (2, 3) and done.stderr == b""
    judge(done.stdout.decode())


def test_through_a_pipe_into_an_own_store(real_walk: Walk, tmp_path: Path) -> None:
    """The same, and not a byte of the store is another one."""
    home = Path(shutil.copytree(real_walk.home, tmp_path / "home"))
    before = untouched(home / "emk")
    done = subprocess.run(
        [*hurried(), "--linear"], input=noise(9, 4000), capture_output=True, env=surroundings(home)
    )
    assert done.returncode in (2, 3)
    judge(done.stdout.decode())
    assert untouched(home / "emk") == before and any("emk.db" in name for name in before)


Way = Callable[[Terminal], None]


def at_the_door(talk: Terminal) -> None:
    """Login."""
    assert label_of(talk.prompt()) == "Логин"


def at_the_code(talk: Terminal) -> None:
    """Behind the password."""
    citizen().walk(talk, "Код")


def at_the_recovery(talk: Terminal) -> None:
    """Recovery code."""
    talk.prompt()
    play(talk, [("demo", "Пароль"), ("мимо", "Номер: $"), ("восстановить вход", "Код восстановления")])


def locked(talk: Terminal) -> None:
    """The curtain, by password."""
    citizen().walk(talk, "Моё здоровье")
    play(talk, [("закрыть на время", "Пароль, ввод не виден: $")])


def locked_with_pin(talk: Terminal) -> None:
    """The curtain, by PIN."""
    citizen().walk(talk, "Моё здоровье")
    pin = [
        ("учётная запись", "Учётная запись: $"),
        ("пин", "ПИН, ввод"),
        (PIN, "ещё раз"),
        (PIN, "ПИН задан"),
    ]
    play(talk, [*pin, ("назад", "Моё"), ("закрыть на время", "ПИН, ввод не виден: $")])


WAYS: dict[str, Way] = {
    "door": at_the_door, "code": at_the_code, "recovery": at_the_recovery, "locked": locked,
    "pin": locked_with_pin,
}  # fmt: skip


def feed(talk: Terminal, data: bytes) -> None:
    """Piece by piece; what comes back is read, or both ends would wait for each other."""
    while data:
        data = data[os.write(talk.outer, data[:512]) :]
        while talk._read(0.01):
            pass


@pytest.mark.parametrize("where", WAYS)
def test_on_a_terminal(tmp_path: Path, where: str) -> None:
    """Lines of anything; afterwards it still answers, and the next line is only the next answer."""
    with terminal("demo", "--linear", env=surroundings(tmp_path), echo=False, program=hurried()) as talk:
        WAYS[where](talk)
        mark = len(talk.data)
        feed(talk, noise(3, 3000, SIGNALS) + b"\n")
        talk.mark = mark
        if talk.child.poll() is None:
            talk.type("стоп\n")
        assert talk.end() in (0, 3)
        judge(talk.data[mark:].decode("utf-8", "replace"))


def test_as_paths_of_scans(tmp_path: Path) -> None:
    """Names of files that are none: the account stays as it is."""
    with terminal("--linear", env=surroundings(tmp_path), echo=False) as talk:
        Owner().person().walk(talk, "Скан паспорта")
        mark = len(talk.data)
        feed(talk, noise(4, 3000, SIGNALS + b"\n\r") + b"\n" + noise(5, 2000, SIGNALS) + b"\n")
        for odd in (
            "/",
            ".",
            "..",
            "~",
            "/dev/zero",
            "/dev/tty",
            "/proc/self/mem",
            "file:///etc/passwd",
            "\x00",
            "a" * 3000,
        ):
            feed(talk, odd.encode() + b"\n")
        feed(talk, b"\n")
        talk.mark = len(talk.data)
        talk.type("\nстоп\n")
        assert talk.end() == 0
        judge(talk.data[mark:].decode("utf-8", "replace"))
        assert "Подтверждена, " not in talk.text


@pytest.mark.parametrize("where", ["door", "code", "recovery", "locked"])
def test_on_the_screen(tmp_path: Path, where: str) -> None:
    """Keys, halves of letters and of sequences; afterwards F10 leaves in good order."""
    with screen("demo", env=surroundings(tmp_path), program=hurried()) as seen:
        seen.until("▌Логин")
        if where == "code":
            seen.press("demo", "enter", PASSWORD, "enter")
            seen.until("Откуда взять код")
            seen.press("2", "enter")
            seen.until("Код для показа")
        if where == "recovery":
            seen.press("demo", "enter", "мимо", "enter")
            seen.until("2. восстановить вход")
            quiet(seen)
            seen.press("2", "enter")
            seen.until("▌Код восстановления")
        if where == "locked":
            seen.sign_in()
            quiet(seen)
            seen.press("\x0f")
            seen.until("Сеанс закрыт[\\s\\S]*▌Пароль")
        quiet(seen)
        mark = len(seen.talk.data)
        feed(seen.talk, noise(6, 3000, LEAVE))
        quiet(seen)
        assert seen.talk.child.poll() is None
        # whatever stands open above: out of it, then out of the program
        seen.press("\x1b", "f10")
        assert seen.talk.end() == 0
        judge(seen.talk.data[mark:].decode("utf-8", "replace"))


def test_as_an_identity_on_the_screen(tmp_path: Path) -> None:
    """Names, days and paths of anything in the form that confirms an account: it confirms nobody."""
    with screen(env=surroundings(tmp_path), rows=40) as seen:
        sign_up(seen)
        seen.until("▌Фамилия в паспорте")
        quiet(seen)
        mark = len(seen.talk.data)
        feed(seen.talk, noise(8, 3000, LEAVE))
        quiet(seen)
        seen.press("\x1b", "f10")
        assert seen.talk.end() == 0
        said = seen.talk.data[mark:].decode("utf-8", "replace")
    assert "Traceback" not in said and "сбой" not in said and "Подтверждена" not in said
