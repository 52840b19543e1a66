"""Secrets planted in one long stay: in no file, on no terminal that was left, in no list, log or process."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e import process
from tests.e2e.desks import leave, play
from tests.e2e.driver import DEADLINE, Terminal, surroundings, terminal
from tests.e2e.person import Answer, shown_code
from tests.e2e.screen import CLEAR, injected, screen
from tests.e2e.test_screen_whole import quiet
from tests.e2e.worlds import bytes_of, citizen
from tests.gateways.servers import Web, web_server
from tests.security.planted import found_in, found_in_files, scrollback, spellings

NEW, LAST, PIN = "Тайна-9-слов-Ы!", "Тайна-8-слов-Э!", "407193826154"
GATE = "Planted-Gate-7741"
SURNAME, SNILS, PHONE = "Планторская", "087-654-303 00", "+7 903 765-43-21"
PERSON = (SURNAME, SNILS, re.sub(r"\D", "", SNILS), PHONE, "9037654321")
TYPED = (NEW, LAST, PIN, GATE)
"""Never shown, not even while they are typed."""
LOGGED = """
import logging, warnings
logging.basicConfig(level=1, filename={place!r}, encoding="utf-8")
logging.getLogger("sqlalchemy").setLevel(logging.INFO)
warnings.simplefilter("always")
"""
"""Every record of every library at the lowest level, every warning; of the database each statement.

SQLAlchemy's own DEBUG would write the rows themselves: nothing in the program or around it can ask for that.
"""


@dataclass
class Stay:
    """What was seen of it: terminals, lists, what stands around the process before and after the lock."""

    home: Path
    secrets: tuple[str, ...] = ()
    terminals: list[bytes] = field(default_factory=list)
    around: list[bytes] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    memory: dict[str, int] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> str:
        """The folder of the demonstration."""
        return str(self.home / "kept")

    @property
    def planted(self) -> tuple[str, ...]:
        """All of them."""
        return (*TYPED, *PERSON, *self.secrets)


CHANGES: list[tuple[str, str]] = [
    ("учётная запись", "Учётная запись: $"),
    ("сменить пароль", "Новый пароль, ввод не виден: $"),
    (NEW, "Пароль ещё раз"),
    (NEW, r"Пароль сменён\."),
    ("пин для закрытого сеанса", "ПИН, ввод не виден: $"),
    (PIN, "ПИН ещё раз"),
    (PIN, r"ПИН задан\."),
    ("почта и смс", "Что подключить: $"),
    ("смс", "Строка СМС, ввод не виден: $"),
]


def words(stay: Stay, minute: int) -> tuple[str, ...]:
    """The demonstration at this minute."""
    return ("demo", "--now", f"2026-03-02T10:{minute:02}:00", "--keep", stay.kept)


def program(stay: Stay) -> tuple[str, ...]:
    """With every record written down."""
    return injected(LOGGED.format(place=str(stay.home / "records.log")))


def env(stay: Stay, **more: str) -> dict[str, str]:
    """Temporary files beside the data."""
    temp = stay.home / "temp"
    temp.mkdir(exist_ok=True)
    return surroundings(stay.home, TMPDIR=str(temp), PYTHONWARNINGS="always", **more)


def sent_code(web: Web) -> str:
    """The code that came over the gateway."""
    message = json.loads(web.got[-1][3])["message"]
    return str(re.findall(r"\d{6}", message)[0])


def change_everything(stay: Stay, web: Web) -> None:
    """Password, PIN, gateway, recovery code, application, backup codes; half a card; locked, opened, left."""
    line = f"json://emk:{GATE}@127.0.0.1:{web.port}/send"
    with terminal(*words(stay, 0), "--linear", env=env(stay), echo=False, program=program(stay)) as talk:
        citizen().walk(talk, "Моё здоровье")
        play(talk, [*CHANGES, (line, "Код: $")])
        play(talk, [(sent_code(web), r"Подключено: код дошёл\.")])
        said = talk.say("новый код восстановления")
        groups = dict(re.findall(r"Группа (\d): (\S+)", said))
        play(talk, [(groups["2"], "Группа 7"), (groups["7"], r"Код записан верно и действует")])
        said = talk.say("приложение для кодов")
        secret = "".join(re.findall(r"Секрет: ([A-Z2-7 \n]+)\n", said)[0].split())
        said = talk.say("нет")
        play(talk, [(shown_code(said), r"Приложение привязано\.")])
        codes = re.findall(r"Код \d+: (\S+)", talk.say("запасные коды"))
        play(talk, [(codes[-1], r"Запасные коды действуют: 10\."), ("назад", "Моё здоровье: $")])
        # the last group has two letters: they stand anywhere by chance
        stay.secrets = (*list(groups.values())[:-1], secret, *codes)
        half_a_card(talk)
        stay.around.append(process.words(talk) + process.around(talk))
        stay.memory["before"] = process.in_memory(talk, SURNAME.encode())
        talk.say("перейти закрыть на время")
        assert talk.fresh.endswith("ПИН, ввод не виден: ")
        stay.terminals.append(talk.data)
        stay.around.append(process.words(talk) + process.around(talk))
        stay.files = process.open_files(talk)
        for one in stay.planted:
            stay.memory[one] = sum(
                process.in_memory(talk, one.encode(name)) for name in ("utf-8", "utf-16-le")
            )
        play(talk, [(PIN, "Отчество: $")])
        leave(talk)
        stay.terminals.append(talk.data)


def half_a_card(talk: Terminal) -> None:
    """Name, number and phone of the person, typed into step 1."""
    typed = [("", "Фамилия: $"), (SURNAME, "Имя: $"), ("исправить 6", "СНИЛС: $"), (SNILS, "ИНН: $")]
    phone = [("исправить 20", "Контактный телефон: $"), (PHONE, "Электронная почта: $")]
    play(talk, [("создать карту", "Тип карты: $"), *typed, *phone, ("исправить 3", "Отчество: $")])


def by_app(password: str) -> dict[str, Answer]:
    """A sign-in by password and the code of the application."""
    return {"Пароль, ввод не виден": password, "Откуда взять код": "1", "Код": shown_code}


def lose_a_notice(stay: Stay) -> None:
    """The gateway is broken: a changed password cannot be told, then the next stay says so."""
    told: list[tuple[str, str]] = [
        ("учётная запись", "Учётная запись: $"),
        ("сменить пароль", "Новый пароль, ввод"),
    ]
    changed = [
        (LAST, "Пароль ещё раз"),
        (LAST, r"Пароль сменён\."),
        ("назад", r"Не отправлено уведомлений: \d"),
    ]
    with terminal(*words(stay, 10), "--linear", env=env(stay), echo=False, program=program(stay)) as talk:
        citizen(by_app(NEW)).walk(talk, "Моё здоровье")
        play(talk, [*told, *changed])
        leave(talk)
        stay.terminals.append(talk.data)


def listed(stay: Stay, *command: str) -> str:
    """What a command tells on the kept store."""
    around = env(stay, EMK_HOME=stay.kept)
    with terminal(*command, env=around, echo=False, program=program(stay)) as talk:
        citizen(by_app(LAST)).walk(talk, "Код")
        talk.type(shown_code(talk.fresh) + "\n")
        assert talk.end() == 0
        return talk.fresh


def on_the_screen(stay: Stay) -> None:
    """Signed in, the field open, locked, opened by the password; out. Secrets are copied on the way."""
    with screen(*words(stay, 20), env=env(stay), program=program(stay)) as seen:
        seen.until("▌Логин")
        seen.press("demo", "enter", LAST, *COPY)
        seen.until("▌Пароль")
        seen.press("enter")
        seen.until("Откуда взять код")
        seen.press("enter")
        found = re.search(r"показа: (\d{6})", seen.until(r"показа: \d{6}"))
        assert found is not None
        seen.press(found[1])
        seen.until("Продолжить")
        quiet(seen)
        seen.press("enter")
        seen.until(SURNAME)
        quiet(seen)
        seen.press("\x0f")
        seen.until("Сеанс закрыт[\\s\\S]*▌Пароль")
        quiet(seen)
        stay.terminals.append(seen.talk.data)
        stay.around.append(process.words(seen.talk) + process.around(seen.talk))
        seen.press(LAST, *COPY, "enter")
        seen.until(SURNAME)
        seen.press("f10")
        assert seen.talk.end() == 0
        stay.terminals.append(seen.talk.data)


COPY = ("\x1b[1;2H", "\x03")
"""Shift+Home, Ctrl+C: everything in the field, copied."""
CLIPBOARD = b"\x1b]52"


@pytest.fixture(scope="module")
def stay(tmp_path_factory: pytest.TempPathFactory) -> Stay:
    """All of it, once."""
    one = Stay(tmp_path_factory.mktemp("planted"))
    with web_server(Web()) as web:
        change_everything(one, web)
    lose_a_notice(one)
    on_the_screen(one)
    # last: commands go by the clock of this computer, which is ahead of the demonstration's
    one.lists["outbox"] = listed(one, "outbox", "list")
    one.lists["journal"] = listed(one, "journal", "show", "--json")
    return one


def test_every_spelling_would_be_found() -> None:
    """The control: each way a word could be written is found among other bytes, in a name as well."""
    for word in (*TYPED, *PERSON):
        for one in spellings(word):
            assert found_in(b"\x00\xff before " + one + b" behind", [word]) == [word], (word, one)
    assert found_in_files({f"x/{SURNAME}.txt": b""}, PERSON) == [(f"x/{SURNAME}.txt", SURNAME)]
    assert found_in(b"nothing of the kind", (*TYPED, *PERSON)) == []


def test_in_no_file(stay: Stay) -> None:
    """Store, counters, marks, inbox, keys, temporary files, records at DEBUG: nothing in any spelling."""
    files = bytes_of(stay.home)
    names = "\n".join(files)
    for needed in ("emk.db", "keys.json", "attempts", "journal-", "keyring-of-demonstration", "records.log"):
        assert needed in names, needed
    assert len(files["records.log"]) > 10_000 and len(stay.secrets) > 15
    assert found_in_files(files, stay.planted) == []


def test_on_no_terminal_that_was_left(stay: Stay) -> None:
    """After lock and exit neither screen nor scrollback hold anything; before it there was enough."""
    assert len(stay.terminals) == 5
    for data in stay.terminals:
        assert found_in(scrollback(data).encode(), stay.planted) == []
        assert CLIPBOARD not in data and found_in(data, TYPED) == []
    assert SURNAME.encode() in stay.terminals[-1]
    before = stay.terminals[0].partition(CLEAR)[0]
    assert found_in(scrollback(before).encode(), stay.secrets), "the control: it was there before the curtain"


def test_not_around_the_process(stay: Stay) -> None:
    """Command line and environment of the open, the locked and the screen's process; the pipe is gone."""
    assert len(stay.around) == 3 and [one for one in stay.files if "pipe" in one] == []
    for seen in stay.around:
        assert b"--keep" in seen and found_in(seen, stay.planted) == []


def test_not_in_the_memory_of_the_locked_one(stay: Stay) -> None:
    """The program that waits for the PIN knows nothing; the one before it did."""
    assert stay.memory.pop("before") > 0
    assert {word: count for word, count in stay.memory.items() if count} == {}


def test_in_no_list(stay: Stay) -> None:
    """Journal for programs, notices of a gateway that failed: what happened, never with what."""
    assert "СМС не отправлено: Учётная запись" in stay.lists["outbox"]
    deeds = [
        json.loads(line)["action"] for line in stay.lists["journal"].splitlines() if line.startswith("{")
    ]
    assert {"пароль сменён", "ПИН задан", "отправка подключена", "запасные коды сделаны"} <= set(deeds)
    for told in stay.lists.values():
        assert found_in(told.encode(), stay.planted) == []


def test_what_is_no_secret_can_be_copied(tmp_path: Path) -> None:
    """The control: the same keys in the line of the login send it to the clipboard."""
    with screen("demo", env=surroundings(tmp_path)) as seen:
        seen.until("▌Логин")
        seen.press("planted", *COPY)
        while CLIPBOARD not in seen.talk.data:
            assert seen.talk._read(DEADLINE), seen.text
        seen.press("f10")
        assert seen.talk.end() == 0
