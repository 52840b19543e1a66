"""The whole way on the screen of the real program: every step by hand, the card, its paper, the end."""

import re
from pathlib import Path

import pytest

from tests import network
from tests.e2e.driver import surroundings
from tests.e2e.screen import CLEAR, LEFT, Seen, screen
from tests.watched.sitecustomize import BEGUN

NOW = "2026-03-02T10:00:00"
PAPER = Path(__file__).parents[2] / "examples/files/Иванова_Мария_Петровна_2026-01-15_Выписка.pdf"
PERSONAL = (
    "Иванова", "Мария", "Петровна", "14.05.1985", "ж", "112-233-445 95", "500100732259", "45 09", "123456",
    "20.06.2009", "ОВД района Берёзовый г. Москвы", "770-001", "Москва", "101000", "г. Москва", "ул. Лесная",
    "12, корп. 1", "45", "да", "+7 916 123-45-67", "ivanova@example.ru",
)  # fmt: skip
POLICY = ("7754 4108 8500 0178", "01.04.2015", "", "АО «Страховая компания «СОГАЗ-Мед»", "77")
DOCUMENT = (("выписка", "▌Файл"), (str(PAPER), "▌Дата"), ("15.01.2026", "▌Медиц"), ("ГБУЗ № 1", "▌Комм"))
VACCINE = (("Совигрипп", "▌Дата"), ("10.10.2025", "▌Серия"), ("С217", "▌Комм"), ("", "записей 1|F3"))
PERSONAL_BYTES = tuple(text.encode() for text in ("Иванова", "112-233-445", "ivanova@", "Лесная"))


def at_once(seen: Seen, answers: tuple[str, ...]) -> None:
    """A whole step in one write."""
    seen.press("".join(f"{one}\r" for one in answers))


def one_by_one(seen: Seen, *answers: tuple[str, str]) -> None:
    """An answer, Enter, what stands then."""
    for text, then in answers:
        seen.press(text, "enter")
        seen.until(then)


def said_yes(seen: Seen, then: str) -> None:
    """The word alone answers."""
    seen.press("да")
    seen.until(then)


def quiet(seen: Seen) -> None:
    """Until it paints nothing more: pages look alike in the middle of a turn."""
    while seen.talk._read(0.1):
        pass


def tick(seen: Seen) -> None:
    """A text read to its end, its box ticked."""
    while "> [ ]" not in seen.text:
        seen.press("enter")
        quiet(seen)
    seen.press(" ")
    seen.until(r"> \[x\]")


def consent(seen: Seen) -> None:
    """Read to the end, tick, code, signature."""
    said_yes(seen, "до конца|Конец текста")
    tick(seen)
    one_by_one(
        seen, ("", "> Подтвердить"), ("", "Чем подтвердить"), ("", r"подпись согласия\.\n.*показа: \d{6}")
    )
    found = re.search(r"показа: (\d{6})", seen.text)
    assert found is not None
    seen.press(found[1])
    seen.until("Подписать согласие")
    said_yes(seen, "> Добавить")
    one_by_one(seen, ("", "▌Вид"))


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_the_whole_way(tmp_path: Path, columns: int, rows: int) -> None:
    """From sign-in to the paper and out; nothing personal is left on the terminal."""
    kept = tmp_path / "kept"
    words = ("demo", "--now", NOW, "--keep", str(kept))
    with screen(*words, env=surroundings(tmp_path), columns=columns, rows=rows) as seen:
        whole_way(seen)
    assert network.taken() == [BEGUN]
    assert list(kept.glob("**/*.pdf"))
    last = seen.talk.data.rpartition(CLEAR)[2]
    before = seen.talk.data.partition(b"\x1b[?1049h")[0]
    assert all(mode in seen.talk.data for mode in LEFT)
    assert [one for one in PERSONAL_BYTES if one in before + last] == []


def whole_way(seen: Seen) -> None:
    """Signed in, every step by hand, the card, its paper, and out."""
    seen.sign_in()
    one_by_one(seen, ("", "Тип карты"), ("", "▌Фамилия"))
    at_once(seen, PERSONAL)
    seen.until("▌Поликлиника")
    one_by_one(seen, ("Городская поликлиника «Берёзовая роща»", "▌ОКПО"), ("", "▌Номер"))
    at_once(seen, POLICY)
    seen.until("Разрешаете его")
    consent(seen)
    one_by_one(seen, *DOCUMENT, ("", "Страница 1 из 1"))
    said_yes(seen, "> Дальше")
    one_by_one(seen, ("", "6 из 8"), ("", "▌Название"), *VACCINE)
    one_by_one(seen, ("", "7 из 8"), ("терапевт", "> Просмотр"), ("", "1. Берёзкина"), ("", ">свободно"))
    one_by_one(seen, ("", "Записать:"))
    said_yes(seen, "8 из 8")
    finish(seen)
    seen.press("f10")
    assert seen.talk.end() == 0


def finish(seen: Seen) -> None:
    """«Оформить», the number, the paper, the menu."""
    quiet(seen)
    seen.press("end")
    seen.until(r"> \[ Оформить")
    one_by_one(seen, ("", "Оформить электронную медицинскую карту"))
    quiet(seen)
    said_yes(seen, r"Карта создана, номер ДЕМО-[\d-]+\. Статус: Обработано\.(\n.*)*> да")
    one_by_one(seen, ("", "Сохранено в папку papers"))
    seen.until("> 1. Показать карту")
