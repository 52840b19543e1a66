"""How each service of the menu stands, in words (R35)."""

from collections.abc import Callable, Mapping

from emk_tui.card.steps import STEPS
from emk_tui.i18n import _
from emk_tui.ports import Video
from emk_tui.services.access import opening
from emk_tui.services.actions import (
    ACCESS,
    BOOKING,
    DOCUMENTS,
    EXTRACTS,
    IDENTITY,
    INCOMING,
    INSURER,
    JOURNAL,
    OUTBOX,
    PURPOSES,
    RESULTS,
    SHOW,
    SIGN,
    WITHDRAW,
    WIZARD,
    Action,
    is_begun,
)
from emk_tui.services.bookings import moment_words
from emk_tui.services.completeness import completeness
from emk_tui.services.identity import CONFIRMED, UNCONFIRMED
from emk_tui.services.reading import EXTRACT, RESULT, records_of
from emk_tui.services.session import Session


def standing_of(action: Action, session: Session) -> str:
    """The state of this service, «закрыто» with the reason; empty for what has none, as leaving."""
    if action.right is not None and (why := session.why_not(action.right)):
        return _("закрыто, {why}").format(why=why.short)
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
    if session.confirmed:
        return _(CONFIRMED)
    video = session.account.video
    return video if video in (Video.WAITING, Video.REFUSED) else _(UNCONFIRMED)


def _counted(kind: str) -> Callable[[Session], str]:
    def told(session: Session) -> str:
        card = session.store.card()
        if card is None or not session.consent_id:
            return ""
        return str(sum(one.get("kind") == kind for one in records_of(card, "documents")))

    return told


def _documents(session: Session) -> str:
    card = session.store.card()
    if card is None or not session.consent_id:
        return ""
    found = completeness(session, card)
    return _("карта {state}, полнота {percent} %").format(state=_(found.state), percent=found.percent)


def _incoming(session: Session) -> str:
    return _("ждёт: {n}").format(n=len(session.store.inbox()))


def _access(session: Session) -> str:
    if not session.consent_id:
        return _("доступ ограничен")
    given = opening(session.store.grants())
    return _("дан: {n}").format(n=given) if given else _("никому не дан")


def _insurer(session: Session) -> str:
    card = session.store.card()
    policy = card.sections.get("policy") if card is not None else None
    return str(policy["insurer"]) if isinstance(policy, Mapping) else ""


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
    RESULTS: _counted(RESULT),
    EXTRACTS: _counted(EXTRACT),
    DOCUMENTS: _documents,
    INCOMING: _incoming,
    ACCESS: _access,
    INSURER: _insurer,
    JOURNAL: _journal,
}
"""Action → its state; reads the store."""
