"""A session that stands idle or is closed for a while, in lines: a new process, the same field (R19, B11)."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e import process
from tests.e2e.desks import at_desk, at_home, leave, play, prepared
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import PASSWORD, label_of
from tests.e2e.screen import CLEAR

PLANTED = "Планторская"
WRONG = "Не-тот-пароль-1!"
LOCK = "перейти закрыть на время"
CLOSED = "Сеанс закрыт, введённое сохранено. Он продолжится с того же места.\n"
STEP = ("demo", "--linear", "--step", "personal")


@contextmanager
def at_name(tmp_path: Path, *more: str, **changes: str) -> Iterator[Terminal]:
    """The throw-away demonstration at the second field of step 1, the first one answered."""
    temp = tmp_path / "temp"
    temp.mkdir(exist_ok=True)
    around = surroundings(tmp_path, TMPDIR=str(temp), **changes)
    with terminal(*STEP, *more, env=around, echo=False) as talk:
        talk.prompt()
        assert talk.say(PLANTED).endswith("Имя: ")
        yield talk


def kept(tmp_path: Path) -> list[str]:
    """Folders of demonstrations that are there now."""
    return os.listdir(tmp_path / "temp")


def closed(talk: Terminal) -> str:
    """«Закрыть на время» by its name; returns what stands on the terminal then."""
    talk.say(LOCK)
    said = talk.fresh.rpartition(CLEAR.decode())[2]
    assert CLOSED in said, said
    return said


def again(talk: Terminal) -> None:
    """The password, and the same field asks, the one before with the same text."""
    said = talk.say(PASSWORD)
    assert label_of(said) == "Имя" and "Логин" not in said and "Код" not in said, said
    play(talk, [("назад", rf"Сейчас: {PLANTED}\. Enter оставляет\.\nФамилия: $"), ("", "Имя: $")])


def test_idle_is_told_extended_and_locked(tmp_path: Path) -> None:
    """EMK_IDLE: a warning with a bell, any line extends it and answers nothing, then the curtain."""
    with at_name(tmp_path, EMK_IDLE="6") as talk:
        before = process.around(talk)
        told = r"\a(Через \d с сеанс\s+закроется, введённое сохранено\. Enter:\s+остаться\.)\nИмя: $"
        first = talk.expect(told)
        assert talk.say("").endswith("\nИмя: ") and "ошибка" not in talk.fresh
        assert talk.expect(told)[1] == first[1]
        talk.mark = len(talk.data)
        talk.expect(f"{CLOSED}Пароль, ввод не виден: $")
        assert process.around(talk) != before and talk.child.poll() is None
        assert PLANTED not in talk.data.rpartition(CLEAR)[2].decode()
        again(talk)
        leave(talk)
    assert kept(tmp_path) == []


def test_the_process_is_replaced(tmp_path: Path) -> None:
    """Same number, same words, nothing of the person around it, in its files or in its memory."""
    with at_name(tmp_path) as talk:
        before, line = process.around(talk), process.words(talk)
        files = process.open_files(talk)
        assert process.HANDED not in before and process.in_memory(talk, PLANTED.encode()) > 0
        closed(talk)
        after = process.around(talk)
        assert process.HANDED in after and process.words(talk) == line
        for secret in (PASSWORD, PLANTED, "demo\0", "Логин"):
            assert secret.encode() not in after.replace(b"emk-demo", b""), secret
        # the pipe was read and closed, the database and its lock are closed
        left = process.open_files(talk)
        assert [one for one in left if "pipe" in one or "store" in one] == []
        assert [one for one in files if one.endswith("/store/lock")] and any("emk.db" in one for one in files)
        assert [one for one in left if one.endswith("/alive")]
        for coding in ("utf-8", "utf-16-le"):
            assert process.in_memory(talk, PLANTED.encode(coding)) == 0
        again(talk)
        leave(talk)
        assert process.modes(talk) == talk.found


def test_wrong_passwords_then_the_right_one(tmp_path: Path) -> None:
    """R18, R190: counted, told, a pause; the field is the same afterwards."""
    with at_name(tmp_path) as talk:
        closed(talk)
        said = talk.say(WRONG)
        assert "Логин или пароль не подходят. Осталось попыток: 4." in said
        assert re.search(r"1\. ввести пароль ещё раз\n2\. войти заново\n", said)
        play(talk, [("", r"^Пароль, ввод не виден: $"), ("", r"^Пароль, ввод не виден: $")])
        said = talk.say(WRONG)
        assert "Пауза перед попыткой, 1 с." in said and "Осталось попыток: 3." in said
        play(talk, [("ввести", r"^Пароль, ввод не виден: $")])
        again(talk)
        leave(talk)


def test_somebody_else_signs_in_anew(tmp_path: Path) -> None:
    """«Войти заново» asks login, password and a code; the menu, then the wizard at the same field."""
    with at_name(tmp_path) as talk:
        closed(talk)
        talk.say(WRONG)
        play(talk, [("войти заново", "Логин: $"), ("demo", "Пароль, ввод не виден: $")])
        said = talk.say(PASSWORD)
        assert said.endswith("Откуда взять код: ")


def test_pin_opens_and_goes_after_five_wrong_ones(tmp_path: Path) -> None:
    """R190: set in the account menu, typed at the curtain; five wrong ones leave the password."""
    with at_name(tmp_path) as talk:
        play(
            talk,
            [
                ("перейти учётная запись", "8. ПИН для закрытого сеанса, нет(.|\n)*Учётная запись: $"),
                ("пин для закрытого сеанса", "^(.|\n)*ПИН, ввод не виден: $"),
                ("1234", "Одинаковые цифры и цифры подряд|слишком простой"),
                ("4071", "ПИН ещё раз"),
                ("4072", "ПИН, ошибка, не совпадает: $"),
                ("4071", "ПИН ещё раз"),
                ("4071", r"ПИН задан\.(.|\n)*ПИН для закрытого сеанса, есть(.|\n)*Учётная запись: $"),
                ("назад", "Моё здоровье: $"),
                ("перейти 1", "Имя: $"),
            ],
        )
        place = label_of(talk.fresh)
        assert closed(talk).endswith("ПИН, ввод не виден: ")
        said = talk.say("4071")
        assert label_of(said) == place and "Пароль" not in said
        assert closed(talk).endswith("ПИН, ввод не виден: ")
        for left in (4, 3, 2, 1):
            # a short prompt says that it does not fit, the count with it or when it is asked for
            assert f"Осталось попыток: {left}" in talk.say("4072") + talk.say("повтор"), talk.fresh
        said = talk.say("4072")
        assert "ПИН больше не действует" in said and said.endswith("Пароль, ввод не виден: ")
        assert label_of(talk.say(PASSWORD)) == place
        assert closed(talk).endswith("Пароль, ввод не виден: ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_the_folder_survives_the_lock_and_goes_with_the_program(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Locked and ended by a signal; after kill −9 the next demonstration sweeps it."""
    with at_name(tmp_path) as talk:
        folder = kept(tmp_path)
        closed(talk)
        assert kept(tmp_path) == folder and len(folder) == 1
        talk.kill(number)
        ended = talk.end()
        assert ended == (-signal.SIGKILL if number == signal.SIGKILL else 130)
        if number != signal.SIGKILL:
            assert process.modes(talk) == talk.found and "Traceback" not in talk.text
    if number == signal.SIGKILL:
        assert kept(tmp_path) == folder
        with at_name(tmp_path) as talk:
            assert folder[0] not in kept(tmp_path) and len(kept(tmp_path)) == 1
            leave(talk)
    assert kept(tmp_path) == []


def test_what_was_typed_before_the_curtain_is_no_password(tmp_path: Path) -> None:
    """Half a line stands open when the session closes: the next one begins with nothing of it."""
    with at_name(tmp_path, EMK_IDLE="3") as talk:
        talk.type("Мар")
        talk.expect(f"{CLOSED}Пароль, ввод не виден: $")
        again(talk)
        leave(talk)


def test_the_owners_pin_lets_nobody_else_back(tmp_path: Path) -> None:
    """One of the staff is asked for their own password, also where the owner has a PIN; the same desk."""
    folder = prepared(tmp_path / "kept", "doctor")
    with at_home(folder, 0) as talk:
        play(talk, [("учётная запись", "Учётная запись: $"), ("пин", "ПИН, ввод"), ("4071", "ещё раз")])
        play(talk, [("4071", r"ПИН задан\."), ("назад", "Моё здоровье: $")])
    with at_desk(folder, "doctor", 2) as talk:
        play(talk, [("закрыть на время", f"{CLOSED}Пароль, ввод не виден: $")])
        play(talk, [("4071", "Осталось попыток: 4"), ("", "Пароль, ввод не виден: $")])
        said = talk.say(PASSWORD)
        assert "Вы вошли: Петрова Елена Сергеевна" in said and said.endswith("Рабочее место: ")
