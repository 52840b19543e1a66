"""Book a doctor: specialty, doctor, time, the summary, then the slot is taken (R137–R145, R150)."""

from datetime import datetime

from emk_tui.card.fields import NEAREST
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections.booking import HINTS
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Doctor, Slot, SlotTaken
from emk_tui.services.bookings import (
    booking_notices,
    booking_of,
    day_words,
    doctor_sentence,
    slot_sentence,
)
from emk_tui.services.flows.asks import LATER, Choice, Confirm, Flow, Option, Say, Slots
from emk_tui.services.flows.finish_step import go_on
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move


def book(session: Session) -> Flow[Move | Blocked]:
    """The whole step; may be left for later, nothing is taken before the confirmation."""
    schedule = session.registries.schedule
    if held := session.store.booking():
        words = _("Вы уже записаны: {when}, {doctor}.").format(when=_when(held.start), doctor=held.doctor)
        if not (yield Confirm("booking.change", words + " " + _("Изменить запись?"), False)):
            return _done(session)
    if not schedule.connected:
        yield Say(_("Расписание не подключено. Записаться можно позже, карта создаётся и без записи."))
        return _done(session)
    specialty = yield from _specialty(session)
    if specialty == LATER:
        return _done(session)
    while True:
        doctor = yield from _doctor(session, specialty)
        if doctor is None:
            return _done(session)
        slot = yield from _slot(session, doctor)
        if slot is None:
            return _done(session)
        refused = yield from _take(session, slot)
        if refused is None:
            return _done(session)
        yield Say("", refused.at("booking.slot"))
        session.put("booking.slot", "")


def _done(session: Session) -> Move | Blocked:
    session.finish("booking")
    return go_on(session)


def _when(moment: datetime) -> str:
    return f"{day_words(moment)}, {moment.hour}:{moment.minute:02}"


def _specialty(session: Session) -> Flow[str]:
    """From the specialties somebody works in, with what each is for (R137)."""
    names = session.registries.schedule.specialties()
    options = [Option(name, f"{name}, {_(HINTS[name])}" if name in HINTS else name) for name in names]
    options.append(Option(LATER, _("записаться позже")))
    known = session.draft.raw("booking.specialty")
    default = next((name for name in names if fold(name) == fold(known)), "")
    chosen = str((yield Choice("booking.specialty", _("Специальность врача"), tuple(options), default)))
    if chosen != LATER:
        session.put("booking.specialty", chosen)
    return chosen


def _doctor(session: Session, specialty: str) -> Flow[Doctor | None]:
    """Nearest first; none is a sentence, not an empty list."""
    doctors = session.registries.schedule.doctors(specialty)
    if not doctors:
        yield Say(_("По этой специальности сейчас никто не принимает. Записаться можно позже."))
        return None
    now = session.world.clock.now()
    options = [Option(one.id, doctor_sentence(one, now)) for one in doctors]
    options.append(Option(LATER, _("записаться позже")))
    known = fold(session.draft.raw("booking.doctor"))
    default = next((one.id for one in doctors if known and fold(one.name) == known), "")
    chosen = yield Choice("booking.doctor", _("Врач"), tuple(options), default)
    doctor = next((one for one in doctors if one.id == chosen), None)
    if doctor:
        session.put("booking.doctor", doctor.name)
    return doctor


def _slot(session: Session, doctor: Doctor) -> Flow[Slot | None]:
    """A day first, then its times; all of them said as «свободно»."""
    slots = session.registries.schedule.slots(doctor.id)
    if not slots:
        yield Say(_("У этого врача нет свободного времени. Записаться можно позже."))
        return None
    if fold(session.draft.raw("booking.slot")) == NEAREST:
        return slots[0]
    question = _("День, свободных записей {n}").format(n=len(slots))
    picked = yield Slots("booking.slot", question, tuple(slots))
    return next((one for one in slots if one.id == picked), None)


def _take(session: Session, slot: Slot) -> Flow[Problem | None]:
    """The summary sentence first; only «да» takes the slot (R143)."""
    if not (yield Confirm("booking.confirm", _("Записать: {s}?").format(s=slot_sentence(slot)))):
        yield Say(_("Запись не сделана, время осталось свободным."))
        session.put("booking.slot", "")
        return None
    booking = booking_of(slot)
    notices = booking_notices(booking, slot, session.store.account(), session.world.clock.now())
    try:
        session.store.book(booking, notices, session.record("запись к врачу", booking.id))
    except SlotTaken:
        return problem("SLOT_TAKEN")
    session.put("booking.slot", slot.start.replace(tzinfo=None).isoformat(timespec="minutes"))
    yield Say(_("Вы записаны: {s}.").format(s=slot_sentence(slot)))
    return None
