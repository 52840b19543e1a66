"""A booking that was made before: keep it, change it in time, cancel it at any time (R146, K11)."""

from emk_tui.i18n import _
from emk_tui.ports import Booking
from emk_tui.services.bookings import booking_sentence, cancel_notices, last_change, moment_words
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.session import Session

KEEP, CHANGE, CANCEL = "keep", "change", "cancel"


def held_booking(session: Session) -> Booking | None:
    """The booking of a visit that is still to come."""
    held = session.store.booking()
    return held if held and held.start > session.world.clock.now() else None


def wants_change(session: Session, held: Booking) -> Flow[bool]:
    """Is another time wanted; a cancellation is done here."""
    last = last_change(held)
    in_time = session.world.clock.now() <= last
    until = _("Изменить запись можно до: {moment}.")
    if not in_time:
        until = _("Изменить запись можно не позже чем за 24 часа до приёма: срок был {moment}.")
    said = _("Вы уже записаны: {booking}.").format(booking=booking_sentence(held))
    options = [Option(KEEP, _("Оставить запись")), Option(CANCEL, _("Отменить запись"))]
    if in_time and session.registries.schedule.connected:
        options.insert(1, Option(CHANGE, _("Изменить запись"), (_("Редактировать запись"),)))
    yield Say(f"{said} {until.format(moment=moment_words(last))}")
    chosen = yield Choice("booking.held", _("Ваша запись"), tuple(options), default=KEEP)
    if chosen == CANCEL:
        yield from cancel(session, held)
    return chosen == CHANGE


def cancel(session: Session, held: Booking, told: str = "") -> Flow[None]:
    """After one «да»: the slot is free again, the person is told the ways the booking was told."""
    question = _("Отменить запись: {booking}?").format(booking=told or booking_sentence(held))
    if not (yield Confirm("booking.cancel", question, False)):
        yield Say(_("Запись оставлена."))
        return
    notices = cancel_notices(held, session.store.account(), session.world.clock.now())
    session.store.cancel_booking(held.id, notices, session.record("запись к врачу отменена", held.id))
    session.drop("booking")
    yield Say(_("Запись отменена, время снова свободно."))
