"""Copies of an own store in the real program: a wrong key is told from a damaged store, a copy from none."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.desks import leave, play
from tests.e2e.driver import surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD
from tests.e2e.screen import later, screen
from tests.e2e.test_lock import WRONG
from tests.e2e.test_screen_whole import quiet
from tests.e2e.walks import Walk
from tests.e2e.worlds import Owner, begin_wizard, bytes_of

WRONG_KEY, DAMAGED, NO_COPY = "Логин или пароль не подходят", "Хранилище повреждено", "Копия повреждена"


@dataclass(frozen=True)
class Copies:
    """An own store with its card and a copy of it; a copy of somebody else's store."""

    home: Path
    owner: Owner
    number: str

    @property
    def own(self) -> str:
        """The good copy."""
        return str(self.home / "own.emk")

    @property
    def foreign(self) -> str:
        """Somebody else's."""
        return str(self.home / "foreign.emk")

    @property
    def database(self) -> Path:
        """Of the present store."""
        return self.home / "emk" / "store" / "emk.db"


def back_up(home: Path, owner: Owner, name: str, minutes: int) -> str:
    """`emk backup`; what it says."""
    owner.app.ahead = minutes * 60
    with terminal(
        "backup", name, env=surroundings(home), echo=False, cwd=home, program=later(minutes)
    ) as talk:
        owner.person().walk(talk, "Код")
        talk.type(owner.app.code("") + "\n")
        code = talk.end()
        return f"{code} {' '.join(talk.fresh.split())}"


@pytest.fixture(scope="module")
def made(real_walk: Walk, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Both copies, made by the command."""
    home = Path(shutil.copytree(real_walk.home, tmp_path_factory.mktemp("own") / "home"))
    owner = real_walk.owner.again()
    said = back_up(home, owner, "own.emk", 5)
    assert said.startswith("0 ") and "Копия сделана и проверена. Она зашифрована тем же паролем." in said
    assert "Такой файл уже есть" in back_up(home, owner, "own.emk", 6)
    other, somebody = tmp_path_factory.mktemp("other"), Owner()
    with terminal("--linear", env=surroundings(other), echo=False) as talk:
        begin_wizard(somebody.person({"Логин": "petrova", "Пароль.*": "Чужая-3-дверь!"}), talk)
        leave(talk)
    with terminal(
        "backup", "x.emk", env=surroundings(other), echo=False, cwd=other, program=later(5)
    ) as talk:
        somebody.app.ahead = 300
        somebody.person({"Логин": "petrova", "Пароль.*": "Чужая-3-дверь!"}).walk(talk, "Код")
        talk.type(somebody.app.code("") + "\n")
        assert talk.end() == 0
    shutil.copy(other / "x.emk", home / "foreign.emk")
    return Copies(home, owner, real_walk.number)


@pytest.fixture
def mine(made: Copies, tmp_path: Path) -> Copies:
    """The same for one test."""
    return Copies(Path(shutil.copytree(made.home, tmp_path / "home")), made.owner.again(), made.number)


def restore(mine: Copies, name: str) -> tuple[int, str]:
    """`emk restore`: exit code and what it says."""
    with terminal("restore", name, env=surroundings(mine.home), echo=False) as talk:
        return talk.end(), " ".join(talk.text.split())


def told(mine: Copies, minutes: int, login: str = LOGIN, password: str = PASSWORD) -> str:
    """What is told after login and password."""
    program = later(minutes)
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=program) as talk:
        talk.prompt()
        talk.say(login)
        return " ".join(talk.say(password).split())


def test_a_good_copy_with_a_wrong_and_the_right_password(mine: Copies) -> None:
    """B2: the store is broken, the copy put back; a wrong password is told as one, the right one opens."""
    mine.database.write_bytes(b"not a database")
    assert DAMAGED in told(mine, 10) and WRONG_KEY not in told(mine, 10)
    assert re.search("own.emk от", told(mine, 10)), "the copy to put back is named"
    code, said = restore(mine, mine.own)
    assert code == 0 and "Копия на месте. Прежнее хранилище оставлено рядом." in said
    wrong = told(mine, 10, password=WRONG)
    assert WRONG_KEY in wrong and DAMAGED not in wrong
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=later(20)) as talk:
        mine.owner.app.ahead = 1200
        mine.owner.person().walk(talk, "Моё здоровье")
        assert mine.number in talk.say("показать карту")
        assert "восстановлено из копии" in " ".join(talk.say("журнал").split())


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "other", "folder", "absent"])
def test_what_is_no_good_copy_changes_nothing(mine: Copies, harm: str) -> None:
    """One sentence; every byte of the store as before, and it opens."""
    copy = mine.home / "copy.emk"
    content = bytearray(Path(mine.own).read_bytes())
    if harm == "flipped":
        content[len(content) // 2] ^= 1
    if harm == "folder":
        copy.mkdir()
    elif harm != "absent":
        harmed = {"cut": bytes(content[:-500]), "empty": b"", "other": b"PK" * 999}
        copy.write_bytes(harmed.get(harm, bytes(content)))
    before = bytes_of(mine.home / "emk")
    code, said = restore(mine, str(copy))
    assert (code, NO_COPY in said) == (2, harm not in ("folder", "absent")), said
    assert "Traceback" not in said and bytes_of(mine.home / "emk") == before
    assert told(mine, 10).endswith("Код:")


def test_somebody_elses_copy_opens_with_their_password_only(mine: Copies) -> None:
    """Signed and whole, so it is put in place: the own password is told to be wrong, nothing is damaged."""
    code, said = restore(mine, mine.foreign)
    assert code == 0 and "Прежнее хранилище оставлено рядом" in said
    own = told(mine, 10)
    assert WRONG_KEY in own and DAMAGED not in own
    assert told(mine, 10, "petrova", "Чужая-3-дверь!").endswith("Код:")
    # the former store lies beside, whole
    [beside] = [one for one in (mine.home / "emk").iterdir() if one.name.startswith("store.before-")]
    shutil.rmtree(mine.home / "emk" / "store")
    beside.rename(mine.home / "emk" / "store")
    assert told(mine, 11).endswith("Код:")


def test_a_demonstration_is_no_copy_of_an_own_store(mine: Copies, tmp_path: Path) -> None:
    """Kinds are never mixed."""
    from emk_tui.demo import demo_world, open_session

    session = open_session(demo_world(tmp_path / "demo"))
    session.store.backup(str(tmp_path / "demo.emk"))
    session.store.close()
    before = bytes_of(mine.home / "emk")
    code, said = restore(mine, str(tmp_path / "demo.emk"))
    assert code == 4 and "Это хранилище другого вида" in said and bytes_of(mine.home / "emk") == before


@pytest.mark.parametrize("lost", ["keys.json", "emk.db"])
def test_back_from_a_copy_at_the_prompt(mine: Copies, lost: str) -> None:
    """B2: the program stands by: a bad name, a bad copy, the good one, then the sign-in."""
    (mine.home / "emk" / "store" / lost).unlink()
    (mine.home / "bad.emk").write_bytes(b"nothing")
    if lost == "keys.json":
        shutil.rmtree(mine.home / "emk" / "store" / "backups", ignore_errors=True)
        (mine.home / "emk" / "store" / "keys.json.old").unlink(missing_ok=True)
    around = surroundings(mine.home)
    with terminal("--linear", env=around, echo=False, cwd=mine.home, program=later(10)) as talk:
        talk.prompt()
        talk.say(LOGIN)
        said = " ".join(talk.say(PASSWORD).split())
        assert ("Рядом с хранилищем нет файла ключей" if lost == "keys.json" else DAMAGED) in said
        play(
            talk,
            [
                ("вернуть из копии", "Файл копии: $"),
                ("нет.emk", "Файл копии, ошибка"),
                ("bad.emk", "Файл копии, ошибка"),
                ("own.emk", r"Копия на месте\.(.|\n)*Логин: $"),
            ],
        )
        mine.owner.app.ahead = 600
        mine.owner.person().walk(talk, "Моё здоровье")
        assert mine.number in talk.say("показать карту")


def test_back_from_a_copy_on_the_screen(mine: Copies) -> None:
    """The same there."""
    mine.database.write_bytes(b"not a database")
    remember_face(mine.home / "emk", SCREEN)
    with screen(env=surroundings(mine.home), program=later(10)) as seen:
        seen.until("▌Логин")
        seen.press(LOGIN, "enter", PASSWORD, "enter")
        seen.until(f"{DAMAGED}[\\s\\S]*2. вернуть из копии")
        quiet(seen)
        seen.press("2", "enter")
        seen.until("▌Файл копии")
        seen.press(mine.own, "enter")
        seen.until("Копия на месте")
        seen.until("▌(Логин|Пароль)")
        quiet(seen)
        seen.press(*(["\x15" + LOGIN, "enter"] if "▌Логин" in seen.text else []), PASSWORD, "enter")
        seen.until("▌Код")
