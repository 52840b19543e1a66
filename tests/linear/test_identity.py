"""«Подтверждение личности» by ear: rows, refusals, back, resume, the closed card (R1–R9, R13, R15)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emk_tui.ports import Video
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.linear.holding import after, told
from tests.services.people import owner
from tests.services.worlds import NOW, opened

FILES = Path(__file__).parents[2] / "examples" / "files"
ROWS = ("Иванова", "05.03.1980", "10.03.2025", "pasport.pdf", "Иванова", "snils.pdf", "нет")
MENU = "Enter: Подтверждение личности. Моё здоровье: "


@pytest.fixture
def person(world: World, tmp_path: Path) -> Iterator[Session]:
    """Signed in and not confirmed; beside her scans lie files that are none."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("pasport.pdf", "snils.pdf"):
        shutil.copy(FILES / name, folder / name)
    shutil.copy(FILES / "pasport.pdf", folder / "again.pdf")
    (folder / "scan.docx").write_bytes(b"PK\x03\x04 a word processor's")
    made = unconfirm(opened(world))
    made.base = folder
    yield made
    made.store.close()


def unconfirm(session: Session) -> Session:
    """«не подтверждена»."""
    account = replace(session.account, confirmed_basis="", confirmed_at=None)
    session.opened.save_account(account, session.record("проба"))
    session.confirmed = False
    return session


def test_both_papers_then_the_statement(person: Session) -> None:
    """Seven rows with their places, both scans by content, the question in words."""
    talk = told(person, *ROWS, "да")
    assert "Поле 1 из 7, обязательно. Формат: русскими буквами, полностью" in talk.joined
    assert "Паспорт: принят, 11 КБ, страниц 1." in talk.lines
    assert "Заявляю: паспорт и СНИЛС действующие и мои. Подтверждаете, да или нет? " in talk.joined + " "
    assert "Учётная запись: Подтверждена, подтверждено владельцем." in talk.lines
    assert "1. Создать карту, не начата" in talk.lines
    assert person.confirmed and person.account.confirmed_at == NOW


def test_the_statement_is_refused(person: Session) -> None:
    """«?» tells what «нет» leads to; then the menu with the closed card."""
    talk = told(person, *ROWS, "?", "нет")
    assert talk.joined.count("Учётная запись не подтверждена. Пройдите «Подтверждение личности»") >= 1
    assert "1. Создать карту, закрыто, не подтверждена" in talk.lines
    assert not person.confirmed


def test_a_word_processor_file_is_refused_at_its_row(person: Session) -> None:
    """R15: with the formats on request; the row is asked again."""
    talk = told(person, *ROWS[:3], "scan.docx", "?", *ROWS[3:], "да")
    assert [one for one in talk.prompts if one.startswith("Скан паспорта, ошибка")] != []
    assert "PDF, JPEG, PNG" in after(talk, "Скан паспорта, ошибка")
    assert person.confirmed


def test_one_scan_is_not_two_papers(person: Session) -> None:
    """R15: told at the second row, which is asked again; Enter keeps the mistake, another file mends it."""
    rows = (*ROWS[:5], "again.pdf", "нет")
    talk = told(person, *rows, "", "snils.pdf", "да")
    assert talk.joined.count("Скан СНИЛС, ошибка, тот же файл: ") == 2
    assert person.confirmed


def test_another_surname_asks_for_its_paper(person: Session) -> None:
    """R13: told at the tick, «да» brings two rows more."""
    rows = (*ROWS[:4], "Петрова", "snils.pdf", "нет", "?", "да", "суд", "again.pdf")
    talk = told(person, *rows, "назад", "назад")
    assert "Меняли фамилию, ошибка: " in talk.prompts
    assert "Исправьте опечатку, или ответьте «да» и приложите документ о смене фамилии." in talk.joined
    assert "Поле 8 из 9, обязательно. Формат: свидетельство о браке, решение суда." in talk.lines
    assert "Скан документа о смене, ошибка: " in talk.prompts
    assert not person.confirmed


def test_an_expired_passport_is_told_at_its_row(person: Session) -> None:
    """R13: «повтор» has the whole sentence."""
    talk = told(person, "Иванова", "05.03.1980", "21.03.2005", "повтор", *ROWS[2:], "да")
    assert "Дата выдачи паспорта, ошибка: " in talk.prompts
    assert "Паспорт не действует: его меняют в 20 и 45 лет" in talk.joined
    assert person.confirmed


def test_back_to_the_menu_and_again(person: Session) -> None:
    """«назад» on the first row is the menu; the item asks the same rows with what was given."""
    talk = told(person, *ROWS[:2], "назад", "назад", "назад", "", "")
    assert "Сейчас: Иванова. Enter оставляет." in after(talk, MENU)
    assert "Паспорт: не загружен." in talk.lines
    assert "Видеоверификация" not in talk.text, "there is no operator here"


def test_after_a_kill_it_goes_on_at_the_same_row(person: Session) -> None:
    """R195: the row that was being asked, the ones before it are not asked again."""
    told(person, *ROWS[:3])
    person.store.close()
    again = opened(person.world)
    again.base = person.base
    talk = told(again, *ROWS[3:], "да")
    assert talk.prompts[0] == "Скан паспорта: "
    assert again.confirmed
    again.store.close()


def test_the_card_is_closed_with_the_reason_and_what_is_missing(person: Session) -> None:
    """R1, R32: steps by number and name, the card by its names; the question stays."""
    missing = "Осталось: скан паспорта, скан СНИЛС, сведения из паспорта и СНИЛС, заявление владельца."
    why = "Учётная запись не подтверждена. Пройдите «Подтверждение личности», затем создайте карту."
    talk = told(
        person,
        "перейти 1",
        "перейти вакцинация",
        "перейти создать карту",
        "перейти моё здоровье",
        "1",
        "создать карту",
    )
    assert talk.joined.count(why) == 5 and talk.joined.count(missing) == 5
    assert talk.prompts.count("Фамилия в паспорте: ") == 4
    assert "Шаг 1 из 8" not in talk.text and "Тип карты" not in talk.text


def test_an_application_to_the_operator(desk: World) -> None:
    """R5: samples stand in the slots; by video, and from then on nothing is asked."""
    with owner(desk) as person:
        person.opened.save_account(replace(person.account, video=Video.NOT_BEGUN), person.record("проба"))
        talk = told(person, *[""] * 7, "передать", "подтверждение личности")
        assert after(talk, "замечаний нет. ").startswith("2 варианта. 1. передать оператору 2. позже Enter:")
        assert "Видеоверификация: " in talk.prompts and "заявление" not in talk.text
        assert "Заявка передана оператору." in talk.joined
        assert "2. Подтверждение личности, ждёт оператора" in talk.lines
        assert "Ждём оператора" in after(talk, "Видеоверификация: ждёт оператора.")
        assert person.account.video == Video.WAITING


def test_an_application_later(desk: World) -> None:
    """R5: where there are operators nothing is asked of the owner instead; the form stays as it was given."""
    with owner(desk) as person:
        person.opened.save_account(replace(person.account, video=Video.NOT_BEGUN), person.record("проба"))
        talk = told(person, *[""] * 7, "позже")
        assert talk.prompts[-2:] == ["Видеоверификация: ", "Моё здоровье: "]
        assert "1. Создать карту, закрыто, не подтверждена" in talk.lines
        assert person.account.video == Video.NOT_BEGUN and not person.confirmed


def test_a_refused_application_says_why(desk: World) -> None:
    """The operator's reason before the rows."""
    with owner(desk) as person:
        refused = replace(person.account, video=Video.REFUSED, video_reason="снимок нечёткий")
        person.opened.save_account(refused, person.record("проба"))
        talk = told(person)
        assert "Оператор отклонил заявку: снимок нечёткий." in talk.lines
        assert "Сейчас: Иванова. Enter оставляет." in talk.lines
