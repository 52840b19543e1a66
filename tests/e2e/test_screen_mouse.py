"""The whole way by mouse on the real program: letters are typed into fields, nothing else is a key."""

import re
from pathlib import Path

import pytest

from tests.e2e.driver import surroundings
from tests.e2e.person import PASSWORD
from tests.e2e.screen import Seen, screen
from tests.e2e.test_screen_whole import NOW, PAPER, quiet

PRESSED, LET_GO = "\x1b[<0;{x};{y}M", "\x1b[<0;{x};{y}m"
WHEEL_DOWN = "\x1b[<65;{x};{y}M"
STAGE = 28
"""Column where the stage begins at 120 columns: the steps stand left of it."""
LINE = STAGE + 50
"""In the line to type in of any row."""
YES = "(?<=[ >] )да$"
NEXT = r"(?<=[> ] )Дальше,? +F3"
WHEELS = 30
"""Turns of the wheel that any review is shorter than."""
PERSONAL = {
    "Фамилия": "Иванова",
    "Имя": "Мария",
    "Отчество": "Петровна",
    "Дата рождения": "14.05.1985",
    "Пол": "ж",
    "СНИЛС": "112-233-445 95",
    "Серия паспорта": "45 09",
    "Номер паспорта": "123456",
    "Дата выдачи паспорта": "20.06.2009",
    "Кем выдан паспорт": "ОВД района Берёзовый г. Москвы",
    "Город регистрации": "г. Москва",
    "Улица регистрации": "ул. Лесная",
    "Дом регистрации": "12",
    "Живёте по адресу": "да",
    "Контактный телефон": "+7 916 123-45-67",
    "Электронная почта": "ivanova@example.ru",
}
POLICY = {"Номер полиса": "7754 4108 8500 0178", "Начало действия": "01.04.2015", "Регион полиса": "77"}


class Mouse:
    """A hand on the mouse: points at what is written on the screen."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def at(self, x: int, y: int, what: str = PRESSED + LET_GO) -> None:
        """Column and line from nought."""
        self.seen.press(what.format(x=x + 1, y=y + 1))

    def place(self, pattern: str, since: int = STAGE) -> tuple[int, int]:
        """Where this stands, right of a column."""
        return self._place(rf"^.{{{since}}}.*?(?P<here>{pattern})")

    def _place(self, whole: str) -> tuple[int, int]:
        self.seen.until(whole)
        quiet(self.seen)
        text = self.seen.until(whole)
        found = re.search(whole, text, re.MULTILINE)
        assert found is not None
        return found.start("here") - found.start(), text[: found.start()].count("\n")

    def on(self, pattern: str, then: str, since: int = STAGE) -> str:
        """Click there; wait for what comes of it."""
        self.at(*self.place(pattern, since))
        return self.seen.until(then)

    def into(self, label: str, text: str) -> None:
        """Click the line behind this label, type."""
        # the paper at the right may name it too
        _x, y = self._place(rf"^.{{{STAGE}}}(?P<here>[ ▌]){label}")
        self.at(LINE, y)
        # a row that was open already shows nothing new: the click must be done before the letters come
        quiet(self.seen)
        self.seen.until(f"▌{label}")
        self.seen.press(text)


def code_of(seen: Seen) -> None:
    """Type the code that is shown."""
    found = re.search(r"показа: (\d{6})", seen.text)
    assert found is not None
    seen.press(found[1])


def sign_in(seen: Seen, mouse: Mouse) -> None:
    """Rows, button, choice, menu."""
    seen.until("▌Логин")
    _x, y = mouse.place("[ ▌]Пароль$", 0)
    mouse.at(LINE, y)
    seen.until("▌Пароль")
    seen.press(PASSWORD)
    mouse.at(LINE, y - 1)
    seen.until("▌Логин")
    seen.press("demo")
    mouse.on("Enter дальше", "▌Пароль", 0)
    mouse.on("Enter дальше", "Откуда взять код", 0)
    mouse.on("2. СМС", r"Код для показа: \d{6}", 0)
    code_of(seen)
    mouse.on("Создать карту", "▌Фамилия|Тип карты", 0)
    if "Тип карты" in seen.text:
        mouse.on("карта взрослого", "▌Фамилия", 0)


def fill(mouse: Mouse, texts: dict[str, str]) -> None:
    """Every row by a click into it."""
    for label, text in texts.items():
        mouse.into(label, text)


def rows(seen: Seen, mouse: Mouse) -> None:
    """Three steps of rows: lists, the menu, the steps at the left, «куда», the last line."""
    mouse.into("Регион", "Моск")
    mouse.on(r"(?<=  )г\. Москва", "▌(Индекс|Город)")
    fill(mouse, PERSONAL)
    mouse.on("F5 меню", "Меню", 0)
    mouse.on("Дальше: закончить", "2 из 8", 0)
    mouse.into("Поликлиника", "Берёз")
    mouse.on("(?<=  )Городская поликлиника «Берёзовая роща»", "▌ОКПО")
    mouse.on("Enter дальше", "3 из 8", 0)
    mouse.on("1 Личные данные", "1 из 8", 0)
    mouse.on("F2 куда", "Куда:", 0)
    mouse.on("3 Полис ОМС", "3 из 8", 0)
    mouse.into("Страховая", "СОГАЗ")
    mouse.on("(?<=  )АО «Страховая компания «СОГАЗ", "▌Регион полиса")
    fill(mouse, POLICY)
    mouse.on("Enter дальше", "Разрешаете его", 0)


def consent(seen: Seen, mouse: Mouse) -> None:
    """The button refuses without the tick; tick, code, signature."""
    mouse.on(YES, r"до конца|Конец текста")
    mouse.on("Подтвердить", "Подтвердить пока нельзя: поставьте галочку")
    mouse.on(r"\[ \]", r"\[x\]")
    mouse.on("Подтвердить$", "Откуда взять код|Чем подтвердить")
    mouse.on(r"2\. СМС", r"подпись согласия\.\n.*показа: \d{6}", 0)
    code_of(seen)
    seen.until("Подписать согласие")
    mouse.on(YES, "5 из 8")


def lists(mouse: Mouse) -> None:
    """A document, opened once more, deleted and made anew; a vaccination."""
    document(mouse)
    mouse.on(r"1\. Выписка", "▌")
    mouse.on("F7 назад", "> 1. Выписка", 0)
    mouse.on("Del, у Удалить", "Удалить запись")
    mouse.on(YES, "Документов нет")
    document(mouse)
    mouse.on(NEXT, "6 из 8")
    mouse.on("Добавить прививку", "▌Название")
    mouse.into("Название", "Совиг")
    mouse.on("(?<=  )Совигрипп", "▌Дата")
    fill(mouse, {"Дата": "10.10.2025", "Серия": "С217", "Комм": ""})
    mouse.on("Enter дальше", "записей 1", 0)
    mouse.on(NEXT, "7 из 8")


def document(mouse: Mouse) -> None:
    """All its rows."""
    mouse.on("[> ] Добавить документ", "▌Вид")
    mouse.into("Вид", "выписка")
    fill(mouse, {"Файл": str(PAPER), "Дата": "15.01.2026", "Медиц": "ГБУЗ № 1", "Комм": ""})
    mouse.on("Enter дальше", "Страница 1 из 1", 0)
    mouse.on(YES, "записей 1")


def booking(mouse: Mouse) -> None:
    """A click chooses, the button goes on; a second click on a cell takes it."""
    mouse.on(r"1\. терапевт", "Просмотр расписания: терапевт")
    mouse.on("Просмотр расписания", r"1\. Берёзкина")
    mouse.on(r"1\. Берёзкина", ">свободно")
    mouse.on("свободно  свободно  свободно", "^(?!.*11:20).*>свободно")
    mouse.on(">свободно", "Записать:")
    mouse.on(YES, "8 из 8")


def review(seen: Seen, mouse: Mouse) -> None:
    """The box ticks, the row opens its field, the wheel leads to «Оформить»."""
    x, y = mouse.place(r"\[ \]")
    mouse.at(x + 1, y)
    seen.until("Сверено 1 из")
    mouse.on("2 Имя: ", "▌Имя")
    mouse.on("Enter к проверке", "Сверено 1 из", 0)
    for _ in range(WHEELS):
        mouse.at(x, y, WHEEL_DOWN)
    mouse.on(r"\[ Оформить", "Оформить электронную медицинскую карту")
    mouse.on(YES, r"Карта создана, номер ДЕМО-[\d-]+\. Статус: Обработано\.")


def test_the_whole_way_by_mouse(tmp_path: Path) -> None:
    """R7: from sign-in to the paper and out; no key but the letters of the fields."""
    words = ("demo", "--now", NOW, "--keep", str(tmp_path / "kept"))
    with screen(*words, env=surroundings(tmp_path), columns=120, rows=40) as seen:
        mouse = Mouse(seen)
        sign_in(seen, mouse)
        rows(seen, mouse)
        consent(seen, mouse)
        lists(mouse)
        booking(mouse)
        review(seen, mouse)
        mouse.on(YES, "Сохранено в папку papers", 0)
        mouse.at(*mouse.place("F10 выход", 0))
        assert seen.talk.end() == 0
    assert len([*(tmp_path / "kept" / "papers").glob("*.pdf")]) == 1


@pytest.mark.parametrize("label", ["Отчество"])
def test_a_click_on_a_label_opens_its_row(tmp_path: Path, label: str) -> None:
    """What is typed after a click on the words of a row goes into that row."""
    around = surroundings(tmp_path)
    with screen("demo", "--now", NOW, "--step", "personal", env=around, columns=120, rows=40) as seen:
        seen.until("▌Фамилия")
        mouse = Mouse(seen)
        mouse.at(*mouse.place(label))
        seen.press("ъъ")
        assert re.search(f"▌{label} +ъъ", seen.until("ъъ"))


def test_a_click_on_a_row_that_goes_away(tmp_path: Path) -> None:
    """Leaving the kind of a document takes its rows: the click leads to one that is there."""
    around = surroundings(tmp_path)
    with screen("demo", "--now", NOW, "--step", "documents", env=around, columns=120, rows=40) as seen:
        mouse = Mouse(seen)
        mouse.on("[> ] Добавить документ", "▌Вид")
        mouse.into("Вид", "выписка")
        seen.until("▌Файл")
        mouse.into("Вид", "ыы")
        _x, y = mouse.place("[ ▌]Дата выдачи")
        mouse.at(LINE, y)
        seen.until("^.*│[ ▌]Файл.*\n.*│[ ▌]Комм")
        seen.press("down", "f10")
        assert seen.talk.end() == 0
