"""Times of doctors as people say them, who may be chosen, the confirmations of a booking (R138–R149)."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from emk_tui.i18n import _, plural
from emk_tui.ports import Account, Booking, Doctor, Notice, Slot
from emk_tui.services.notices import about_card

CHANGE_UNTIL = timedelta(hours=24)
"""A booking may be changed at least this long before the visit (R146, K11)."""
DISTANCES = (1, 3, 5, 10, 20)
"""Kilometres that doctors can be narrowed to (R141)."""
SHORT_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def day_words(moment: datetime) -> str:
    """«вторник 3 марта»."""
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def day_short(day: date) -> str:
    """«вт 3.03», the head of a column."""
    return f"{SHORT_DAYS[day.weekday()]} {day.day}.{day.month:02}"


def time_words(moment: datetime) -> str:
    """«9:20»."""
    return f"{moment.hour}:{moment.minute:02}"


def moment_words(moment: datetime) -> str:
    """«вторник 3 марта, 9:20»."""
    return f"{day_words(moment)}, {time_words(moment)}"


def slot_sentence(slot: Slot) -> str:
    """«вторник 3 марта, 9:20, Петрова А. С., кабинет 12»: the same words in every face."""
    room = _("кабинет {room}").format(room=slot.doctor.room)
    return f"{moment_words(slot.start)}, {slot.doctor.name}, {room}"


def booking_sentence(booking: Booking) -> str:
    """The same words for a slot that was taken."""
    room = _("кабинет {room}").format(room=booking.room)
    return f"{moment_words(booking.start)}, {booking.specialty}, {booking.doctor}, {room}, {booking.clinic}"


def last_change(booking: Booking) -> datetime:
    """The last moment when this booking may be changed, in the time of the clinic."""
    return booking.start - CHANGE_UNTIL


def taking_question(slot: Slot, held: Booking | None, now: datetime) -> str:
    """What is asked before a slot is taken, with what becomes of the booking held before (R143, R144)."""
    parts = []
    if held is not None:
        meets = abs(held.start - slot.start) < timedelta(minutes=slot.minutes)
        if meets:
            parts.append(_("Время пересекается с вашей записью."))
        gone = _("Прежняя запись будет снята: {s}.")
        parts.append(gone.format(s=f"{moment_words(held.start)}, {held.doctor}"))
    if slot.start - now < CHANGE_UNTIL:
        parts.append(_("До приёма меньше 24 часов, изменить запись будет нельзя."))
    return " ".join([*parts, _("Записать: {s}?").format(s=slot_sentence(slot))])


def licence_words(doctor: Doctor, today: date) -> str:
    """Number and last day of the licence, or that it has expired (R138)."""
    words = _("лицензия {number} до {day}")
    if doctor.licence_until < today:
        words = _("лицензия истекла, {number}, была до {day}")
    return words.format(number=doctor.licence, day=f"{doctor.licence_until:%d.%m.%Y}")


def doctor_sentence(doctor: Doctor, now: datetime, *, specialty: bool = False) -> str:
    """Name, distance, years, licence: what the choice is made by (R138, R139)."""
    years = plural(doctor.experience_years, _("год"), _("года"), _("лет"))
    return _("{name}, {km} км, стаж {years}, {licence}").format(
        name=f"{doctor.name}, {doctor.specialty}" if specialty else doctor.name,
        km=doctor.distance_km,
        years=years,
        licence=licence_words(doctor, now.date()),
    )


def within(doctors: Sequence[Doctor], km: int) -> tuple[Doctor, ...]:
    """Those not farther than this; 0: all of them."""
    return tuple(one for one in doctors if not km or one.distance_km <= km)


def narrowings(doctors: Sequence[Doctor], km: int) -> tuple[tuple[int, int], ...]:
    """(kilometres, doctors) of every distance that would leave others than the present one does."""
    found: dict[int, int] = {}
    for limit in DISTANCES:
        found.setdefault(len(within(doctors, limit)), limit)
    shown = {0, len(doctors), len(within(doctors, km))}
    return tuple((limit, count) for count, limit in sorted(found.items()) if count not in shown)


def booking_of(slot: Slot) -> Booking:
    """The booking of a slot, with a client-made id: a retry cannot double it."""
    doctor = slot.doctor
    return Booking(
        secrets.token_hex(8), slot.id, doctor.name, doctor.specialty, doctor.clinic, doctor.room, slot.start
    )


def booking_notices(booking: Booking, slot: Slot, account: Account, now: datetime) -> tuple[Notice, ...]:
    """By e-mail and into the application: once each."""
    text = _("Вы записаны: {sentence}.").format(sentence=slot_sentence(slot))
    return about_card(booking.id, _("Запись к врачу"), text, account, now)


def cancel_notices(booking: Booking, account: Account, now: datetime) -> tuple[Notice, ...]:
    """The same ways as the booking was told."""
    text = _("Запись отменена: {sentence}.").format(sentence=booking_sentence(booking))
    return about_card(f"{booking.id}-cancelled", _("Запись отменена"), text, account, now)
