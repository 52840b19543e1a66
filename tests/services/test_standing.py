"""Every service of the menu says how it stands (R35)."""

from dataclasses import replace

from emk_tui.ports import Event
from emk_tui.services.actions import (
    ACCOUNT,
    ACTIONS,
    COPY,
    LEAVE,
    LOCK,
    PAPER,
    PRINT,
    REQUEST,
    SUPPORT,
    offered,
)
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from emk_tui.services.standing import STANDING, standing_of
from emk_tui.services.world import World
from tests.services.people import grant, owner
from tests.services.worlds import NOW, hold

WITHOUT = {LEAVE, LOCK, PAPER, PRINT, REQUEST, COPY, ACCOUNT, SUPPORT}
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


def test_what_a_card_holds(clinic: World) -> None:
    """R17, R35: how many results, who has access, which insurer."""
    with owner(clinic) as session:
        states = told(session)
        assert (states["Результаты обследований"], states["Выписки"]) == ("2", "0")
        assert states["Доступ к карте"] == "никому не дан"
        assert "СОГАЗ" in states["Сведения о страховой организации"]
        assert states["Журнал операций"] == "ведётся"
        session.store.grant(grant("doctor", "doctor2"), Event("проба", at=NOW))
        assert told(session)["Доступ к карте"] == "дан: 1"
        session.store.revoke("g-1", NOW, Event("проба", at=NOW))
        assert told(session)["Доступ к карте"] == "никому не дан"


def test_what_is_closed_says_why(clinic: World) -> None:
    """R1, R16: everything that needs the confirmation, and nothing else."""
    with owner(clinic) as session:
        session.opened.save_account(replace(session.account, confirmed_basis=""), Event("проба", at=NOW))
        session.reload()
        closed = {title for title, state in told(session).items() if state == "закрыто, не подтверждена"}
    assert closed == {"Запись к врачу", "Доступ к карте", "Сведения о страховой организации"}


def test_results_are_not_counted_without_a_consent(clinic: World) -> None:
    """R102: that there are any says something already."""
    with owner(clinic) as session:
        consent = session.store.consent()
        assert consent is not None
        session.store.withdraw(consent.id, "переезд", Event("проба", at=NOW))
        session.reload()
        states = told(session)
    assert (states["Результаты обследований"], states["Выписки"]) == ("", "")
