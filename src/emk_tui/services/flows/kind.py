"""The kind of card: this program makes that of an adult, and says so before anything is typed (R27, R31)."""

from emk_tui.i18n import _, _l
from emk_tui.services.actions import is_begun
from emk_tui.services.cards import ADULT
from emk_tui.services.flows.asks import Choice, Flow, Option, Say
from emk_tui.services.session import Session

CHILD = "child"
KINDS = {ADULT: _l("карта взрослого"), CHILD: _l("карта ребёнка до 18 лет")}
"""Key of a kind → its words."""


def choose_kind(session: Session) -> Flow[None]:
    """Asked once, before anything is typed; a child's card is explained, not begun."""
    if session.card_kind or is_begun(session):
        return
    options = tuple(Option(key, _(words)) for key, words in KINDS.items())
    while (yield Choice("card.kind", _("Тип карты"), options, default=ADULT)) != ADULT:
        yield Say(
            _(
                "Карту ребёнка заводит детская поликлиника, придите туда с его свидетельством о рождении. "
                "Эта программа оформляет карту взрослого."
            )
        )
    session.note_kind(ADULT)
