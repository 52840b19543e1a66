"""A dialogue in a process of its own on a pseudo-terminal: locales, signals, silence."""

import os
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

PROGRAM = """
import sys
from emk_tui.linear.console import Console, InputClosed, OutputClosed
from emk_tui.linear.signals import Interrupted, Signals

def talk_to(talk):
    talk.say("Шаг 1 из 8: личные данные. Полей 9.")
    talk.ask("Фамилия")
    talk.ask("Фамилия", reason="только буквы", full="В фамилии только буквы.")
    talk.say(f"Принято, {len(talk.secret('Пароль'))} знаков.")
    talk.ask("Дальше")

def main():
    with Signals() as signals, Console(
        sys.stdin.buffer, sys.stdout.buffer, tty=sys.stdin.isatty(), term="xterm", signals=signals
    ) as talk:
        try:
            talk_to(talk)
        except Interrupted as fault:
            talk.say(f"Остановлено, {fault.number}.")
        except OutputClosed:
            return 3
        except InputClosed:
            talk.say("Ввод закрыт.")
    return 0

try:
    sys.exit(main())
except OutputClosed:
    sys.exit(3)
"""
ECHO = termios.ECHO


class Dialogue:
    """The program and the outer end of its terminal."""

    def __init__(self, child: subprocess.Popen[bytes], outer: int, inner: int) -> None:
        self.child, self.outer, self.inner = child, outer, inner

    def until(self, end: str) -> str:
        """What appears up to this end; AssertionError where it does not come."""
        data = b""
        while not data.endswith(end.encode()):
            assert select.select([self.outer], [], [], 20)[0], data
            data += os.read(self.outer, 65536)
        return data.decode("utf-8")

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.outer, text.encode())

    def echoes(self) -> bool:
        """Is the echo on."""
        return bool(termios.tcgetattr(self.inner)[3] & ECHO)


@contextmanager
def dialogue(**environment: str) -> Iterator[Dialogue]:
    """Start the program with this environment only; it is ended at the end."""
    outer, inner = os.openpty()
    env = {"PATH": os.environ["PATH"], **environment}
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=env,
        start_new_session=True,
    )
    try:
        yield Dialogue(child, outer, inner)
    finally:
        child.kill()
        child.wait()
        os.close(inner)
        os.close(outer)


def walk(talk: Dialogue) -> str:
    """The whole dialogue with its answers; returns everything seen."""
    seen = talk.until("Фамилия: ")
    talk.type("Иван1\n")
    seen += talk.until("только буквы: ")
    talk.type("Иванов\n")
    seen += talk.until("не виден: ")
    assert not talk.echoes()
    talk.type("тайна-42\n")
    return seen + talk.until("Дальше: ")


EXPECTED = """Шаг 1 из 8: личные данные. Полей 9.
Фамилия: Иван1
Фамилия, ошибка, только буквы: Иванов
Пароль, ввод не виден: 
Принято, 8 знаков.
Дальше: """


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "ru_RU.UTF-8", "ru_RU.KOI8-R", ""])
def test_same_bytes_in_every_locale(language: str) -> None:
    """A13: the text does not depend on the locale; A1, A2, A7 hold on all of it; the secret is nowhere."""
    with dialogue(LANG=language, LC_ALL=language) as talk:
        seen = walk(talk)
    assert seen.replace("\r\n", "\n") == EXPECTED
    assert not re.search("[\x1b\x08\u2190-\u2bff]|\r(?!\n)", seen)


def test_idle_prompt_writes_nothing() -> None:
    """A8: while nobody types, no byte comes."""
    with dialogue() as talk:
        talk.until("Фамилия: ")
        assert not select.select([talk.outer], [], [], 0.5)[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_during_a_secret_gives_the_echo_back(number: signal.Signals) -> None:
    """The terminal is usable afterwards and the goodbye stands on its own line."""
    with dialogue() as talk:
        talk.until("Фамилия: ")
        talk.type("a\n")
        talk.until("буквы: ")
        talk.type("b\n")
        talk.until("не виден: ")
        assert not talk.echoes()
        talk.child.send_signal(number)
        assert talk.until(f"Остановлено, {int(number)}.\r\n") == f"\r\nОстановлено, {int(number)}.\r\n"
        assert talk.child.wait(20) == 0
        assert talk.echoes()


def test_hangup_in_a_prompt_ends_the_program() -> None:
    """A terminal that disappears ends the dialogue: no complaint, no loop."""
    outer, inner = os.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=inner,
        stdout=inner,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.close(inner)
    os.read(outer, 100)
    os.close(outer)
    _, said = child.communicate(timeout=20)
    assert (child.returncode, said) == (3, b"")


def test_closed_pipe_ends_the_program() -> None:
    """`emk … | head -1`: no complaint about the pipe, neither at once nor at the end."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin and child.stdout and child.stderr
    first = child.stdout.readline()
    child.stdout.close()
    child.stdin.write("Иван1\n".encode())
    child.stdin.close()
    said = child.stderr.read()
    child.stderr.close()
    assert (child.wait(20), said) == (3, b"")
    assert first.decode() == "Шаг 1 из 8: личные данные. Полей 9.\n"
