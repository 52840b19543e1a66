"""A12: everything can be done by typed commands, and every prompt of every kind answers each of them."""

import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.driver import Terminal, surroundings, terminal
from tests.e2e.person import label_of
from tests.e2e.worlds import Owner, citizen, make_card

EXAMPLES = Path(__file__).parents[2] / "examples" / "files"
ASKED = ("?", "повтор", "gjdnjh", "сводка", "сохранить", "замена", "перейти", "перейти 99", "исправить 99")
"""Commands that leave the question as it is."""

Line = tuple[str, str]
"""What is typed, and what must come of it: a pattern over all that is said up to the next prompt."""

DOCUMENTS: list[Line] = [
    ("добавить", r"Вид документа: $"),
    ("?", r"Ответы: результат(.|\n)*Вид документа: $"),
    ("выписка", r"Файл: $"),
    ("назад", r"Сейчас: Выписка.*(.|\n)*Вид документа: $"),
    ("", r"Файл: $"),
    ("нет.pdf", r"Файл, ошибка, файла нет: $"),
    ("дальше", r"Дата выдачи документа: $"),
    ("15.01.2026", r"Медицинская организация: $"),
    ("Городская поликлиника «Берёзовая роща»", r"Комментарий: $"),
    ("дальше", r"Сейчас: нет\.pdf(.|\n)*Файл, ошибка, файла нет: $"),
    (
        "Иванова_Мария_Петровна_2026-01-15_Выписка.pdf",
        r"^Проверяем файл\.\n(.|\n)*Страница 1 из 1: есть и подпись(.|\n)*Да или нет: $",
    ),
    ("да", r"^Файл принят: .*\n(.|\n)*Редактировать 1: (.|\n)*Документы: $"),
    ("добавить", r"Вид документа: $"),
    ("результат", r"Файл: $"),
    ("analiz-krovi.jpg", r"Название исследования: $"),
    ("Общий анализ крови", r"Дата проведения: $"),
    ("10.02.2026", r"Дата получения результата: $"),
    ("11022026", r"Комментарий: $"),
    ("дальше", r"Показатели: $"),
    ("добавить показатель", r"Показатель: $"),
    ("Гемоглобин", r"Значение: $"),
    ("138", r"Единица измерения: $"),
    ("г/л", r"Нижняя граница нормы: $"),
    ("120", r"Верхняя граница нормы: $"),
    ("140", r"Показатели, записей 1\.(.|\n)*Показатели: $"),
    ("дальше", r"Документы, записей 2\.(.|\n)*Документы: $"),
    ("3", r"Сейчас: (.|\n)*Вид документа: $"),
    ("назад", r"Документы: $"),
    ("удалить 1", r"Удалить запись (.|\n)*\? $|Да или нет: $"),
    ("нет", r"Документы: $"),
    ("дальше", r"Шаг 5 из 8 закончен(.|\n)*Enter, шаг 6: $"),
    ("мимо", r"Ответа здесь не нужно(.|\n)*Enter, шаг 6: $"),
    ("дальше", r"Прививки: $"),
    ("добавить прививку", r"Название вакцины: $"),
    ("грипп", r"Найдено \d+(.|\n)*Название вакцины: $"),
    ("я не такая", r"^Нет в списке\.\nНазвание вакцины, ошибка: $"),
    ("1", r"Выбрано: (.|\n)*Дата вакцинации: $"),
    ("10.10.2025", r"Серия или партия: $"),
    ("исправить 2", r"Сейчас: 10\.10\.2025(.|\n)*Дата вакцинации: $"),
    ("", r"Серия или партия: $"),
    ("=стоп", r"Комментарий: $"),
    ("назад", r"Сейчас: стоп(.|\n)*Серия или партия: $"),
    ("=", r"Стёрто(.|\n)*Комментарий: $"),
    ("", r"Прививки, записей 1\.(.|\n)*Прививки: $"),
    ("перейти 5", r"Шаг 5 из 8(.|\n)*Документы: $"),
    ("перейти 8", r"Шаг 8 из 8(.|\n)*Enter, с поля 1: $"),
    ("дальше", r"Enter оформить: $"),
    ("серия или партия", r"Серия или партия: $"),
    ("С217", r"С217(.|\n)*Enter оформить: $"),
    ("исправить 999", r"Enter оформить, ошибка.*: $"),
    ("фамилия", r"Сейчас: Иванова(.|\n)*Фамилия: $"),
    ("назад", r"Enter оформить: $"),
    ("перейти 7", r"Шаг 7 из 8(.|\n)*Специальность врача: $"),
    ("терапевт", r"Врач: $"),
    ("назад", r"Специальность врача: $"),
    ("записаться позже", r"Enter, шаг 8: $"),
    ("стоп", r""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder the person stands in, with two papers."""
    for paper in EXAMPLES.iterdir():
        shutil.copy(paper, tmp_path)
    return tmp_path


def test_records_files_review_and_ways_back(folder: Path) -> None:
    """The table, line by line; the last one ends the program."""
    world = ("demo", "--linear", "--step", "documents", "--now", "2026-03-02T10:00:00")
    with terminal(*world, env=surroundings(folder), cwd=folder) as talk:
        talk.prompt()
        for typed, comes in DOCUMENTS[:-1]:
            said = talk.say(typed).partition("\n")[2]
            assert re.search(comes, said), (typed, comes, said)
        talk.type(DOCUMENTS[-1][0] + "\n")
        assert talk.end() == 0
        assert talk.text.endswith("Всё сохранено, продолжить можно в любой день. До свидания.\n")


class Curious(Terminal):
    """Before each answer asks every command and checks that it is answered there."""

    def __init__(self, talk: Terminal) -> None:
        super().__init__(talk.child, talk.outer)
        self.seen: set[str] = set()

    def say(self, answer: str) -> str:
        """Try the commands where this kind of prompt is new, then answer."""
        label = re.sub(r"\d+", "N", label_of(self.fresh))
        if label not in self.seen:
            self.seen.add(label)
            for command in ASKED:
                told = super().say(command).partition("\n")[2]
                assert re.sub(r"\d+", "N", label_of(told)).startswith(label), (label, command, told)
                assert "\n" in told or "ошибка" in told, (label, command, told)
        return super().say(answer)


def test_every_prompt_answers_every_command(tmp_path: Path) -> None:
    """From sign-in to the menu after the card; nothing is lost or skipped by asking."""
    with terminal("demo", "--linear", env=surroundings(tmp_path), echo=False) as talk:
        curious = Curious(talk)
        number = make_card(citizen(), curious)
        assert len(curious.seen) > 45 and number.startswith("ДЕМО-")


def test_sign_up_answers_every_command(tmp_path: Path) -> None:
    """Also before there is an account, and while it is made."""
    with terminal("--linear", env=surroundings(tmp_path), echo=False) as talk:
        curious = Curious(talk)
        Owner().person().walk(curious, "Моё здоровье")
        assert {"Логин", "Пароль, ввод не виден", "Группа N кода", "Код", "Enter, часть N"} <= set(
            curious.seen
        )


AFTER: list[Line] = [
    ("показать карту", r"Карта ДЕМО-[\d-]+\. Статус: Обработано\.(.|\n)*Моё здоровье: $"),
    ("мои заявки", r"Карта ДЕМО-(.|\n)*Моё здоровье: $"),
    ("сохранить подтверждение", r"Сохранено в папку papers: .*\.pdf(.|\n)*Моё здоровье: $"),
    ("уведомления", r"Уведомлений [1-9]\.(.|\n)*Моё здоровье: $"),
    ("журнал", r"^Журнал цел, записей \d+, (.|\n)*карта создана(.|\n)*Журнал операций: $"),
    ("проверить журнал", r"^Журнал цел, записей \d+, последняя [-0-9a-f]{19}\.\nВарианты прежние"),
    ("назад", r"Моё здоровье: $"),
    ("0", r"Моё здоровье, ошибка, нет в списке: $"),
    ("создать", r"Моё здоровье, ошибка, нет в списке: $"),
    ("dsqnb", r"До свидания\.\n$"),
]


def test_everything_after_the_card(tmp_path: Path) -> None:
    """The menu by names, aliases and in the other layout."""
    with terminal("demo", "--linear", env=surroundings(tmp_path)) as talk:
        make_card(citizen(), talk)
        for typed, comes in AFTER[:-1]:
            assert re.search(comes, talk.say(typed).partition("\n")[2]), (typed, talk.fresh)
        talk.type(AFTER[-1][0] + "\n")
        assert talk.end() == 0 and re.search(AFTER[-1][1], talk.text)
