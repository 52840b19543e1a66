"""Every way the program can end: what was entered is there again, the sentence and exit code are right."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.driver import EMK, surroundings, terminal
from tests.e2e.worlds import Owner, begin_wizard, citizen, make_card

NOW = "2026-03-02T10:00:00"

KILLED = [
    ("personal", ["Иванoва"], "Фамилия", "Сейчас: Иванoва."),
    ("personal", ["Иванова", "Мария", "назад"], "Имя", "Сейчас: Мария. Enter оставляет."),
    ("clinic", ["моя поликлиника", "7799100106"], "ИНН поликлиники", "Сейчас: 7799100106."),
    ("policy", ["7754 4108 8500 0179"], "Номер полиса", "Сейчас: 7754 4108 8500 0179."),
    ("consent", ["да", "", ""], "Разрешаете его, да или нет?", "Enter: да."),
    (
        "documents",
        ["добавить", "выписка", "дальше", "32.01.2026"],
        "Дата выдачи документа",
        "Сейчас: 32.01.2026.",
    ),
    ("vaccinations", ["добавить", "Совигрипп", "10.10.2099"], "Дата вакцинации", "Сейчас: 10.10.2099."),
    ("booking", ["кардиолог"], "Специальность врача", "Enter: кардиолог"),
    ("review", ["", ""], "Enter, с поля N", "Полей "),
]


@pytest.mark.parametrize(("step", "typed", "label", "present"), KILLED)
def test_kill_loses_nothing(tmp_path: Path, step: str, typed: list[str], label: str, present: str) -> None:
    """kill -9 in the middle of a step: after sign-in the same step, the same field, the same text."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    with terminal("demo", "--linear", "--step", step, *kept, env=env) as talk:
        talk.prompt()
        for answer in typed:
            talk.say(answer)
        talk.kill(signal.SIGKILL)
        assert talk.end() == -signal.SIGKILL
    with terminal("demo", "--linear", *kept, env=env) as talk:
        said = begin_wizard(citizen(), talk)
        assert present in said, said
        assert said.rpartition("\n")[2].startswith(label.replace("N", "1")), said


def test_ticks_of_assertion_are_never_remembered(tmp_path: Path) -> None:
    """Killed between «Даёте согласие» and the signature: both are asked anew, nothing is signed."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    with terminal("demo", "--linear", "--step", "consent", *kept, env=env) as talk:
        citizen().walk(talk, "Да или нет")
        assert "Подписать согласие" in talk.fresh
        talk.kill()
        assert talk.end() == -signal.SIGKILL
    with terminal("demo", "--linear", *kept, env=env) as talk:
        person = citizen()
        begin_wizard(person, talk)
        assert "Шаг 4 из 8" in talk.fresh
        person.walk(talk, "Enter, шаг 5")
        assert [one for one in person.labels if one.startswith("Даёте")] and "Согласие подписано" in talk.text


@pytest.mark.parametrize(
    ("number", "key"),
    [(signal.SIGINT, "\x03"), (signal.SIGTERM, ""), (signal.SIGINT, ""), (signal.SIGHUP, "")],
)
def test_interruption_keeps_what_was_entered(tmp_path: Path, number: signal.Signals, key: str) -> None:
    """Ctrl+C and the three signals: one sentence, exit code 130, no traceback; the answers are there."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    with terminal("demo", "--linear", "--step", "personal", *kept, env=env) as talk:
        talk.prompt()
        talk.say("Сидорова")
        if key:
            talk.type(key)
        else:
            talk.kill(number)
        assert talk.end() == 130
        assert talk.text.endswith("Остановлено. Введённое сохранено, продолжить: запустите «emk».\n")
        assert "Traceback" not in talk.text
    with terminal("demo", "--linear", *kept, env=env) as talk:
        begin_wizard(citizen(), talk)
        assert "Сидорова" in talk.say("сводка")


def test_lost_terminal_keeps_what_was_entered(tmp_path: Path) -> None:
    """The window is closed: the program ends by itself and nothing is lost."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    with terminal("demo", "--linear", "--step", "personal", *kept, env=env) as talk:
        talk.prompt()
        talk.say("Сидорова")
        os.close(talk.outer)
        try:
            assert talk.child.wait(60) == 130
        finally:
            talk.outer = os.open(os.devnull, os.O_RDONLY)
    with terminal("demo", "--linear", *kept, env=env) as talk:
        begin_wizard(citizen(), talk)
        assert "Сидорова" in talk.say("сводка")


def test_closed_input_is_said_and_keeps_what_was_entered(tmp_path: Path) -> None:
    """Ctrl+D and the end of a pipe: exit code 2."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    world = (*EMK, "demo", "--linear", "--step", "personal", *kept)
    done = subprocess.run(world, input="Сидорова\n".encode(), capture_output=True, env=env)
    assert done.returncode == 2 and done.stderr == b""
    assert done.stdout.decode().endswith("Ввод закрыт. Введённое сохранено, продолжить: запустите «emk».\n")
    with terminal("demo", "--linear", *kept, env=env) as talk:
        begin_wizard(citizen(), talk)
        assert "Сидорова" in talk.say("сводка")
        talk.type("\x04")
        assert talk.end() == 2


def test_stop_before_there_is_an_account_says_the_truth(tmp_path: Path) -> None:
    """Nothing is kept before the store is there, and no file is left."""
    with terminal("--linear", env=surroundings(tmp_path)) as talk:
        talk.prompt()
        talk.say("ivanova")
        assert "Хранилища ещё нет" in talk.say("сохранить")
        talk.type("стоп\n")
        assert talk.end() == 0
    assert talk.text.endswith("До свидания. Учётная запись не создана, ничего не сохранено.\n")
    assert not (tmp_path / "emk" / "store").exists()


def test_killed_while_the_recovery_code_is_shown_is_taken_up_at_sign_in(tmp_path: Path) -> None:
    """The account is there; a new recovery code and the authenticator are asked for at the next start."""
    with terminal("--linear", env=surroundings(tmp_path)) as talk:
        Owner().person().walk(talk, "Группа 2 кода")
        talk.kill()
        assert talk.end() == -signal.SIGKILL
    with terminal("--linear", env=surroundings(tmp_path)) as talk:
        person = Owner().person()
        person.walk(talk, "Моё здоровье")
        assert person.labels[0] == "Логин" and "Создаём учётную запись" not in talk.text


def test_back_in_mid_enrolment_signs_in_to_the_new_account(tmp_path: Path) -> None:
    """«назад» once the store is there: nothing is made twice, sign-in goes on where it was left."""
    with terminal("--linear", env=surroundings(tmp_path)) as talk:
        owner = Owner()
        owner.person().walk(talk, "Группа 2 кода")
        assert talk.say("назад").endswith("Начнём этот раздел сначала.\nЛогин: ")
        person = owner.person()
        person.walk(talk, "Моё здоровье")
        assert "Создать карту" in talk.fresh and "Контактный телефон" not in person.labels


def test_card_is_made_once(tmp_path: Path) -> None:
    """«Оформить» twice, also after a new sign-in: one number, the wizard is closed."""
    kept, env = ("--now", NOW, "--keep", str(tmp_path / "kept")), surroundings(tmp_path)
    with terminal("demo", "--linear", *kept, env=env) as talk:
        number = make_card(citizen(), talk)
        assert "Карта уже создана" in talk.say("перейти 8")
        talk.kill()
        assert talk.end() == -signal.SIGKILL
    with terminal("demo", "--linear", *kept, env=env) as talk:
        citizen().walk(talk, "Моё здоровье")
        assert "Создать карту" not in talk.fresh
        assert number in talk.say("показать карту")
        assert "ошибка" in talk.say("создать карту")


def test_pasted_text_is_explained(tmp_path: Path) -> None:
    """A CR or BOM from a copied file, Latin letters of the wrong layout: a clear word and «замена»."""
    with terminal("demo", "--linear", "--step", "personal", "--now", NOW, env=surroundings(tmp_path)) as talk:
        talk.prompt()
        assert talk.say("Bdfyjdf").rpartition("\n")[2].startswith("Фамилия, ошибка")
        assert "Принято: Иванова." in talk.say("замена")
        assert talk.say("\ufeffМария").rpartition("\n")[2].startswith("Отчество")
        talk.say("нет")
        assert "Пол: " in talk.say("05.03.1980\r")
