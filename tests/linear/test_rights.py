"""The rights over the consent and the booking of a made card, by ear (R96, R102, R146, K11)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from emk_tui.cli.demo import at_step
from emk_tui.demo import demo_world
from emk_tui.linear.app import Dialogue
from emk_tui.linear.layout import width_of
from emk_tui.linear.prompter import Stop
from emk_tui.services.codes import totp_shown
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from tests.linear.talking import NOW, Talk
from tests.services.flows.test_rights import taken
from tests.services.worlds import hold

HERE = "Вы вернулись в меню."


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Session]:
    """The demonstration person with her card and a booking."""
    session, _talk = hold(at_step(demo_world(tmp_path, NOW), "review"))
    taken(session)
    hold(submit(session), {"submit": True, "code.channel": "app"})
    yield session
    session.store.close()


def told(session: Session, typed: Sequence[str]) -> Talk:
    """The dialogue from the menu to «стоп» with these answers."""
    talk = Talk([*typed, "стоп"])
    with pytest.raises(Stop):
        Dialogue(session.world, talk.console, Visit(session)).run()
    assert [line for line in talk.lines if width_of(line) > 78] == []
    return talk


def code(session: Session) -> str:
    """What the authenticator shows now."""
    account = session.store.account()
    return totp_shown(account.totp_secret, session.world.clock.now(), account.totp_last_step)


def joined(talk: Talk) -> str:
    """What was said, without its line ends."""
    return talk.text.replace("\n", " ")


def test_a_withdrawal_by_ear(made: Session) -> None:
    """The effect first, an empty reason refused, the code, the question; then the card is closed."""
    talk = told(
        made,
        ["отозвать согласие", "", "Сменила поликлинику", "", code(made), "да", "показать карту"],
    )
    text = joined(talk)
    order = [
        "Карта останется, но документы, прививки и запись к врачу",
        "Причина отзыва, ошибка, не заполнено: ",
        "Отозвать согласие, да или нет? ",
        "Доступ ограничен: согласие отозвано 02.03.2026. Подписать новое можно здесь же",
        "Доступ ограничен: согласие отозвано 02.03.2026.",
    ]
    places = [text.index(words) for words in order[:4]]
    assert places == sorted(places)
    assert text.count(order[4]) == 2
    assert made.store.consent() is None
    last = made.store.last_consent()
    assert last is not None and last.reason == "Сменила поликлинику"


def test_back_before_the_last_word_withdraws_nothing(made: Session) -> None:
    """«назад» at the reason leaves to the menu."""
    talk = told(made, ["отозвать согласие", "назад", "назад"])
    assert [line for line in talk.lines if line in (HERE, "Это начало, назад некуда. Выход: стоп.")] == [
        HERE, "Это начало, назад некуда. Выход: стоп.",
    ]  # fmt: skip
    assert made.store.consent() is not None


def test_the_other_rights_by_their_names(made: Session) -> None:
    """R96: «перейти» finds them as well."""
    text = joined(told(made, ["цели обработки", "перейти копия моих записей"]))
    assert "Цели: Медицинская диагностика, лечение" in text
    assert "Какие данные: История заболеваний" in text
    assert "Срок: 25 лет, до 02.03.2051" in text
    assert "Сохранено в папку papers: Копия_ДЕМО-" in text


def test_a_booking_is_cancelled_by_ear(made: Session) -> None:
    """K7, K11: by the name of the seed; three ways, then one question."""
    assert made.store.booking() is not None
    talk = told(made, ["перейти записаться к врачу", "отменить запись", "да"])
    text = joined(talk)
    assert "1. Оставить запись" in talk.lines and "3. Отменить запись" in talk.lines
    assert "Изменить запись можно до: " in text
    assert "Запись отменена, время снова свободно." in talk.lines
    assert made.store.booking() is None
