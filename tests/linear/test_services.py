"""What the menu offers with a card, by ear: results, access, insurer, support (R8, R17, R162–R167)."""

from collections.abc import Iterator

import pytest

from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.linear.holding import told
from tests.services.people import check, owner, results


@pytest.fixture
def person(clinic: World) -> Iterator[Session]:
    """The owner of a card with two results."""
    with owner(clinic) as session:
        yield session


def test_results_and_extracts(person: Session) -> None:
    """R112: each with its state, one line a value; no extract is a line too."""
    second = results(person)[1]
    person.opened.check_result(check(second, confirmed=False, reason="нет подписи"), person.record("проба"))
    talk = told(person, "результаты обследований", "выписки")
    assert "Результатов обследований 2." in talk.lines and "Выписок 0." in talk.lines
    assert "1. подтверждено, Орлова Инна Петровна, 02.03.2026." in talk.lines
    assert [line for line in talk.lines if line.startswith("2. ") and "нет подписи" in line] != []


def test_access_is_given_and_taken_back(person: Session) -> None:
    """R8: by a part of the name; an empty one and «нет» give none."""
    talk = told(
        person, "доступ к карте", "дать", "", "1", "Ершова", "1", "нет", "1", "Ершова", "1", "да", "2", "да"
    )  # fmt: skip
    assert "1. Ершова Татьяна Юрьевна, врач" in talk.joined
    assert "Доступ дан: Ершова Татьяна Юрьевна. Отозвать можно в любой день." in talk.joined
    assert "2. Отозвать: Ершова Татьяна Юрьевна, с 02.03.2026" in talk.lines
    assert "Доступ отозван: Ершова Татьяна Юрьевна." in talk.lines
    assert [one.revoked_at is None for one in person.store.grants()] == [False]


def test_the_insurer_stays(person: Session) -> None:
    """R164: an unknown name, the present one, then «назад» to the menu."""
    talk = told(person, "сведения о страховой организации", "изменить", "ыыы", "согаз", "1", "назад")
    assert "Такой компании в справочнике нет. Введите другую часть названия." in talk.lines
    assert "Это ваша нынешняя компания. Выберите другую." in talk.lines
    assert talk.prompts[-1] == "Моё здоровье: "


def test_a_letter_to_support(person: Session) -> None:
    """R199: its name is told."""
    talk = told(person, "обращение в поддержку")
    assert "Сохранено в папку papers: Обращение_" in talk.joined
