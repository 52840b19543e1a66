"""Confirmation of identity in the own store of the real program: by lines, by screen, killed, refused."""

import re
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.desks import leave, play
from tests.e2e.driver import surroundings, terminal
from tests.e2e.person import FILES, IDENTITY, LOGIN, PASSWORD, label_of
from tests.e2e.screen import Seen, later, screen
from tests.e2e.test_screen_killed import go
from tests.e2e.test_screen_whole import at_once, quiet
from tests.e2e.worlds import Owner

FIRST = "Фамилия в паспорте"
PASSPORT, SNILS = str(FILES / "pasport.pdf"), str(FILES / "snils.pdf")
CHANGED = ("Дата рождения", "Дата выдачи паспорта", "Документ о смене фамилии", "Скан документа о смене")
BOX = ".*Подтверждаете.*|Да или нет"


@dataclass(frozen=True)
class Begun:
    """An own store with an account that is not confirmed; the form of identity was never filled."""

    home: Path
    owner: Owner


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Account, recovery code, application, terms: then left."""
    home, owner = tmp_path_factory.mktemp("begun"), Owner()
    with terminal("--linear", env=surroundings(home), echo=False) as talk:
        owner.person().walk(talk, FIRST)
        leave(talk)
    return Begun(home, owner)


@pytest.fixture
def mine(begun: Begun, tmp_path: Path) -> Begun:
    """The same for one test."""
    return Begun(Path(shutil.copytree(begun.home, tmp_path / "home")), begun.owner.again())


MISTAKES: list[tuple[str, str]] = [
    ("Иванова", r"Дата рождения: $"),
    ("14.05.2009", r"Дата рождения, ошибка, нет 18 лет: $"),
    ("14.05.1985", r"Дата выдачи паспорта: $"),
    ("20.06.1998", r"Раньше 14 лет\.\nДата выдачи паспорта, ошибка: $"),
    ("20.06.2029", r"Ещё не наступила\.\nДата выдачи паспорта, ошибка: $"),
    # changed at 20: this one ended in 2005
    ("20.06.2001", r"Не действует\.\nДата выдачи паспорта, ошибка: $"),
    ("20.06.2009", r"Скан паспорта: $"),
    ("нет.pdf", r"Скан паспорта, ошибка, файла нет: $"),
    (str(FILES.parent / "ivanova.toml"), r"Скан паспорта, ошибка, не тот формат: $"),
    (PASSPORT, r"Фамилия в СНИЛС: $"),
    ("Петрова", r"Скан СНИЛС: $"),
    (PASSPORT, r"Скан СНИЛС, ошибка, тот же файл: $"),
    (SNILS, r"Меняли фамилию: $"),
    ("нет", r"Фамилии различны\.\nМеняли фамилию, ошибка: $"),
    ("да", r"Документ о смене фамилии: $"),
    ("письмо", r"Нет в списке\.\nДокумент о смене фамилии, ошибка: $"),
    ("решение суда", r"Скан документа о смене: $"),
    (str(FILES / "analiz-krovi.jpg"), r"замечаний нет\.(.|\n)*Заявляю: паспорт и СНИЛС(.|\n)*[?:] $"),
    ("нет", r"Учётная запись не подтверждена(.|\n)*Моё здоровье: $"),
    ("создать карту", r"^Учётная запись не подтверждена\.(.|\n)*Осталось: заявление владельца\."),
    ("перейти 1", r"(.|\n)*Моё здоровье(, ошибка.*)?: $"),
]
"""What the papers say is looked at, each by its own rule (R4, R9, R13–R15, K36); without the statement
the account stays as it is (R1, K38)."""
DAY = ("Иванова", "14.05.1985")
CONFIRMED = "Учётная запись: Подтверждена, подтверждено владельцем."


def test_mistakes_confirm_nobody_the_statement_does(mine: Begun) -> None:
    """R1–R7, R13: mistakes, the list, the refusal by name; then the statement, kept over the next start."""
    around, owner = surroundings(mine.home), mine.owner
    with terminal("--linear", env=around, echo=False) as talk:
        owner.person().walk(talk, FIRST)
        play(talk, MISTAKES)
        assert "Шаг 1 из 8" not in talk.text
        shown = play(talk, [("подтверждение личности", "Учётная запись не подтверждена")])
        for line in ("Паспорт: принят.", "СНИЛС: принят.", "Смена фамилии: принят.", "ИНН: при наличии"):
            assert line in shown, line
        leave(talk)
    with terminal("--linear", env=around, echo=False) as talk:
        # what was given is still there: Enter at every field
        said = owner.person(dict.fromkeys((*IDENTITY, *CHANGED), "")).walk(talk, BOX)
        assert "Заявляю: паспорт и СНИЛС действующие и мои." in said
        play(talk, [("да", rf"{CONFIRMED}(.|\n)*Моё здоровье: $"), ("создать карту", "Тип карты: $")])
        play(talk, [("", "Сейчас: Иванова(.|\n)*Фамилия: $")])
        leave(talk)
    with terminal("--linear", env=around, echo=False, program=later(5)) as talk:
        owner.app.ahead = 300
        owner.person().walk(talk, "Моё здоровье")
        assert "Подтверждение личности, Подтверждена" in talk.fresh
        said = " ".join(play(talk, [("журнал", "личность")]).split())
        assert said.count("личность подтверждена. подтверждено владельцем.") == 1


def test_one_scan_under_two_names_is_told(mine: Begun) -> None:
    """R15: by its content the passport once more; the question says why it comes again."""
    shutil.copy(PASSPORT, mine.home / "копия.pdf")
    with terminal("--linear", env=surroundings(mine.home), echo=False, cwd=mine.home) as talk:
        mine.owner.person({"Скан СНИЛС": "копия.pdf"}).walk(talk, "Меняли фамилию")
        said = talk.say("нет")
        assert "Проверяем документы" in said and re.search("тот же файл|другой файл", said), said


def test_one_scan_under_two_names_is_told_on_the_screen(mine: Begun) -> None:
    """The same there, at the row."""
    remember_face(mine.home / "emk", SCREEN)
    shutil.copy(PASSPORT, mine.home / "копия.pdf")
    with screen(env=surroundings(mine.home), program=later(10)) as seen:
        sign_in(seen, mine.owner, 10)
        seen.until("▌Фамилия в паспорте")
        quiet(seen)
        copy = str(mine.home / "копия.pdf")
        at_once(seen, ("Иванова", "14.05.1985", "20.06.2009", PASSPORT, "Иванова", copy, "нет"))
        text = seen.until("Ошибка: Этот файл уже указан для другого документа")
        assert re.search("▌Скан СНИЛС", text)


@pytest.mark.parametrize(
    ("typed", "label", "present"),
    [
        (["Иванo"], FIRST, "Сейчас: Иванo."),
        ([*DAY, "31.02.2001"], "Дата выдачи паспорта", "Сейчас: 31.02.2001."),
        ([*DAY, "20.06.2009", PASSPORT, "Петр", "снилс.jpg"], "Скан СНИЛС", "Сейчас: снилс.jpg."),
    ],
)  # fmt: skip
def test_killed_in_the_form(mine: Begun, typed: list[str], label: str, present: str) -> None:
    """R195: kill −9 within the confirmation: after the sign-in the same field with the same text."""
    with terminal("--linear", env=surroundings(mine.home), echo=False) as talk:
        mine.owner.person().walk(talk, FIRST)
        for one in typed:
            talk.say(one)
        assert label_of(talk.fresh).startswith(label)
        talk.kill()
        assert talk.end() == -signal.SIGKILL
    with terminal("--linear", env=surroundings(mine.home), echo=False) as talk:
        said = mine.owner.person().walk(talk, f"{FIRST}.*|{label}.*")
        assert label_of(said).startswith(label) and present in said, said


def sign_in(seen: Seen, owner: Owner, minutes: int) -> None:
    """Login, password, the code of a clock that is so far ahead."""
    seen.until("▌Логин")
    seen.press(LOGIN, "enter", PASSWORD, "enter")
    seen.until("▌Код")
    seen.press(pyotp.TOTP(owner.app.secret).at(time.time() + minutes * 60))


def test_killed_in_the_form_on_the_screen(mine: Begun) -> None:
    """The same there: the word that was told to be saved, in the row where the cursor stood."""
    remember_face(mine.home / "emk", SCREEN)
    around = surroundings(mine.home)
    with screen(env=around, program=later(10)) as seen:
        sign_in(seen, mine.owner, 10)
        seen.until("▌Фамилия в паспорте")
        quiet(seen)
        go(seen, mine.home, "Иванова\r", "▌Дата рождения")
        go(seen, mine.home, "14.05.19", "▌Дата рождения +14.05.19")
        seen.talk.kill(signal.SIGKILL)
        assert seen.talk.end() == -signal.SIGKILL
    with screen(env=around, program=later(20)) as seen:
        sign_in(seen, mine.owner, 20)
        seen.until("Фамилия в паспорте +Иванова[\\s\\S]*▌Дата рождения +14.05.19")
