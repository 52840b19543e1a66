"""docs/keys.md: every key of the full screen, out of the tables the program itself is made of."""

from collections.abc import Iterable
from pathlib import Path

from emk_tui.face.commands import COMMANDS
from emk_tui.i18n import _
from emk_tui.screens.help import editing_rows, named, naming_rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
HEAD = """# Клавиши экрана

Страница сделана из таблиц программы командой `make pictures`. Те же клавиши показывает сама программа:
F6 говорит о поле и о клавишах, которые работают сейчас, F5 открывает всё, что можно сделать, последняя строка
называет главное.

В русской раскладке работает то же самое: Ctrl+П открывает то же, что Ctrl+G. Мышь не нужна; щелчок делает
то же, что Enter на этом месте.
"""
LISTS = (
    ("Список вариантов", "стрелки, номер", "к строке"),
    ("", "буквы", "сузить список; Esc: снова все"),
    ("", "Enter", "выбрать"),
    ("Да или нет", "Д, Н", "ответить сразу"),
    ("Документы, прививки, анализы", "Insert, +", "добавить"),
    ("", "Enter", "редактировать"),
    ("", "Del, У", "удалить, после вопроса"),
    ("Код подтверждения", "цифры", "шестая отправляет код"),
    ("", "F4", "прислать новый код, когда срок вышел"),
    ("Условия и согласие", "Enter, PageDown", "читать дальше"),
    ("", "Пробел", "поставить или снять галочку"),
    ("Страница документа", "К", "картинка или снова текст"),
    ("", "Enter", "закрыть"),
    ("Сетка времени", "стрелки, Home, End, PageUp, PageDown", "к свободному времени"),
    ("", "Enter", "выбрать время; вопрос перед записью"),
    ("", "П, В", "записаться позже, другой врач"),
    ("Проверка", "Пробел", "строка сверена; ещё раз: нет"),
    ("", "A", "сверен весь раздел"),
    ("", "=", "ввести с бумаги и сравнить"),
    ("", "Enter", "исправить; на кнопке: оформить"),
    ("", "цифры", "к строке с этим номером"),
)
"""What the questions take besides: where, keys, what they do."""


def page() -> str:
    """The whole page."""
    everywhere = [(named(one.keys), _(one.title)) for one in COMMANDS]
    field = [(row.text, row.note) for row in editing_rows()]
    naming = [(row.text, row.note) for row in naming_rows()]
    return "\n".join(
        [
            HEAD,
            *table("Везде", ("клавиши", "что делают"), everywhere),
            *table("В поле", ("клавиши", "что делают"), field),
            *table("В поле с именем файла", ("клавиши", "что делают"), naming),
            *table("В вопросах", ("где", "клавиши", "что делают"), LISTS),
        ]
    )


def table(title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A heading and a table under it."""
    heads = tuple(heads)
    lines = [" | ".join(heads), "|".join("---" for _head in heads), *(" | ".join(row) for row in rows)]
    body = [f"| {line} |" if set(line) != {"-", "|"} else f"|{line}|" for line in lines]
    return [f"## {title}", "", *body, ""]


def main() -> None:
    """Write it anew."""
    PAGE.write_bytes(page().encode())


if __name__ == "__main__":
    main()
