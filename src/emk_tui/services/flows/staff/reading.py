"""A doctor or a registrar opens the card: as far as attachment, access and consent allow (R78, R113)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.card_documents import states_of
from emk_tui.services.flows.asks import Flow, Say
from emk_tui.services.reading import card_for
from emk_tui.services.shown import card_lines, state_lines, whose

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


def read_card(presence: "Presence") -> Flow[None]:
    """Whose it is, its states, its values; the reading is a line in the journal."""
    card = card_for(presence)
    if card is None:
        return
    yield Say(
        _("Карта {number}. {name}. Статус: {status}.").format(
            number=card.number, name=whose(card), status=card.status
        )
    )
    for line in (*state_lines(card), *card_lines(card, states_of(presence, card))):
        yield Say(line)
    yield Say(_("Просмотр записан в журнал владельца."))
