"""Times of doctors as people say them, and the two confirmations of a booking (R143, R145, R149)."""

import secrets
from datetime import datetime

from emk_tui.i18n import _, _l, plural
from emk_tui.ports import Account, Booking, Doctor, Notice, Slot

CHANNELS = {"email": _l("почта"), "app": _l("приложение"), "sms": _l("СМС")}
"""Channel of a notice → its word."""
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def day_words(moment: datetime) -> str:
    """«вторник 3 марта»."""
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def slot_sentence(slot: Slot) -> str:
    """«вторник 3 марта, 9:20, Петрова А. С., кабинет 12»: the same words in every face."""
    when = f"{day_words(slot.start)}, {slot.start.hour}:{slot.start.minute:02}"
    return f"{when}, {slot.doctor.name}, {_('кабинет {room}').format(room=slot.doctor.room)}"


def booking_sentence(booking: Booking) -> str:
    """The same words for a slot that was taken."""
    when = f"{day_words(booking.start)}, {booking.start.hour}:{booking.start.minute:02}"
    room = _("кабинет {room}").format(room=booking.room)
    return f"{when}, {booking.specialty}, {booking.doctor}, {room}, {booking.clinic}"


def doctor_sentence(doctor: Doctor, today: datetime) -> str:
    """Name, years, licence, distance: what the choice is made by (R138, R139)."""
    good = doctor.licence_until >= today.date()
    licence = (
        _("лицензия до {day}").format(day=f"{doctor.licence_until:%d.%m.%Y}")
        if good
        else _("лицензия истекла")
    )
    years = plural(doctor.experience_years, _("год"), _("года"), _("лет"))
    return _("{name}, стаж {years}, {licence}, {km} км").format(
        name=doctor.name, years=years, licence=licence, km=doctor.distance_km
    )


def booking_of(slot: Slot) -> Booking:
    """The booking of a slot, with a client-made id: a retry cannot double it."""
    doctor = slot.doctor
    return Booking(
        secrets.token_hex(8), slot.id, doctor.name, doctor.specialty, doctor.clinic, doctor.room, slot.start
    )


def booking_notices(booking: Booking, slot: Slot, account: Account, now: datetime) -> tuple[Notice, ...]:
    """By e-mail and into the application: once each."""
    text = _("Вы записаны: {sentence}.").format(sentence=slot_sentence(slot))
    targets = (("email", account.email), ("app", account.login))
    return tuple(
        Notice(f"{booking.id}-{channel}", channel, address, _("Запись к врачу"), text, now)
        for channel, address in targets
        if address
    )
