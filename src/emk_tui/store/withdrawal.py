"""A consent is withdrawn: one transaction for the consent, the draft, the files and the booking (R102)."""

from emk_tui.ports import Event
from emk_tui.store import bookings, cards, consents, drafts
from emk_tui.store.work import Work


def withdraw(work: Work, consent_id: str, reason: str, event: Event) -> None:
    """Keep the consent as ended, erase what of the draft needed it; a card stays, and its booking."""
    if not consents.end(work, consent_id, event.at or work.clock.now(), reason):
        return
    drafts.erase_health(work)
    if not cards.any_of(work):
        bookings.release(work)
    work.record(event)
