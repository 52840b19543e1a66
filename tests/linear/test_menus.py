"""Lists by ear: the same ask as a numbered choice (rule 7, R122, R129, R136)."""

import pytest

from emk_tui.linear.choices import page
from emk_tui.linear.menus import records_menu
from emk_tui.services.flows.asks import ADD, NEXT, RecordRow, Records

ROWS = (
    RecordRow("vaccinations.1", "Совигрипп, 10.10.2025", "готово"),
    RecordRow("vaccinations.3", "БЦЖ, 05.03.1980", "ошибки 1", wrong=True),
)


def asked(*rows: RecordRow, at: str = "") -> Records:
    """The list of vaccinations."""
    return Records("vaccinations", "Прививки", "Прививок нет.", "Добавить прививку", rows, at)


def test_an_empty_list_offers_to_go_on_and_to_add() -> None:
    """Enter goes on."""
    menu = records_menu(asked())
    assert [(one.key, one.text) for one in menu.options] == [(NEXT, "Дальше"), (ADD, "Добавить прививку")]
    assert (menu.key, menu.default, menu.question) == ("vaccinations.menu", NEXT, "Прививки")


def test_records_are_named_by_their_ids() -> None:
    """Editing all first, then deleting all; ids have gaps and stay."""
    menu = records_menu(asked(*ROWS))
    assert [one.key for one in menu.options[2:]] == [
        "edit vaccinations.1", "edit vaccinations.3", "drop vaccinations.1", "drop vaccinations.3",
    ]  # fmt: skip
    assert menu.options[2].text == "Редактировать 1: Совигрипп, 10.10.2025"
    assert menu.options[5].text == "Удалить 3: БЦЖ, 05.03.1980"
    assert page(menu, 0)[0] == "Прививки, записей 2. 6 вариантов."


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("", "Редактировать 1: Гемоглобин, 150"),
        ("выше нормы", "Редактировать 1: Гемоглобин, 150, выше нормы"),
    ],
)
def test_what_is_worth_knowing_of_a_record_is_told(note: str, told: str) -> None:
    """R106: out of range by a word, in lines too; that it is ready goes without saying."""
    row = RecordRow("documents.1.results.1", "Гемоглобин, 150", "готово", note=note)
    menu = records_menu(Records("documents.1.results", "Показатели", "", "Добавить показатель", (row,)))
    assert menu.options[2].told == told


def test_where_one_stood_changes_nothing_by_ear() -> None:
    """«дальше» is always the answer of Enter."""
    assert records_menu(asked(*ROWS, at="vaccinations.3")) == records_menu(asked(*ROWS))
