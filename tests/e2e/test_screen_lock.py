"""The same on the screen: the curtain at once, a new process, the open field with its text (R19, B11)."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e import process
from tests.e2e.driver import surroundings
from tests.e2e.person import PASSWORD
from tests.e2e.screen import CLEAR, LEFT, Seen, screen
from tests.e2e.test_lock import PLANTED, WRONG, kept
from tests.e2e.test_screen_whole import quiet

CTRL_O, RUSSIAN_O, CTRL_B = "\x0f", "\x1b[1097;5u", "\x02"
FIELD = "▌Имя +Мар"


@contextmanager
def in_mid_word(tmp_path: Path, **changes: str) -> Iterator[Seen]:
    """The throw-away demonstration in the second field of step 1, half a name typed."""
    temp = tmp_path / "temp"
    temp.mkdir(exist_ok=True)
    with screen(
        "demo", "--step", "personal", env=surroundings(tmp_path, TMPDIR=str(temp), **changes)
    ) as seen:
        seen.until("▌Фамилия")
        seen.press(PLANTED, "enter", "Мар")
        seen.until(FIELD)
        yield seen


def locked(seen: Seen, then: str = "▌Пароль") -> None:
    """The new program asks; nothing of the former one stands on the screen."""
    text = seen.until(f"Сеанс закрыт[\\s\\S]*{then}")
    assert PLANTED not in text and "Имя" not in text
    quiet(seen)


def again(seen: Seen) -> None:
    """The password; the row before is full, the open one as it was."""
    seen.press(PASSWORD, "enter")
    seen.until(f"Фамилия +{PLANTED}[\\s\\S]*{FIELD}")


def ended(seen: Seen) -> None:
    """F10; the terminal is as it was found, with one line on it."""
    seen.press("f10")
    assert seen.talk.end() == 0
    assert all(mode in seen.talk.data for mode in LEFT) and process.modes(seen.talk) == seen.talk.found
    last = seen.talk.data.rpartition(CLEAR)[2].decode().replace("\r\n", "\n")
    assert last == "Всё сохранено, продолжить можно в любой день. До свидания.\n"


def test_idle_is_told_extended_and_locked(tmp_path: Path) -> None:
    """EMK_IDLE: a warning in words with a bell; a key extends it and is taken; then the curtain."""
    with in_mid_word(tmp_path, EMK_IDLE="6") as seen:
        before = process.around(seen.talk)
        seen.until("Через \\d с сеанс\\s+[│ ]*закроется")
        assert b"\a" in seen.talk.data
        seen.press("и")
        seen.until("▌Имя +Мари[\\s\\S]*")
        quiet(seen)
        assert "закроется" not in seen.text
        seen.until("Через \\d с сеанс\\s+[│ ]*закроется")
        locked(seen)
        assert process.around(seen.talk) != before
        seen.press(PASSWORD, "enter")
        seen.until(f"Фамилия +{PLANTED}[\\s\\S]*▌Имя +Мари")
        ended(seen)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("key", [CTRL_O, RUSSIAN_O, CTRL_B])
def test_the_curtain_is_the_first_thing_that_happens(tmp_path: Path, key: str) -> None:
    """By either key in either layout: wiped with the scrollback before anything else is painted."""
    with in_mid_word(tmp_path) as seen:
        quiet(seen)
        mark = len(seen.talk.data)
        seen.press(key)
        locked(seen)
        assert seen.talk.data[mark:].startswith(CLEAR)
        assert PLANTED.encode() not in seen.talk.data[mark:] and b"\x1b[?1049l" in seen.talk.data[mark:]
        again(seen)
        ended(seen)


def test_the_process_is_replaced(tmp_path: Path) -> None:
    """Same number, same words, nothing of the person around it, in its files or in its memory."""
    with in_mid_word(tmp_path) as seen:
        before, line = process.around(seen.talk), process.words(seen.talk)
        assert process.HANDED not in before and process.in_memory(seen.talk, PLANTED.encode()) > 0
        seen.press(CTRL_O)
        locked(seen)
        after, files = process.around(seen.talk), process.open_files(seen.talk)
        assert process.HANDED in after and process.words(seen.talk) == line
        for secret in (PASSWORD, PLANTED):
            assert secret.encode() not in after
        assert [one for one in files if "pipe" in one or "store" in one] == []
        for coding in ("utf-8", "utf-16-le"):
            assert process.in_memory(seen.talk, PLANTED.encode(coding)) == 0
        again(seen)
        ended(seen)


def test_wrong_passwords_a_pin_and_the_other_face(tmp_path: Path) -> None:
    """Counted and told; by PIN after it was set; over to lines and locked there: the same field each time."""
    with in_mid_word(tmp_path) as seen:
        seen.press(CTRL_O)
        locked(seen)
        seen.press(WRONG, "enter")
        seen.until("Осталось попыток: 4")
        quiet(seen)
        seen.press("enter")
        seen.until("▌Пароль")
        again(seen)
        set_pin(seen)
        seen.press(CTRL_O)
        locked(seen, "▌ПИН")
        seen.press("4072", "enter")
        seen.until("Осталось попыток: 4")
        seen.press("4071", "enter")
        seen.until(f"Фамилия +{PLANTED}[\\s\\S]*{FIELD}")
        seen.press("\x1b[20~")
        seen.talk.expect(r"Сейчас: Мар\. Enter оставляет\.\s+Имя: $")
        seen.press("перейти закрыть на время\n")
        seen.talk.expect("ПИН, ввод не виден: $")
        seen.press("4071\n")
        seen.talk.expect(r"Сейчас: Мар\. Enter оставляет\.\s+Имя: $")
        seen.press("экран\n")
        seen.until(FIELD)
        ended(seen)
    assert kept(tmp_path) == []


def test_over_to_lines_at_the_curtain(tmp_path: Path) -> None:
    """F9 asks the password there; the same field with the same text."""
    with in_mid_word(tmp_path) as seen:
        seen.press(CTRL_O)
        locked(seen)
        seen.press("f9")
        seen.talk.expect("Сеанс закрыт, введённое сохранено[\\s\\S]*ввод не виден: $")
        seen.press(f"{PASSWORD}\n")
        seen.talk.expect(r"Сейчас: Мар\. Enter оставляет\.\s+Имя: $")
        seen.press("стоп\n")
        assert seen.talk.end() == 0
    assert kept(tmp_path) == []


def set_pin(seen: Seen) -> None:
    """In the account menu, by the palette; back into the field."""
    seen.press("\x1b[15~")
    seen.until("Меню. Найти")
    seen.press("Учётная запись", "enter")
    text = seen.until("ПИН для закрытого сеанса, нет")
    quiet(seen)
    found = re.search(r"(\d+)\. ПИН для", text)
    assert found is not None
    seen.press(found[1])
    seen.until(f"> {found[1]}\\. ПИН")
    seen.press("enter")
    # the code of the sign-in was in the former memory: a locked session asks for a new one (K27)
    seen.until("Откуда взять код")
    seen.press("2", "enter")
    code = re.search(r"показа: (\d{6})", seen.until(r"показа: \d{6}"))
    assert code is not None
    seen.press(code[1])
    seen.until("▌ПИН")
    quiet(seen)
    seen.press("4071", "enter")
    seen.until("▌ПИН ещё раз")
    seen.press("4071", "enter")
    seen.until("ПИН для закрытого сеанса, есть")
    quiet(seen)
    seen.press("enter")
    seen.until("> 1. Продолжить с шага 1")
    quiet(seen)
    seen.press("enter")
    seen.until(FIELD)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_the_folder_survives_the_lock_and_goes_with_the_program(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Locked and ended by a signal; after kill −9 the next demonstration sweeps it."""
    with in_mid_word(tmp_path) as seen:
        folder = kept(tmp_path)
        seen.press(CTRL_O)
        locked(seen)
        assert kept(tmp_path) == folder and len(folder) == 1
        seen.talk.kill(number)
        assert seen.talk.child.wait(60) == (-signal.SIGKILL if number == signal.SIGKILL else 130)
        if number != signal.SIGKILL:
            assert process.modes(seen.talk) == seen.talk.found
        seen.talk.end()
    if number == signal.SIGKILL:
        assert kept(tmp_path) == folder
        with in_mid_word(tmp_path) as seen:
            assert folder[0] not in os.listdir(tmp_path / "temp")
            ended(seen)
    assert kept(tmp_path) == []
