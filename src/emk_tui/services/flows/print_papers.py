"""«Бумаги PDF»: extract of the card, signed consent, booking ticket, into the folder of papers (R53, R91)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import Paper
from emk_tui.services.flows.asks import Choice, Flow, Option, Say
from emk_tui.services.flows.saving import save_out
from emk_tui.services.papers import card_paper, consent_paper, ticket_paper
from emk_tui.services.shown import restriction

if TYPE_CHECKING:
    from emk_tui.services.session import Session

BACK = "back"
Offered = dict[str, tuple[str, Callable[[], Paper]]]
"""Key → what it is called, what makes it."""


def print_papers(session: "Session") -> Flow[None]:
    """Until the owner goes back; what tells of health needs a consent in force (R102)."""
    while True:
        offered = _offered(session)
        options = (*(Option(key, title) for key, (title, _make) in offered.items()), Option(BACK, _("назад")))
        chosen = str((yield Choice("papers.menu", _("Бумаги PDF"), options, default=BACK)))
        if chosen == BACK:
            return
        name = yield from save_out(session, offered[chosen][1]())
        yield Say(_("Сохранено в папку papers: {name}. Файл не зашифрован.").format(name=name))


def _offered(session: "Session") -> Offered:
    """What there is to print now."""
    offered: Offered = {}
    card = None if restriction(session) else session.store.card()
    if card is not None:
        offered["card"] = _("Выписка из карты"), partial(card_paper, session, card)
    if consent := session.store.last_consent():
        offered["consent"] = _("Подписанное согласие"), partial(consent_paper, session, consent)
    if card is not None and (booking := session.store.booking()):
        offered["ticket"] = _("Талон на приём"), partial(ticket_paper, session, card, booking)
    return offered
