"""The console over streams and over a pseudo-terminal: bytes in, bytes out, the terminal as it was found."""

import errno
import io
import os
import pty
import select
import termios
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from emk_tui.linear.console import Console, InputClosed, OutputClosed, Unreadable, cells_from
from emk_tui.linear.terminal import IUTF8


def console(typed: bytes, cells: int = 39) -> tuple[Console, io.BytesIO]:
    """A console over two streams in memory."""
    out = io.BytesIO()
    return Console(io.BytesIO(typed), out, cells=cells), out


class Terminal:
    """Both ends of a pseudo-terminal; what is typed waits in it, as with a fast typist."""

    def __init__(self) -> None:
        self.outer, self.inner = pty.openpty()
        self.reader: BinaryIO = os.fdopen(os.dup(self.inner), "rb")
        self.writer: BinaryIO = os.fdopen(os.dup(self.inner), "wb")

    def type(self, data: bytes) -> None:
        """Press these keys."""
        os.write(self.outer, data)

    def shown(self, end: bytes) -> bytes:
        """What was written and echoed, up to this end; what is there so far where it does not come."""
        data = b""
        while not data.endswith(end) and select.select([self.outer], [], [], 10)[0]:
            data += os.read(self.outer, 65536)
        return data

    def flags(self) -> tuple[int, int]:
        """Input and local flags."""
        settings = termios.tcgetattr(self.inner)
        return settings[0], settings[3]

    def close(self) -> None:
        """Let go of all ends."""
        self.reader.close()
        self.writer.close()
        os.close(self.inner)
        os.close(self.outer)


@pytest.fixture
def term() -> Iterator[Terminal]:
    """A pseudo-terminal, closed at the end."""
    terminal = Terminal()
    yield terminal
    terminal.close()


def test_say_wraps_and_cleans() -> None:
    """Lines of 78 cells at most, in UTF-8, without anything that steers."""
    talk, out = console(b"")
    talk.say("Шаг 1 из 8: личные данные. " * 6 + "\x1b[2J")
    lines = out.getvalue().decode("utf-8").splitlines()
    assert max(map(len, lines)) <= 78 and len(lines) == 3
    assert b"\x1b" not in out.getvalue() and out.getvalue().endswith(b"?[2J\n")


def test_empty_text_says_nothing() -> None:
    """No blank line is spoken."""
    talk, out = console(b"")
    talk.say("")
    talk.lines(["", "да", ""])
    assert out.getvalue() == "да\n".encode()


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        (b"", []),
        (b"a\n", ["a"]),
        (b"a\r\nb\n", ["a", "b"]),
        (b"a\r\r\n", ["a\r"]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", ["a", "\ufeffb"]),
        (b"\xef\xbb\xbf\xef\xbb\xbfa\n", ["\ufeffa"]),
        (b"\n\n", ["", ""]),
        (b"last", ["last"]),
        ("Иванова\n".encode(), ["Иванова"]),
        (b"a\x00b\n", ["a\0b"]),
        (b"\n", [""]),
        (b"a" * 4094 + b"\n", ["a" * 4094]),
        (b"a" * 4094 + b"\r\n", ["a" * 4094]),
        (b"a" * 4094, ["a" * 4094]),
    ],
)
def test_answers_of_a_stream(typed: bytes, answers: list[str]) -> None:
    """Lines are taken as they are; then the end is told, again and again."""
    talk, out = console(typed)
    assert [talk.ask("Поле") for _ in answers] == answers
    for _ in range(2):
        with pytest.raises(InputClosed):
            talk.ask("Поле")
    assert out.getvalue().startswith("Поле: ".encode())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"\xff\xfe", "LINE_NOT_UTF8"),
        ("Иванов".encode("koi8-r"), "LINE_NOT_UTF8"),
        (b"\xed\xa0\x80", "LINE_NOT_UTF8"),
        ("й".encode()[:1], "LINE_NOT_UTF8"),
        (b"a" * 4095, "LINE_CUT"),
        (b"a" * 4097, "LINE_CUT"),
        (b"a" * 200_000, "LINE_CUT"),
        (b"\xff" * 5000, "LINE_CUT"),
    ],
)
def test_unreadable_line_is_told_and_dropped_whole(line: bytes, code: str) -> None:
    """Nothing of a bad line is taken, the next line is."""
    talk, _ = console(line + b"\nnext\n")
    with pytest.raises(Unreadable) as caught:
        talk.ask("Поле")
    assert caught.value.problem.code == code
    assert talk.ask("Поле") == "next"


def test_prompt_says_the_error_and_each_answer_ends_its_line() -> None:
    """Over a stream the line end is written, for nobody echoes it."""
    talk, out = console(b"31.02.2001\n01.02.2001\n")
    talk.ask("Дата рождения")
    talk.ask("Дата рождения", reason="такой даты нет", full="Не показывается.")
    talk.say("Принято.")
    shown = "Дата рождения: \nДата рождения, ошибка, такой даты нет: \nПринято.\n"
    assert out.getvalue().decode("utf-8") == shown


def test_short_display_gets_the_sentence_above() -> None:
    """EMK_CELLS=20: the whole sentence, then a prompt of 19 cells."""
    talk, out = console(b"x\n", cells=cells_from({"EMK_CELLS": "20"}))
    talk.ask("Дата рождения", reason="такой даты нет", full="Такой даты нет.")
    assert out.getvalue().decode("utf-8") == "Такой даты нет.\nДата, ошибка: \n"


@pytest.mark.parametrize(
    ("value", "cells"),
    [("", 39), ("20", 19), ("40", 39), ("80", 79), ("0", 39), ("-5", 39), ("x", 39), ("9" * 9, 39)],
)
def test_cells_from(value: str, cells: int) -> None:
    """The width of a braille display less its cursor; nonsense is the usual width."""
    assert cells_from({"EMK_CELLS": value}) == cells


def test_prompt_without_answer_ends_its_line_at_the_end() -> None:
    """What comes after the program stands on a line of its own."""
    talk, out = console(b"")
    with pytest.raises(InputClosed), talk:
        talk.ask("Поле")
    assert out.getvalue() == "Поле: \n".encode()


def test_secret_of_a_stream_is_a_line() -> None:
    """Where there is no terminal there is no echo to switch off."""
    talk, out = console("тайна 1\n".encode())
    assert talk.secret("Пароль") == "тайна 1"
    assert out.getvalue() == "Пароль: \n".encode()


def test_no_escape_to_a_stream() -> None:
    """Clearing is for real terminals."""
    talk, out = console(b"")
    talk.clear_scrollback()
    assert out.getvalue() == b""


class Broken(io.BytesIO):
    """A stream whose other end is gone, or whose disk is full."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.tries = 0

    def write(self, data: object) -> int:
        """Fail and count."""
        self.tries += 1
        raise OSError(self.number, "x")

    def readline(self, size: int | None = -1) -> bytes:
        """Fail."""
        raise OSError(self.number, "x")


def test_lost_listener_is_told_once() -> None:
    """A closed pipe ends the dialogue; goodbyes after that go nowhere."""
    out = Broken(errno.EPIPE)
    talk = Console(io.BytesIO(b""), out)
    with pytest.raises(OutputClosed):
        talk.say("да")
    talk.say("нет")
    assert out.tries == 1


def test_other_faults_are_not_taken_for_an_end() -> None:
    """A full disk and a reading fault stay what they are."""
    with pytest.raises(OSError, match="x"):
        Console(io.BytesIO(b""), Broken(errno.ENOSPC)).say("да")
    with pytest.raises(OSError, match="x"):
        Console(Broken(errno.EISDIR), io.BytesIO()).ask("Поле")


def test_lost_terminal_is_the_end_of_input() -> None:
    """A terminal that hung up reads as EIO."""
    with pytest.raises(InputClosed):
        Console(Broken(errno.EIO), io.BytesIO()).ask("Поле")


def test_terminal_echoes_once_and_is_left_as_found(term: Terminal) -> None:
    """Answer on the prompt's line, no byte of ours between its first key and Enter; IUTF8 only meanwhile."""
    found = term.flags()
    with Console(term.reader, term.writer, tty=True) as talk:
        assert term.flags()[0] & IUTF8
        term.type("Иванова\n".encode())
        assert term.shown(b"\r\n") == "Иванова\r\n".encode()
        assert talk.ask("Фамилия") == "Иванова"
        talk.say("Принято.")
    assert term.flags() == found
    assert term.shown(b"\r\n") == "Фамилия: Принято.\r\n".encode()


def test_backspace_takes_a_whole_letter(term: Terminal) -> None:
    """One Backspace after a Cyrillic letter leaves no half of it."""
    with Console(term.reader, term.writer, tty=True) as talk:
        term.type("Иваной".encode() + b"\x7f" + "в\n".encode())
        assert talk.ask("Фамилия") == "Иванов"


def test_secret_is_never_echoed(term: Terminal) -> None:
    """The password is not on the screen, Enter is answered, echo is back afterwards."""
    found = term.flags()

    class Typist(io.RawIOBase):
        """Types the password when it is asked for, and looks at the echo flag."""

        def readline(self, size: int | None = -1) -> bytes:
            """Type now: the echo has to be off already."""
            assert not term.flags()[1] & termios.ECHO
            term.type("тайна-42\n".encode())
            return term.reader.readline(size or -1)

        def fileno(self) -> int:
            """The terminal."""
            return term.reader.fileno()

    talk = Console(Typist(), term.writer, tty=True)  # type: ignore[arg-type]
    assert talk.secret("Пароль") == "тайна-42"
    talk.say("Принято, 8 знаков.")
    assert term.flags() == found
    shown = "Пароль, ввод не виден: \r\nПринято, 8 знаков.\r\n"
    assert term.shown("знаков.\r\n".encode()).decode() == shown


def test_echo_is_back_after_a_fault(term: Terminal) -> None:
    """A bad secret leaves the terminal as it was and the cursor on a new line."""
    found = term.flags()
    term.type(b"\xff\n")
    assert term.shown(b"\r\n") == b"\xff\r\n"
    with pytest.raises(Unreadable):
        Console(term.reader, term.writer, tty=True).secret("Пароль")
    assert term.flags() == found
    assert term.shown(b"\r\n").decode() == "Пароль, ввод не виден: \r\n"


def test_second_try_of_a_secret_begins_with_the_error(term: Terminal) -> None:
    """The hint is not repeated, the error is in the prompt."""
    term.type(b"x\n")
    assert term.shown(b"\r\n") == b"x\r\n"
    Console(term.reader, term.writer, tty=True).secret("Пароль", reason="не подходит", full="…")
    assert term.shown(b"\r\n").decode() == "Пароль, ошибка, не подходит: \r\n"


def test_line_that_the_terminal_cuts_is_told(term: Terminal) -> None:
    """The kernel keeps 4095 bytes of a long line: that is not taken for the answer."""
    settings = termios.tcgetattr(term.inner)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(term.inner, termios.TCSANOW, settings)
    for _ in range(5):
        term.type(b"a" * 1000)
    term.type(b"\nok\n")
    talk = Console(term.reader, term.writer, tty=True)
    with pytest.raises(Unreadable) as caught:
        talk.ask("Поле")
    assert caught.value.problem.code == "LINE_CUT"
    assert talk.ask("Поле") == "ok"


def test_end_of_file_key_closes(term: Terminal) -> None:
    """Ctrl+D on an empty line ends the input."""
    term.type(b"\x04")
    with pytest.raises(InputClosed):
        Console(term.reader, term.writer, tty=True).ask("Поле")


@pytest.mark.parametrize(
    ("name", "expected"), [("xterm-256color", b"\x1b[H\x1b[2J\x1b[3J"), ("dumb", b""), ("", b"")]
)
def test_clear_scrollback(term: Terminal, name: str, expected: bytes) -> None:
    """Only a terminal that knows the sequence gets it."""
    Console(term.reader, term.writer, tty=True, term=name).clear_scrollback()
    os.write(term.inner, b"end")
    assert term.shown(b"end") == expected + b"end"
