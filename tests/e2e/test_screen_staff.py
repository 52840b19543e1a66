"""The same desks on the screen of the real program, as a person with a keyboard sees them."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.desks import prepared
from tests.e2e.driver import surroundings
from tests.e2e.person import PASSWORD
from tests.e2e.screen import Seen, screen
from tests.e2e.test_screen_whole import quiet
from tests.e2e.test_staff import HEALTH, MENUS, REGISTRAR, STRANGER


@contextmanager
def desk(kept: Path, login: str, minute: int) -> Iterator[Seen]:
    """Signed in by password and the code that is shown; F10 at the end."""
    words = ("demo", "--now", f"2026-03-02T10:{minute:02}:00", "--keep", str(kept), "--as", login)
    with screen(*words, env=surroundings(kept.parent), rows=48) as seen:
        seen.until("▌Логин")
        seen.press(login, "enter", PASSWORD, "enter")
        found = re.search(r"показа: (\d{6})", seen.until(r"показа: \d{6}"))
        assert found is not None
        seen.press(found[1])
        seen.until("Рабочее место[\\s\\S]*> 1")
        quiet(seen)
        yield seen
        seen.press("f10")
        assert seen.talk.end() == 0


@contextmanager
def owner(kept: Path, minute: int) -> Iterator[Seen]:
    """The citizen at the menu."""
    words = ("demo", "--now", f"2026-03-02T10:{minute:02}:00", "--keep", str(kept))
    with screen(*words, env=surroundings(kept.parent), rows=48) as seen:
        seen.sign_in()
        quiet(seen)
        yield seen
        seen.press("f10")
        assert seen.talk.end() == 0


def choose(seen: Seen, line: str, then: str) -> str:
    """The line of a list by its number; what stands then."""
    found = re.search(rf"(\d+)\. {line}", seen.text)
    assert found is not None, seen.text
    seen.press(found[1])
    seen.until(rf"> {found[1]}\. {line}")
    seen.press("enter")
    text = seen.until(then)
    quiet(seen)
    return text


def read(seen: Seen) -> str:
    """A page from its first line to its last."""
    begun = seen.until("Карта ДЕМО-")
    quiet(seen)
    seen.press("end")
    return begun + seen.until("Просмотр записан в журнал")


@pytest.mark.parametrize("login", MENUS)
def test_a_desk_has_what_the_role_may_do(card: Path, tmp_path: Path, login: str) -> None:
    """The lines of the menu; neither the palette nor «куда» lead anywhere else."""
    kept = Path(shutil.copytree(card, tmp_path / "kept"))
    with desk(kept, login, 0) as seen:
        lines = tuple(re.findall(r"^ [> ] \d\. (.*)$", seen.text, re.MULTILINE))
        assert lines == (*MENUS[login], "Закрыть на время", "Выйти")
        before = seen.text
        for key in ("\x1bOQ", "\x1b[15~", "\x10", "\x07"):
            seen.press(key)
            quiet(seen)
        assert seen.text == before and not re.search(HEALTH, seen.talk.text)


def test_no_picture_of_somebody_elses_card(kept: Path) -> None:
    """K16: it would stay in their folder, without the right to papers and without a line in the journal."""
    with desk(kept, "doctor", 0) as seen:
        seen.press("enter")
        read(seen)
        seen.press("\x1b[24~")
        assert "не сохраняется" in seen.until("[Сс]нимок")
    assert not (kept / "papers").exists()


def test_a_registrar_at_the_screen(tmp_path: Path) -> None:
    """R5, R6, R192: passed over video; two documents; the owner sees the word and by whom."""
    kept = prepared(tmp_path / "kept", "registrar")
    with desk(kept, "registrar", 0) as seen:
        choose(seen, "Подтверждение личности", "Скан паспорта: [\\s\\S]*Скан СНИЛС: ")
        seen.press("enter")
        seen.until("> 3. решить позже")
        choose(seen, "пройдена", f"подтверждаете вы, {REGISTRAR}")
        seen.press("да")
        seen.until(f"видеоверификация пройдена, {REGISTRAR}")
        quiet(seen)
        choose(seen, "Открыть карту", "Карта ещё не создана")
        choose(seen, "Восстановить вход", "Документ 1 из 2")
        choose(seen, "полис ОМС", "Документ 2 из 2")
        assert "полис" not in seen.text
        choose(seen, "паспорт", "Вы видели полис ОМС, паспорт")
        seen.press("нет")
        seen.until("Ничего не изменено")
    with owner(kept, 1) as seen:
        assert "Подтверждена" in seen.text
        choose(seen, "Подтверждение личности", r"Видеоверификация: пройдена[\s\S]*02\.03\.2026 10:00")
        # the rail stands between the halves of a line
        said = " ".join(re.sub(r"^.*│", "", seen.text, flags=re.MULTILINE).split())
        assert f"пройдена, {REGISTRAR}" in said and "подтверждено оператором" in said


def test_results_and_doctors_at_the_screen(kept: Path) -> None:
    """R78, R112, R113: hidden until confirmed; the other clinic's doctor is refused."""
    with desk(kept, "doctor", 0) as seen:
        seen.press("enter")
        text = read(seen)
        assert "Общий анализ крови" in text and "Биохимический" not in text
    with desk(kept, "specialist", 1) as seen:
        seen.press("enter")
        seen.until("1. Биохимический анализ крови")
        quiet(seen)
        choose(seen, "Биохимический анализ крови", "Гемоглобин")
        seen.press("enter")
        seen.until("> 4. назад")
        choose(seen, "подтвердить", "Результатов на проверку нет")
    with desk(kept, "doctor", 2) as seen:
        seen.press("enter")
        assert "Биохимический анализ крови" in read(seen)
    with desk(kept, "doctor2", 3) as seen:
        seen.press("enter")
        assert not re.search(HEALTH, seen.until("Доступа к карте нет"))


def test_access_at_the_screen(kept: Path) -> None:
    """R8: given by name, used, taken back, refused again."""
    with owner(kept, 0) as seen:
        choose(seen, "Доступ к карте", "Доступ дан ещё: 0")
        choose(seen, "Дать доступ", "▌Кому")
        seen.press("ершова", "enter")
        seen.until(f"1. {STRANGER}")
        quiet(seen)
        choose(seen, STRANGER, "Дать доступ ко всей карте")
        seen.press("да")
        seen.until(f"Отозвать: {STRANGER}")
    with desk(kept, "doctor2", 1) as seen:
        seen.press("enter")
        assert "СНИЛС: 112-233-445 95" in read(seen)
    with owner(kept, 2) as seen:
        choose(seen, "Доступ к карте", "Доступ дан ещё: 1")
        choose(seen, f"Отозвать: {STRANGER}", "Отозвать доступ")
        seen.press("да")
        seen.until("Доступ отозван")
    with desk(kept, "doctor2", 3) as seen:
        seen.press("enter")
        assert not re.search(HEALTH, seen.until("Доступа к карте нет"))


def test_an_administrator_at_the_screen(kept: Path) -> None:
    """The staff with their rights, the journal with its verdict."""
    with desk(kept, "administrator", 0) as seen:
        choose(seen, "Сотрудники", "логин doctor2")
        seen.press("enter")
        seen.until("> 1. Журнал операций")
        quiet(seen)
        seen.press("enter")
        seen.until("Журнал цел, записей")
        assert not re.search(HEALTH, seen.talk.text)
