"""Every name of the seed leads somewhere (K7): one table over all names, without a card and with one."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from emk_tui.card.steps import STEPS
from emk_tui.card.text import LAYOUT
from emk_tui.services.actions import (
    ACCESS,
    ACCOUNT,
    ACTIONS,
    BOOKING,
    COPY,
    DOCUMENTS,
    EXTRACTS,
    IDENTITY,
    INSURER,
    JOURNAL,
    LEAVE,
    LOCK,
    OUTBOX,
    PURPOSES,
    RESULTS,
    SHOW,
    SIGN,
    SUPPORT,
    WITHDRAW,
    WIZARD,
)
from emk_tui.services.flows.asks import Choice
from emk_tui.services.flows.home import home
from emk_tui.services.flows.submit import submit
from emk_tui.services.places import HOME, PLACES, Door, closed_step, door_named, doors, is_name, ranked
from emk_tui.services.session import Session
from tests.services.conftest import Template
from tests.services.worlds import Hands, Post, hold, opened, world_at

NAMES: dict[str, int | str] = {
    "Моё здоровье": HOME,
    "Мои услуги": HOME,
    "Электронные медицинские карты": HOME,
    "Электронные медицинские услуги": HOME,
    "Электронная медицинская карта": HOME,
    "Создать карту": WIZARD,
    "Создать электронную медицинскую карту": WIZARD,
    "Мои заявки": SHOW,
    "Показать карту": SHOW,
    "Подтверждение личности": IDENTITY,
    "Документы для идентификации личности": IDENTITY,
    "Ввод персональных данных": 1,
    "Прикрепление к медицинскому учреждению": 2,
    "Сведения о страховой организации": 3,
    "Согласие на обработку персональных данных": 4,
    "Мои медицинские документы": 5,
    "Добавить документ": 5,
    "Выписка из истории болезни": 5,
    "Вакцинация": 6,
    "Сведения о прививках": 6,
    "Добавить прививку": 6,
    "Запись к врачу": 7,
    "Записаться к врачу": 7,
    "Просмотр расписания": 7,
    "Редактировать запись": 7,
    "Отменить запись": 7,
    "Копия моих записей": COPY,
    "Цели обработки": PURPOSES,
    "Отозвать согласие": WITHDRAW,
    "Подписать согласие": SIGN,
    "Результаты обследований": RESULTS,
    "Анализы": RESULTS,
    "Выписки": EXTRACTS,
    "Доступ к карте": ACCESS,
    "Управление доступом к данным": ACCESS,
    "Изменить СМО": INSURER,
    "Уведомления": OUTBOX,
    "Учётная запись": ACCOUNT,
    "Сменить пароль": ACCOUNT,
    "Сменить логин": ACCOUNT,
    "Телефон и почта": ACCOUNT,
    "Удалить учётную запись": ACCOUNT,
    "Журнал операций": JOURNAL,
    "Обращение в поддержку": SUPPORT,
    "Служба поддержки": SUPPORT,
    "Закрыть на время": LOCK,
    "Заблокировать": LOCK,
    "Редактировать": 8,
    "Оформить": 8,
}
"""Name of the seed → where it leads while there is no card: a step, or what the menu does."""
BOOKS = (
    "Запись к врачу",
    "Записаться к врачу",
    "Просмотр расписания",
    "Редактировать запись",
    "Отменить запись",
)
WITH_CARD: dict[str, int | str] = {
    "Мои медицинские документы": DOCUMENTS,
    "Добавить документ": DOCUMENTS,
    "Сведения о страховой организации": INSURER,
    **dict.fromkeys(BOOKS, BOOKING),
}
"""What leads elsewhere once there is one: R53, R146, R164."""
LATIN = {letter: key for key, letter in LAYOUT.items()}


def target(door: Door | None) -> int | str:
    """Where a door leads."""
    assert door is not None
    return door.place.step or door.place.action


def copied(template: Path, folder: Path) -> Session:
    """Signed in to a copy of this store; read only, as all tests of a module share it."""
    copytree(template, folder, dirs_exist_ok=True)
    return opened(world_at(folder, Hands(), Post()))


@pytest.fixture(scope="module")
def before(ready: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Nothing typed."""
    session = copied(ready[0], tmp_path_factory.mktemp("before"))
    yield session
    session.store.close()


@pytest.fixture(scope="module")
def between(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Steps 1 to 4 are finished."""
    session = copied(signed, tmp_path_factory.mktemp("between"))
    yield session
    session.store.close()


@pytest.fixture(scope="module")
def made(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The card is made."""
    session = copied(signed, tmp_path_factory.mktemp("made"))
    session.move("review")
    hold(submit(session), {"submit": True})
    assert session.store.card() is not None
    yield session
    session.store.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_leads_to_its_place(between: Session, name: str) -> None:
    """As it is written, in any case, with е for ё, in the other layout."""
    for typed in (name, name.upper(), name.replace("ё", "е"), f" {name} "):
        assert is_name(typed)
        assert target(door_named(between, typed)) == NAMES[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_leads_to_its_place_with_a_card(made: Session, name: str) -> None:
    """The steps are closed then, and say so; the menu is open."""
    door = door_named(made, name)
    assert target(door) == WITH_CARD.get(name, NAMES[name])
    assert door is not None
    closed = isinstance(target(door), int) or target(door) == WIZARD
    assert ("Карта уже создана" in door.closed) == closed


@pytest.mark.parametrize("name", NAMES)
def test_letters_find_the_name_first(before: Session, name: str) -> None:
    """What a menu shows first: the whole name, without capitals and ё, its keys in the Latin layout."""
    every = doors(before)
    names = [(door.title, *door.place.names) for door in every]
    keys = "".join(LATIN.get(letter, letter) for letter in name)
    for typed in (name, name.lower().replace("ё", "е"), keys):
        found = [target(every[at]) for at in ranked(typed, names)]
        assert NAMES[name] in found[:2], typed


@pytest.mark.parametrize("name", WITH_CARD)
def test_letters_find_what_is_open_first_with_a_card(made: Session, name: str) -> None:
    """Steps are closed then and stand behind."""
    every = doors(made)
    found = ranked(name, [(door.title, *door.place.names) for door in every])
    assert target(every[found[0]]) == WITH_CARD[name]


def test_letters_anywhere_and_words_in_any_order() -> None:
    """Whole names before beginnings, those before parts, those before single words; nothing for nonsense."""
    names = [("Журнал карт",), ("Карта",), ("Создать карту",), ("Карта здоровья", "Моё")]
    assert ranked("карта", names) == [1, 3]
    assert ranked("карт", names) == [1, 3, 0, 2]
    assert ranked("карт жур", names) == [0]
    assert ranked("мое", names) == [3]
    assert ranked("ъъъ", names) == []


def test_the_table_of_places_holds_every_step_and_action() -> None:
    """Nothing is offered that cannot be named, but leaving: that is a command."""
    assert {one.step for one in PLACES} - {0} == {one.number for one in STEPS}
    assert {one.action for one in PLACES} - {""} == {one.id for one in ACTIONS} - {LEAVE} | {HOME}


@pytest.mark.parametrize("words", ["", "дорогу", "документ", "вакцинация завтра", "я"])
def test_other_words_are_no_name(words: str) -> None:
    """What only looks like one stays an answer."""
    assert not is_name(words)


def test_a_closed_place_says_why(session: Session) -> None:
    """A step that waits, an action that needs the card."""
    for name, why in {
        "вакцинация": "Сначала закончите шаг 3.",
        "мои заявки": "когда карта будет создана",
    }.items():
        door = door_named(session, name)
        assert door is not None and why in door.closed
    assert door_named(session, "поликлиника") is not None
    assert closed_step(session, 2) == ""
    assert [door.word for door in doors(session) if door.place.step == 5] == ["после 3"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("отозвать согласие", "отзывать нечего"),
        ("цели обработки", "когда согласие будет подписано"),
        ("подписать согласие", "на шаге 4"),
        ("копия моих записей", "когда карта будет создана"),
    ],
)
def test_a_right_that_makes_no_sense_yet_says_why(session: Session, name: str, why: str) -> None:
    """R96: reachable by name from the first minute, in the menu when it can be used."""
    door = door_named(session, name)
    assert door is not None and why in door.closed and door.word
    flow = home(session)
    menu = next(flow)
    assert isinstance(menu, Choice)
    assert [one.key for one in menu.options] == [WIZARD, IDENTITY, ACCOUNT, JOURNAL, SUPPORT, LOCK, LEAVE]
    flow.close()


def test_the_confirmation_of_identity_is_in_the_menu(consented: Session) -> None:
    """R3, R6: the caption, the word of the state, its basis and day."""
    _end, talk = hold(home(consented), {"home": [IDENTITY, LEAVE], "account.identify_again": False})
    assert "Учётная запись: Подтверждена, подтверждено владельцем. 02.03.2026." in talk.said
