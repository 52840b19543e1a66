"""A file by ear: by its name, out of a numbered list, through folders (R15; rules 6 and 7)."""

from pathlib import Path

import pytest

from emk_tui.card.sections.identity import SLOTS
from emk_tui.linear.form import RecordForm
from emk_tui.services.flows.asks import Form
from tests.linear.talking import Talk, demo_session, spoken

FIELD = f"identity.{next(iter(SLOTS))}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some files, a folder with one, an empty folder."""
    made = tmp_path / "дом"
    for name in ("Анализ крови.pdf", "анализ мочи.pdf", "снимок.jpg", "сканы/паспорт.pdf", "заметки.txt"):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-")
    (made / "пусто").mkdir()
    return made


def never(path: str) -> None:
    """What is in the file is not looked at."""


def told(folder: Path, *typed: str) -> tuple[str, Talk]:
    """What stands in the field after these lines, and what was said."""
    talk = Talk([*typed, "стоп"])
    with demo_session(folder.parent / "store") as session:
        session.base = folder
        session.file_look = never  # type: ignore[method-assign]
        form = Form("identity", "Подтверждение личности", FIELD, single=True)
        RecordForm(talk.prompter, session, form).run()
        return session.draft.raw(FIELD), talk


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (("снимок.jpg",), "снимок.jpg"),
        (("'снимок.jpg'",), "снимок.jpg"),
        (("нет-такого.pdf",), "нет-такого.pdf"),
        (("сним", "1"), "снимок.jpg"),
        (("анализ", "2"), "анализ мочи.pdf"),
        (("АН", "9", "1"), "Анализ крови.pdf"),
        (("анализ", "к"), "Анализ крови.pdf"),
        (("анализ", ""), "анализ"),
        (("?", "2", "1"), "сканы/паспорт.pdf"),
        (("?", "с", "снимок"), "снимок.jpg"),
        (("сканы/", "паспорт.pdf"), "сканы/паспорт.pdf"),
        (("сканы/", "снимок.jpg"), "снимок.jpg"),
        (("сканы/п", "1"), "сканы/паспорт.pdf"),
        (("?", "", "снимок.jpg"), "снимок.jpg"),
        (("?", "1", "снимок.jpg"), "снимок.jpg"),
        (("пусто/", "снимок.jpg"), "снимок.jpg"),
        (("ан", "что-то", "1"), "Анализ крови.pdf"),
    ],
)  # fmt: skip
def test_ways_to_name_it(folder: Path, typed: tuple[str, ...], name: str) -> None:
    """Whole, by number, by more letters, in a folder; Enter keeps what was typed."""
    stood, talk = told(folder, *typed)
    assert stood == name
    spoken(talk)


def test_what_is_said_of_a_folder(folder: Path) -> None:
    """The count, folders by that word, sizes in words; no file of another kind."""
    _stood, talk = told(folder, "?", "снимок.jpg")
    at = talk.lines.index("Найдено 5. Номер или ещё буквы.")
    assert talk.lines[at + 1 : at + 6] == [
        *("1. папка пусто", "2. папка сканы", "3. Анализ крови.pdf, 1 КБ", "4. анализ мочи.pdf, 1 КБ"),
        "5. снимок.jpg, 1 КБ",
    ]
    assert "заметки" not in talk.text and talk.lines[-1] == "Выбрано: снимок.jpg."


def test_an_empty_folder(folder: Path) -> None:
    """Told, and the question stands."""
    _stood, talk = told(folder, "пусто/", "снимок.jpg")
    assert talk.text.count("В папке ничего подходящего нет.") == 1
    assert talk.prompts == ["Скан паспорта: "] * 2


def test_a_full_folder_page_by_page(folder: Path) -> None:
    """Nine lines at most; «ещё» goes on and round, numbers are those of the whole list."""
    for number in range(20):
        (folder / f"скан {number:02}.pdf").touch()
    stood, talk = told(folder, "скан", "ещё", "ещё", "ещё", "11")
    assert stood == "скан 09.pdf"
    assert "Найдено 21. Номер или ещё буквы." in talk.lines and "17. скан 15.pdf, 0 КБ" in talk.lines
    assert talk.lines.count("Следующие: ещё.") == 3
    spoken(talk)
