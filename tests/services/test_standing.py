"""Every service of the menu says how it stands (R35)."""

from emk_tui.services.actions import ACTIONS, COPY, LEAVE, PAPER, offered
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from emk_tui.services.standing import STANDING, standing_of
from tests.services.worlds import hold

WITHOUT = {LEAVE, PAPER, COPY}
"""What only does something has no state."""


def told(session: Session) -> dict[str, str]:
    """Title → state of what is offered."""
    return {str(one.title): standing_of(one, session) for one in offered(session)}


def test_every_service_has_a_state() -> None:
    """None is forgotten when the table of actions grows."""
    assert {one.id for one in ACTIONS} - WITHOUT == set(STANDING)


def test_before_anything_is_typed(session: Session) -> None:
    """The card is not begun, the person is confirmed."""
    states = told(session)
    assert states["Создать карту"] == "не начата"
    assert states["Подтверждение личности"] == "Подтверждена"


def test_in_the_middle(consented: Session) -> None:
    """Steps are counted as the rail counts them."""
    assert told(consented)["Создать карту"] == "готово шагов 4 из 8"
    assert told(consented)["Отозвать согласие"].startswith("действует до ")


def test_with_a_card(consented: Session) -> None:
    """The status word of the seed, what was sent, no booking."""
    consented.move("review")
    hold(submit(consented), {"submit": True})
    states = told(consented)
    assert states["Показать карту"] == "Обработано"
    assert states["Запись к врачу"] == "записи нет"
    assert states["Уведомления"] == "1"
    consent = consented.store.consent()
    assert consent is not None
    consented.store.withdraw(consent.id, "переезд", consented.record("согласие отозвано"))
    consented.reload()
    states = told(consented)
    assert states["Показать карту"] == "доступ ограничен" and states["Подписать согласие"] == "отозвано"
