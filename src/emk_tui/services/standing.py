"""How each service of the menu stands, in words (R35)."""

from collections.abc import Callable

from emk_tui.card.steps import STEPS
from emk_tui.i18n import _
from emk_tui.services.actions import (
    BOOKING,
    IDENTITY,
    JOURNAL,
    OUTBOX,
    PURPOSES,
    SHOW,
    SIGN,
    WITHDRAW,
    WIZARD,
    Action,
    is_begun,
)
from emk_tui.services.bookings import moment_words
from emk_tui.services.session import Session


def standing_of(action: Action, session: Session) -> str:
    """The state of this service; empty for what has none: leaving, writing a file."""
    told = STANDING.get(action.id)
    return told(session) if told is not None else ""


def _wizard(session: Session) -> str:
    if not is_begun(session):
        return _("не начата")
    done = sum(session.wizard.state(step).done for step in STEPS)
    return _("готово шагов {n} из {total}").format(n=done, total=len(STEPS))


def _card(session: Session) -> str:
    card = session.store.card()
    if card is None or session.consent_id:
        return card.status if card is not None else ""
    return _("доступ ограничен")


def _booking(session: Session) -> str:
    held = session.store.booking()
    return moment_words(held.start) if held is not None else _("записи нет")


def _consent(session: Session) -> str:
    consent = session.store.consent()
    if consent is None:
        return _("отозвано")
    return _("действует до {day}").format(day=f"{consent.until:%d.%m.%Y}")


def _outbox(session: Session) -> str:
    return str(len(session.store.outbox()))


def _identity(session: Session) -> str:
    return _("Подтверждена") if session.store.account().confirmed_basis else _("не подтверждена")


def _journal(_session: Session) -> str:
    return _("ведётся")


STANDING: dict[str, Callable[[Session], str]] = {
    WIZARD: _wizard,
    SHOW: _card,
    SIGN: _consent,
    BOOKING: _booking,
    OUTBOX: _outbox,
    PURPOSES: _consent,
    WITHDRAW: _consent,
    IDENTITY: _identity,
    JOURNAL: _journal,
}
"""Action → its state; reads the store."""
