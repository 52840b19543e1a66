"""Failed sign-ins in the real program on an own store: counted, told, paused by terminal (R18, R190, K23)."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.desks import leave
from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD, label_of
from tests.e2e.screen import hurried, screen
from tests.e2e.test_lock import WRONG
from tests.e2e.test_screen_whole import quiet
from tests.e2e.worlds import Owner, begin_wizard, bytes_of

OFFICE, STRANGER, OTHER = (
    {"SSH_CONNECTION": f"{one} 50000 192.0.2.9 22"} for one in ("10.1.2.3", "203.0.113.7", "198.51.100.5")
)
"""Terminals: of the office, where the owner signed in before; two that were never seen."""
CLOSED = r"Слишком много неудачных попыток\. Вход закрыт до \d\d:\d\d\. Данные целы\."


@dataclass(frozen=True)
class Shut:
    """An own store that somebody here failed to open five times; what was told each time."""

    home: Path
    owner: Owner
    told: list[str]


def fail(home: Path, minutes: int, **around: str) -> list[str]:
    """Five wrong passwords; what came after each; the program ends by itself."""
    with terminal("--linear", env=surroundings(home, **around), echo=False, program=hurried(minutes)) as talk:
        talk.prompt()
        told = []
        for number in range(5):
            talk.say(LOGIN if number % 2 else "nobody")
            told.append(" ".join(talk.say(WRONG).split()))
            if number < 4:
                assert talk.say("ввести ещё раз").endswith("Логин: ")
        talk.type("\n")
        assert talk.end() == 3
    return told


def tried(home: Path, minutes: int, password: str = PASSWORD, **around: str) -> str:
    """What is told after login and password."""
    with terminal("--linear", env=surroundings(home, **around), echo=False, program=hurried(minutes)) as talk:
        return _tried(talk, password)


def _tried(talk: Terminal, password: str) -> str:
    talk.prompt()
    talk.say(LOGIN)
    return " ".join(talk.say(password).split())


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Shut:
    """Made here, opened once at the office, shut here by five wrong passwords."""
    home, owner = tmp_path_factory.mktemp("shut"), Owner()
    with terminal("--linear", env=surroundings(home), echo=False) as talk:
        begin_wizard(owner.person(), talk)
        leave(talk)
    owner.app.ahead = 120
    with terminal("--linear", env=surroundings(home, **OFFICE), echo=False, program=hurried(2)) as talk:
        owner.person().walk(talk, "Моё здоровье")
        leave(talk)
    return Shut(home, owner, fail(home, 4))


@pytest.fixture
def mine(shut: Shut, tmp_path: Path) -> Shut:
    """The same for one test."""
    return Shut(Path(shutil.copytree(shut.home, tmp_path / "home")), shut.owner.again(), shut.told)


def test_every_try_tells_how_many_are_left(shut: Shut) -> None:
    """R18, R190: the same for a login nobody has; the last one is told before it is made."""
    for left, told in zip((4, 3, 2, 1), shut.told, strict=False):
        assert f"Логин или пароль не подходят. Осталось попыток: {left}." in told
    for pause, told in zip((1, 2, 4, 8), shut.told[1:], strict=True):
        assert f"Пауза перед попыткой, {pause} с." in told
    assert re.search(CLOSED, shut.told[4]) and "восстановить вход" in shut.told[4]


def test_the_sixth_is_refused_with_the_right_password(mine: Shut) -> None:
    """R190: also in a new program, also after any one file of the counters is gone."""
    assert re.search(CLOSED, tried(mine.home, 5))
    counters = sorted(name for name in bytes_of(mine.home) if "attempts" in name)
    assert len(counters) == 2
    for name in counters:
        copy = Path(shutil.copytree(mine.home, mine.home.parent / name.replace("/", "-")))
        (copy / name).unlink()
        assert re.search(CLOSED, tried(copy, 5)), name
        # and the missing one is there again
        assert re.search(CLOSED, tried(copy, 6)) and (copy / name).exists()
    # the control: with both of them gone nothing could be known, as docs/security.md says
    for name in counters:
        (mine.home / name).unlink()
    assert re.search("Код|код", tried(mine.home, 5))


def test_the_lock_ends_and_the_failures_are_told(mine: Shut) -> None:
    """R189, R190: after fifteen minutes the right password; how many there were, then each in the journal."""
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=hurried(25)) as talk:
        mine.owner.app.ahead = 25 * 60
        said = mine.owner.person().walk(talk, "Моё здоровье")
        assert re.search(
            r"С прошлого входа неудачных попыток: 5, последняя \d\d\.\d\d\.\d{4} \d\d:\d\d\.",
            " ".join(said.split()),
        )
        told = " ".join(talk.say("журнал").split())
        assert told.count("неудачный вход. пароль, терминал") == 4
        assert told.count("неудачный вход. пароль, вход закрыт на время, терминал") == 1
        assert WRONG not in talk.text and "nobody" not in told
        leave(talk)
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=hurried(30)) as talk:
        mine.owner.app.ahead = 30 * 60
        assert "неудачных попыток" not in mine.owner.person().walk(talk, "Моё здоровье")


def test_a_stranger_elsewhere_shuts_no_known_terminal(mine: Shut) -> None:
    """K23: unknown terminals share one count; where the owner signed in before there is an own one."""
    fail(mine.home, 25, **STRANGER)
    assert re.search(CLOSED, tried(mine.home, 26, **STRANGER))
    assert re.search(CLOSED, tried(mine.home, 26, **OTHER)), "another address brings no fresh tries"
    for around in (OFFICE, {}):
        copy = Path(shutil.copytree(mine.home, mine.home.parent / f"known{len(around)}"))
        said = tried(copy, 26, **around)
        assert not re.search(CLOSED, said) and said.endswith("Код:"), said


def test_the_recovery_code_opens_meanwhile(mine: Shut) -> None:
    """K23, K41, R191: at the shut terminal; the new password counts at once, the former one no longer."""
    owner, new = mine.owner, "Другая-5-река!"
    code = "-".join(owner.groups[str(number)] for number in range(1, 8))
    with terminal("--linear", env=surroundings(mine.home), echo=False, program=hurried(6)) as talk:
        owner.app.ahead = 6 * 60
        assert re.search(CLOSED, _tried(talk, PASSWORD))
        assert talk.say("восстановить вход").endswith("Код восстановления, ввод не виден: ")
        wrong = talk.say("ABCDE-" + code[6:])
        assert label_of(wrong).startswith("Код восстановления, ошибка")
        talk.say(code)
        talk.say("да")
        talk.say(new)
        assert "Новый пароль принят. Логин прежний: ivanova." in talk.say(new)
        said = talk.say(owner.app.code(""))
        assert said.endswith("Моё здоровье: ") and "неудачных попыток: 6" in " ".join(said.split())
        assert code not in talk.text and new not in talk.text
        leave(talk)
    assert "Осталось попыток: 4" in tried(mine.home, 8)
    assert tried(mine.home, 9, new).endswith("Код:")


def test_the_same_on_the_screen(mine: Shut) -> None:
    """Count and lock in words; the sixth refused; the recovery code leads in."""
    remember_face(mine.home / "emk", SCREEN)
    code = "-".join(mine.owner.groups[str(number)] for number in range(1, 8))
    # half an hour later the lock is over: again five times wrong, the pause is longer now
    with screen(env=surroundings(mine.home), program=hurried(40)) as seen:
        seen.until("▌Логин")
        seen.press(LOGIN, "enter")
        for left in (4, 3, 2, 1, 0):
            # the login stays, the password is wiped
            seen.until(f"Логин +{LOGIN}\n ▌?Пароль *$")
            seen.press(WRONG, "enter")
            seen.until(f"Осталось попыток: {left}" if left else "Вход закрыт до")
            quiet(seen)
            if left:
                seen.press("enter")
        seen.press("2", "enter")
        seen.until("▌Код восстановления")
        seen.press(code, "enter")
        seen.until("Приложение для кодов у вас осталось")
        seen.press("enter")
        seen.until("▌Новый пароль")
        seen.press("f10")
        assert seen.talk.end() == 0
    assert code.encode() not in seen.talk.data and WRONG.encode() not in seen.talk.data
    with screen(env=surroundings(mine.home), program=hurried(41)) as seen:
        seen.until("▌Логин")
        seen.press(LOGIN, "enter", PASSWORD, "enter")
        # who holds the recovery code has forgiven the failures; no new password was set, the old one counts
        seen.until("▌Код")
