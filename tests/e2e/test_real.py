"""Account to card in the real program on the person's own store, and what stands in its way."""

import re
import shutil
import stat
from pathlib import Path

from tests.e2e.driver import surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD, PHONE, SNILS, SURNAME
from tests.e2e.walks import Walk
from tests.e2e.worlds import bytes_of

DIGITS = re.sub(r"\D", "", SNILS)
PERSONAL = (
    SURNAME,
    "Петровна",
    SNILS,
    DIGITS,
    PHONE,
    re.sub(r"\D", "", PHONE),
    "ivanova@example.ru",
    "Лесная",
)


def copied(walk: Walk, to: Path) -> Path:
    """The same store for a test that changes it."""
    shutil.copytree(walk.home, to, dirs_exist_ok=True)
    return to


def test_card_is_made_without_any_register(real_walk: Walk) -> None:
    """Number, status, marks of what is deferred, check code, paper; the steps are all there."""
    assert real_walk.code == 0
    for number in range(1, 9):
        assert f"Шаг {number} из 8: " in real_walk.text
    for mark in ("личные данные", "поликлиника", "полис"):
        assert f"Отметка: {mark}: проверка отложена." in real_walk.text
    assert re.search(r"проверочный код [\w-]+\.", real_walk.text)
    papers = [*(real_walk.home / "emk" / "papers").iterdir()]
    assert [real_walk.number in paper.name for paper in papers] == [True]
    assert papers[0].read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(papers[0].stat().st_mode) == 0o600


def test_last_line_names_the_card_after_the_scrollback_is_cleared(real_walk: Walk) -> None:
    """Nothing else stays readable."""
    assert real_walk.text.rpartition("\x1b[3J")[2] == f"Карта {real_walk.number} создана. До свидания.\n"


def test_nothing_personal_in_any_file(real_walk: Walk) -> None:
    """No file and no file name holds a planted word in any spelling."""
    files = bytes_of(real_walk.home)
    assert any(name.endswith("emk.db") for name in files)
    planted = (*PERSONAL, PASSWORD, real_walk.owner.app.secret, *list(real_walk.owner.groups.values())[:6])
    for word in planted:
        for coded in (word.encode(), word.encode("utf-16-le"), word.encode("cp1251")):
            assert [name for name, data in files.items() if coded in data or word in name] == []


def test_sign_in_again_shows_the_card(real_walk: Walk, tmp_path: Path) -> None:
    """The card is there for the owner with the next code of the application."""
    home = copied(real_walk, tmp_path / "again")
    with terminal("--linear", env=surroundings(home)) as talk:
        real_walk.owner.person().walk(talk, "Моё здоровье")
        said = talk.say("показать карту")
        assert real_walk.number in said and f"СНИЛС: {SNILS}." in said
        talk.type("стоп\n")
        assert talk.end() == 0


def test_wrong_password_is_told_and_may_be_tried_again(real_walk: Walk, tmp_path: Path) -> None:
    """The sentence, the ways on, and no word of which of the two was wrong."""
    home = copied(real_walk, tmp_path / "wrong")
    with terminal("--linear", env=surroundings(home)) as talk:
        talk.prompt()
        talk.say(LOGIN)
        said = talk.say("Не-тот-пароль-1!")
        assert "Логин или пароль не подходят." in said and said.endswith("Номер: ")
        assert talk.say("").endswith("Логин: ")


def test_second_program_is_told_that_the_store_is_open(real_walk: Walk, tmp_path: Path) -> None:
    """The first one goes on undisturbed."""
    home = copied(real_walk, tmp_path / "two")
    with terminal("--linear", env=surroundings(home)) as first:
        first.prompt()
        first.say(LOGIN)
        assert first.say(PASSWORD).endswith("Код: ")
        with terminal("--linear", env=surroundings(home)) as second:
            second.prompt()
            second.say(LOGIN)
            second.type(PASSWORD + "\n")
            assert second.end() == 4
            assert "Хранилище открыто другой программой." in second.text
        assert "6 цифр" in first.say("12") or "ошибка" in first.fresh


def test_damaged_store_is_refused_and_left_alone(real_walk: Walk, tmp_path: Path) -> None:
    """B2: said in one sentence, three ways on; left by the last one: exit code 4, not a byte changed."""
    home = copied(real_walk, tmp_path / "damaged")
    database = home / "emk" / "store" / "emk.db"
    content = bytearray(database.read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    database.write_bytes(content)
    with terminal("--linear", env=surroundings(home)) as talk:
        talk.prompt()
        talk.say(LOGIN)
        said = talk.say(PASSWORD)
        assert "Хранилище повреждено" in said and said.endswith("Номер: ")
        assert talk.say("попробовать снова").endswith("Логин: ")
        talk.say(LOGIN)
        talk.say(PASSWORD)
        talk.type("закончить\n")
        assert talk.end() == 4
        assert "Хранилище повреждено" in talk.fresh and "Traceback" not in talk.text
    assert database.read_bytes() == bytes(content)
