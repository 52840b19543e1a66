"""Book a doctor: specialty, doctor, time, the summary, then the slot is taken (R137–R146, R150)."""

from dataclasses import replace

from emk_tui.card.fields import NEAREST
from emk_tui.card.problems import problem
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Doctor, Slot, SlotTaken
from emk_tui.services.bookings import (
    booking_notices,
    booking_of,
    moment_words,
    slot_sentence,
    taking_question,
)
from emk_tui.services.flows.asks import OTHER, Confirm, Flow, Say, Slots
from emk_tui.services.flows.doctors import Filters, choose_doctor, choose_specialty
from emk_tui.services.flows.finish_step import go_on
from emk_tui.services.flows.held_booking import cancel, held_booking, wants_change
from emk_tui.services.session import Session
from emk_tui.services.shown import restriction
from emk_tui.services.wizard import Blocked, Move


def book(session: Session) -> Flow[Move | Blocked]:
    """The whole step; may be left for later, nothing is taken before the confirmation."""
    if (yield from _wants(session)):
        yield from _book(session)
    session.finish("booking")
    return go_on(session)


def my_booking(session: Session) -> Flow[None]:
    """The same once the card is made: the booking, another time for it, or none (R146, R150)."""
    # what was looked for is no part of a card to come
    session.drop("booking")
    held = held_booking(session)
    if closed := restriction(session):
        yield Say(f"{closed} {_('Записаться и изменить запись можно после нового согласия.')}")
        if held is not None:
            yield from cancel(session, held, told=moment_words(held.start))
        return
    if (yield from _wants(session)):
        yield from _book(session)
    session.drop("booking")


def _wants(session: Session) -> Flow[bool]:
    """Is there a schedule, and is what was booked before to be changed (R146)."""
    held = held_booking(session)
    if not session.registries.schedule.connected:
        free = _("карта создаётся и без записи") if session.store.card() is None else _("когда оно появится")
        missing = _("Расписание не подключено. Записаться можно позже, {free}.").format(free=free)
        yield Say(_("Расписание не подключено.") if held else missing)
    if held is None:
        return session.registries.schedule.connected
    return (yield from wants_change(session, held))


def _book(session: Session) -> Flow[None]:
    """Doctor and time, until one is booked or left for later."""
    filters = yield from choose_specialty(session, Filters())
    while filters is not None:
        doctor, filters = yield from choose_doctor(session, filters)
        if doctor is None:
            return
        slots = _free(session, doctor, frozenset())
        if not slots:
            yield Say(_("У врача {name} нет свободного времени.").format(name=doctor.name))
            filters = replace(filters, full=filters.full | {doctor.id})
        elif not (yield from _time(session, doctor)):
            return


def _free(session: Session, doctor: Doctor, gone: frozenset[str]) -> tuple[Slot, ...]:
    """Free times as they are now, without the own one and those that were just lost."""
    held = held_booking(session)
    taken = gone | ({held.slot_id} if held else set())
    return tuple(one for one in session.registries.schedule.slots(doctor.id) if one.id not in taken)


def _time(session: Session, doctor: Doctor) -> Flow[bool]:
    """Until a time is taken or left for later; True: another doctor is wanted."""
    gone: frozenset[str] = frozenset()
    while slots := _free(session, doctor, gone):
        chosen = yield from _slot(session, slots)
        slot = next((one for one in slots if one.id == chosen), None)
        if slot is None:
            return chosen == OTHER
        question = taking_question(slot, held_booking(session), session.world.clock.now())
        if not (yield Confirm("booking.confirm", question)):
            yield Say(_("Запись не сделана, время осталось свободным."))
            session.put("booking.slot", "")
            if not (yield Confirm("booking.retry", _("Выбрать другое время?"), False)):
                return False
        elif (yield from _take(session, slot)):
            return False
        else:
            gone |= {slot.id}
    yield Say(_("У врача {name} нет свободного времени.").format(name=doctor.name))
    return True


def _slot(session: Session, slots: tuple[Slot, ...]) -> Flow[str]:
    """«Ближайший» of a file takes the first one, else a person chooses."""
    if fold(session.draft.raw("booking.slot")) == NEAREST:
        return slots[0].id
    question = _("День, свободных записей {n}").format(n=len(slots))
    return str((yield Slots("booking.slot", question, slots)))


def _take(session: Session, slot: Slot) -> Flow[bool]:
    """After the «да»; False where somebody was first (R143, R150)."""
    booking = booking_of(slot)
    notices = booking_notices(booking, slot, session.store.account(), session.world.clock.now())
    try:
        session.store.book(booking, notices, session.record("запись к врачу", booking.id))
    except SlotTaken:
        yield Say("", problem("SLOT_TAKEN").at("booking.slot"))
        session.put("booking.slot", "")
        return False
    session.put("booking.slot", slot.start.replace(tzinfo=None).isoformat(timespec="minutes"))
    yield Say(_("Вы записаны: {s}.").format(s=slot_sentence(slot)))
    return True
