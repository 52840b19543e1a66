"""«Бумаги PDF»: extract of the card, signed consent, booking ticket, into the folder of papers (R53, R91)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import Paper
from emk_tui.services.flows.asks import Choice, Flow, Option, Say
from emk_tui.services.flows.saving import save_out
from emk_tui.services.papers import card_paper, consent_paper, ticket_paper
from emk_tui.services.shown import restriction

if TYPE_CHECKING:
    from emk_tui.services.session import Session

CARD, CONSENT, TICKET, BACK = "card", "consent", "ticket", "back"


def print_papers(session: "Session") -> Flow[None]:
    """Until the owner goes back; what tells of health needs a consent in force (R102)."""
    while True:
        options = (*_offered(session), Option(BACK, _("назад")))
        chosen = str((yield Choice("papers.menu", _("Бумаги PDF"), options, default=BACK)))
        paper = _paper(session, chosen)
        if paper is None:
            return
        name = yield from save_out(session, paper)
        yield Say(_("Сохранено в папку papers: {name}. Файл не зашифрован.").format(name=name))


def _offered(session: "Session") -> tuple[Option, ...]:
    offered = [Option(CONSENT, _("Подписанное согласие"))] if session.store.last_consent() else []
    if not restriction(session) and session.store.card() is not None:
        offered.insert(0, Option(CARD, _("Выписка из карты")))
        if session.store.booking() is not None:
            offered.append(Option(TICKET, _("Талон на приём")))
    return tuple(offered)


def _paper(session: "Session", chosen: str) -> Paper | None:
    card = session.store.card()
    if chosen == CONSENT and (consent := session.store.last_consent()):
        return consent_paper(session, consent)
    if card is None:
        return None
    if chosen == CARD:
        return card_paper(session, card)
    booking = session.store.booking()
    return ticket_paper(session, card, booking) if chosen == TICKET and booking else None
