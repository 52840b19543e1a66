"""The keys of each kind of question, as the help prints them."""

from emk_tui.i18n import _l
from emk_tui.services.flows.asks import Choice, Confirm, Page, Records, Review, Show, Slots

LINES = (_l("Вверх, Вниз"), _l("По строкам"))
ENDS = ("Home, End", _l("К первой и последней"))
NUMBER = (_l("Цифры"), _l("К строке с этим номером"))

PART_KEYS: dict[type, tuple[tuple[str, str], ...]] = {
    Choice: (
        LINES,
        ENDS,
        NUMBER,
        (_l("Буквы"), _l("Оставить подходящие")),
        ("Esc", _l("Показать все снова")),
        ("Delete", _l("Снять фильтры, где они есть")),
    ),
    Confirm: (
        (_l("Д, Н"), _l("Ответить «да» или «нет» сразу")),
        (_l("Вверх, Вниз"), _l("Выбрать ответ, Enter примет")),
    ),
    Page: (
        ("PageUp, PageDown", _l("По страницам")),
        ("Home, End", _l("К началу и концу")),
        (_l("Пробел"), _l("Листать, в конце поставить отметку")),
    ),
    Show: (
        ("PageUp, PageDown", _l("По страницам")),
        ("Home, End", _l("К началу и концу")),
        (_l("К"), _l("Картинка или текст")),
    ),
    Records: (
        LINES,
        NUMBER,
        ("Insert, +", _l("Добавить запись")),
        (_l("Enter, Р"), _l("Редактировать запись")),
        (_l("Delete, У"), _l("Удалить запись")),
    ),
    Slots: (
        (_l("Влево, Вправо"), _l("По дням")),
        (_l("Вверх, Вниз"), _l("По времени")),
        ("Enter", _l("Взять это время")),
        (_l("Tab, П, В"), _l("К кнопкам под сеткой")),
    ),
    Review: (
        LINES,
        ENDS,
        NUMBER,
        (_l("Пробел"), _l("Сверено или нет")),
        (_l("А"), _l("Сверить весь раздел")),
        ("=", _l("Сравнить с тем, что наберёте по документу")),
        ("Enter", _l("Исправить поле")),
    ),
}
"""Kind of question → (keys, what they do)."""
