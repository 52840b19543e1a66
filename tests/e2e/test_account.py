"""The account menu of the real program on an own store: what was changed counts, what went is gone (R197)."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.desks import leave, play
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD, SNILS, SURNAME
from tests.e2e.screen import CLEAR, Seen, later, screen
from tests.e2e.test_screen_whole import quiet
from tests.e2e.walks import Walk
from tests.e2e.worlds import Owner, bytes_of

NEW, NEW_LOGIN = "Другая-5-река!", "maria"
REFUSED = r"Логин или пароль не подходят\."


@dataclass
class Mine:
    """A copy of an own store with a card, its owner, and how far the clock of the last start was ahead."""

    home: Path
    owner: Owner
    minutes: int = 0

    @contextmanager
    def at_menu(self, **changes: str) -> Iterator[Terminal]:
        """Signed in by lines, ten minutes after the last time: every code is a new one."""
        self.minutes += 10
        self.owner.app.ahead = self.minutes * 60
        program, around = later(self.minutes), surroundings(self.home)
        with terminal("--linear", env=around, echo=False, program=program) as talk:
            self.owner.person(changes).walk(talk, "Моё здоровье")
            yield talk

    def tried(self, login: str, password: str) -> str:
        """What is told after these two."""
        with terminal(
            "--linear", env=surroundings(self.home), echo=False, program=later(self.minutes)
        ) as talk:
            talk.prompt()
            talk.say(login)
            return talk.say(password)

    def opens(self, login: str, password: str) -> bool:
        """Is the second factor asked then; a refusal says what does not fit."""
        said = self.tried(login, password)
        assert said.endswith("Код: ") or re.search(REFUSED, said), said
        return said.endswith("Код: ")


@pytest.fixture
def mine(real_walk: Walk, tmp_path: Path) -> Mine:
    """The walk's store for one test."""
    home = Path(shutil.copytree(real_walk.home, tmp_path / "home"))
    return Mine(home, real_walk.owner.again())


def test_another_password(mine: Mine) -> None:
    """R197, K32: the rules of the first day and the birth date; the former one opens nothing."""
    with mine.at_menu() as talk:
        play(
            talk,
            [
                ("учётная запись", "Сменить пароль(.|\n)*Учётная запись: $"),
                ("сменить пароль", "Новый пароль, ввод не виден: $"),
                ("Abcd1234!", "Новый пароль, ошибка"),
                (f"Река-7-{LOGIN}!", "Новый пароль, ошибка"),
                ("Река-14.05.1985!", "Новый пароль, ошибка"),
                ("короткий", "Новый пароль, ошибка"),
                (NEW, "Пароль ещё раз, ввод не виден: $"),
                ("Другая-6-река!", "Новый пароль, ошибка, не совпадает: $"),
                (NEW, "Пароль ещё раз, ввод не виден: $"),
                (NEW, r"Пароль сменён\.(.|\n)*Учётная запись: $"),
                ("назад", "Моё здоровье: $"),
                ("уведомления", r"Пароль сменён\."),
            ],
        )
        assert NEW not in talk.text
        leave(talk)
    assert not mine.opens(LOGIN, PASSWORD) and mine.opens(LOGIN, NEW)


def test_another_login(mine: Mine) -> None:
    """Login and password are one key: both are set, the former login opens nothing, the application stays."""
    with mine.at_menu() as talk:
        play(
            talk,
            [
                ("учётная запись", "Учётная запись: $"),
                ("сменить логин", "Логин: $"),
                ("Мария", "Логин, ошибка"),
                (NEW_LOGIN, r"задайте и пароль, можно прежний\.(.|\n)*Новый пароль, ввод не виден: $"),
                (PASSWORD, "Пароль ещё раз, ввод не виден: $"),
                (PASSWORD, r"Логин и пароль сменены\.(.|\n)*Учётная запись: $"),
            ],
        )
        leave(talk)
    assert not mine.opens(LOGIN, PASSWORD)
    with mine.at_menu(Логин=NEW_LOGIN) as talk:
        assert SNILS in talk.say("показать карту")
        leave(talk)


def test_another_recovery_code(mine: Mine) -> None:
    """K41: the new one opens, the former one is dead."""
    former = dict(mine.owner.groups)
    with mine.at_menu() as talk:
        talk.say("учётная запись")
        talk.say("новый код восстановления")
        mine.owner.groups.clear()
        # the walk types two of the groups that are shown
        person = mine.owner.person({"Учётная запись": "назад"})
        person.walk(talk, "Моё здоровье")
        assert "Код записан верно и действует, прежний больше нет." in " ".join(talk.text.split())
        leave(talk)
    new = mine.owner.groups
    assert set(new) == set(former) and new != former
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=later(60)) as talk:
        talk.prompt()
        talk.say(LOGIN)
        talk.say("Не-тот-пароль-1!")
        play(talk, [("восстановить вход", "Код восстановления, ввод не виден: $")])
        assert "е подходит" in talk.say("-".join(former[str(n)] for n in range(1, 8)))
        assert "Приложение для кодов у вас осталось" in talk.say("-".join(new[str(n)] for n in range(1, 8)))


ERASING: list[tuple[str, str]] = [
    ("учётная запись", "Учётная запись: $"),
    (
        "удалить учётную запись",
        r"Копии, сделанные командой emk\s+backup, остаются там(.|\n)*papers(.|\n)*[?:] $",
    ),
]


def erase(mine: Mine, papers: str, word: str) -> Terminal:
    """Up to the word, and the word; the program ends or goes on."""
    with mine.at_menu() as talk:
        play(talk, [*ERASING, (papers, "Код: $")])
        said = talk.say(mine.owner.app.code(""))
        assert re.search(r"Слово «удалить»: $", said), said
        talk.type(f"{word}\n")
        if word == "удалить":
            assert talk.end() == 0
        else:
            talk.expect(r"Ничего не удалено\.(.|\n)*Учётная запись: $")
            leave(talk)
    return talk


def test_the_end_of_an_account(mine: Mine) -> None:
    """R190: nothing is left that opens; the copy made before still is one, as was told."""
    env = surroundings(mine.home)
    with terminal("backup", str(mine.home / "copy.emk"), env=env, echo=False, program=later(5)) as talk:
        mine.owner.app.ahead = 300
        mine.owner.person().walk(talk, "Код")
        talk.type(mine.owner.app.code("") + "\n")
        assert talk.end() == 0
    before = bytes_of(mine.home / "emk")
    erase(mine, "да", "нет")
    assert mine.opens(LOGIN, PASSWORD) and set(before) <= set(bytes_of(mine.home / "emk"))
    talk = erase(mine, "да", "удалить")
    last = " ".join(talk.data.rpartition(CLEAR)[2].decode().split())
    assert last == "Учётная запись и все её данные удалены, ключи уничтожены. До свидания."
    assert bytes_of(mine.home / "emk") == {} and SURNAME.encode() not in talk.data.rpartition(CLEAR)[2]
    with terminal("show", env=env) as talk:
        assert talk.end() == 3 and "Хранилища ещё нет" in talk.text
    with terminal("--linear", env=env) as talk:
        assert "Создаём учётную запись" in talk.prompt()
    with terminal("restore", str(mine.home / "copy.emk"), env=env) as talk:
        assert talk.end() == 0
    assert mine.opens(LOGIN, PASSWORD)


def test_papers_may_stay(mine: Mine) -> None:
    """They are the owner's: asked for, kept where the answer is no."""
    papers = {name for name in bytes_of(mine.home / "emk") if name.startswith("papers/")}
    erase(mine, "нет", "удалить")
    assert set(bytes_of(mine.home / "emk")) == papers != set()


def sign_in(seen: Seen, mine: Mine, password: str = PASSWORD) -> None:
    """On the screen, up to the menu."""
    seen.until("▌Логин")
    seen.press(LOGIN, "enter", password, "enter")
    seen.until("▌Код")
    seen.press(mine.owner.app.code(""))
    seen.until("> 1. Показать карту")
    quiet(seen)


def choose(seen: Seen, line: str, then: str) -> None:
    """A line of a list by its number."""
    found = re.search(rf"(\d+)\. {line}", seen.text)
    assert found is not None, seen.text
    seen.press(found[1])
    seen.until(rf"> {found[1]}\. {line}")
    seen.press("enter")
    seen.until(then)
    quiet(seen)


def test_password_and_end_on_the_screen(mine: Mine) -> None:
    """The same there: the new password counts, then the account goes."""
    remember_face(mine.home / "emk", SCREEN)
    mine.owner.app.ahead = 600
    with screen(env=surroundings(mine.home), rows=40, program=later(10)) as seen:
        sign_in(seen, mine)
        choose(seen, "Учётная запись", "1. Сменить пароль")
        choose(seen, "Сменить пароль", "▌Новый пароль")
        seen.press(NEW, "enter")
        seen.until("▌Пароль ещё раз")
        seen.press(NEW, "enter")
        seen.until("Пароль сменён")
        quiet(seen)
        seen.press("f10")
        assert seen.talk.end() == 0
    mine.owner.app.ahead = 1200
    with screen(env=surroundings(mine.home), rows=40, program=later(20)) as seen:
        sign_in(seen, mine, NEW)
        choose(seen, "Учётная запись", "Удалить учётную запись")
        choose(seen, "Удалить учётную запись", "papers")
        seen.press("да")
        seen.until("▌Код")
        seen.press(mine.owner.app.code(""))
        seen.until("▌Слово «удалить»")
        seen.press("удалить", "enter")
        assert seen.talk.end() == 0
        assert bytes_of(mine.home / "emk").keys() <= {"face"}
        assert "все её данные удалены" in " ".join(seen.talk.data.rpartition(CLEAR)[2].decode().split())
    assert NEW.encode() not in seen.talk.data
