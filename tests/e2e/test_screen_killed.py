"""Killed in each of the eight steps on the screen: the own store opens there again, with what was typed."""

import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest

from emk_tui.settings import SCREEN, remember_face
from tests.e2e.driver import surroundings, terminal
from tests.e2e.person import LOGIN, PASSWORD
from tests.e2e.screen import Seen, later, screen
from tests.e2e.test_screen_whole import NOW, quiet
from tests.e2e.worlds import Owner, begin_wizard, bytes_of

F2 = "\x1bOQ"
TYPED: dict[str, tuple[str, str, str]] = {
    "1": ("\x1b[5~\x1b[5~\x1b[5~\x15Сидоров", "▌Фамилия +Сидоров", "▌Фамилия +Сидоров"),
    "2": ("\x1b[5~\x15Берёзка", "▌Поликлиника +Берёзка", "▌Поликлиника +Берёзка"),
    "3": ("\x1b[5~\x157754 41", "▌Номер полиса +7754 41", "▌Номер полиса +7754 41"),
    "4": ("д", "до конца|Конец текста", "4 из 8"),
    "5": ("+рец", "▌Вид документа +рец", "▌Вид документа +рец"),
    "6": ("+Совиг", "▌Название вакцины +Совиг", "▌Название вакцины +Совиг"),
    "8": ("1 ", "Сверено 1 из", "Сверено 1 из"),
}
"""Step → keys, what stands then, what stands after the next start; the seventh needs a schedule: below."""
CONSENT = "4"


@dataclass(frozen=True)
class Kept:
    """A store with every step but the last one done, and the secret of its codes."""

    home: Path
    secret: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Account, codes and steps by lines, up to the last question."""
    home, owner = tmp_path_factory.mktemp("killed"), Owner()
    person = owner.person()
    with terminal("--linear", env=surroundings(home), echo=False) as talk:
        begin_wizard(person, talk)
        person.walk(talk, "Разрешаете.*|Да или нет")
        # as a kill would leave it: everything is durable before the next prompt
        shutil.copytree(home / "emk", home / CONSENT / "emk")
        person.walk(talk, "Enter, с поля 1")
        talk.type("стоп\n")
        assert talk.end() == 0
    remember_face(home / "emk", SCREEN)
    remember_face(home / CONSENT / "emk", SCREEN)
    return Kept(home, owner.app.secret)


def sign_in(seen: Seen, secret: str, minutes: int) -> None:
    """Login, password, the code of this clock; then on with the card."""
    seen.until("▌Логин")
    seen.press(LOGIN, "enter", PASSWORD, "enter")
    seen.until("▌Код")
    seen.press(pyotp.TOTP(secret).at(time.time() + minutes * 60))
    seen.until("Продолжить")
    seen.press("enter")
    seen.until("· [1-8] из 8")
    quiet(seen)


def go(seen: Seen, home: Path, keys: str, then: str) -> None:
    """Press these; until they are seen, the store has changed and the program says no other thing."""
    before = bytes_of(home / "emk" / "store")
    seen.press(keys)
    seen.until(then)
    while bytes_of(home / "emk" / "store") == before:
        assert seen.talk.child.poll() is None
        quiet(seen)
    quiet(seen)


@pytest.mark.parametrize("step", TYPED)
def test_killed_in_a_step(kept: Kept, tmp_path: Path, step: str) -> None:
    """Same step, same field, same text."""
    home = Path(shutil.copytree(kept.home / (CONSENT if step == CONSENT else ""), tmp_path / "home"))
    keys, then, again = TYPED[step]
    with screen(env=surroundings(home), program=later(10)) as seen:
        sign_in(seen, kept.secret, 10)
        if f"· {step} из 8" not in seen.text:
            go(seen, home, F2 + step, f"· {step} из 8")
        go(seen, home, keys, then)
        seen.talk.kill(signal.SIGKILL)
        assert seen.talk.end() == -signal.SIGKILL
    with screen(env=surroundings(home), program=later(20)) as seen:
        sign_in(seen, kept.secret, 20)
        assert f"· {step} из 8" in seen.text
        seen.until(again)


def test_killed_in_the_booking(tmp_path: Path) -> None:
    """Chosen and not booked: the same step, and nothing is booked."""
    words = ("demo", "--now", NOW, "--keep", str(tmp_path / "kept"))
    with screen(*words, "--step", "booking", env=surroundings(tmp_path)) as seen:
        seen.until("7 из 8")
        seen.press("1", "enter", "enter")
        seen.until("1. Берёзкина")
        seen.press("enter")
        seen.until(">свободно")
        seen.talk.kill(signal.SIGKILL)
        assert seen.talk.end() == -signal.SIGKILL
    with screen(*words, env=surroundings(tmp_path)) as seen:
        seen.sign_in()
        seen.press("enter")
        assert "Вы записаны" not in seen.until("7 из 8")
