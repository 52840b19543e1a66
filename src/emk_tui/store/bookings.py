"""Bookings: the index on the slot decides who was first (storage.md 4)."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from emk_tui.ports import Booking, Event, Notice, SlotTaken
from emk_tui.store.tables.card import BookingRow
from emk_tui.store.work import Work

NAMES = tuple(f.name for f in fields(Booking))


def book(work: Work, booking: Booking, notices: Sequence[Notice], event: Event) -> None:
    """Release the slot held before and take this one, or neither; SlotTaken. The same id: nothing."""
    if work.session.get(BookingRow, booking.id) is not None:
        return
    release(work)
    work.session.add(BookingRow(owner=work.owner, **asdict(booking)))
    try:
        work.session.flush()
    except IntegrityError:
        raise SlotTaken from None
    work.notify(notices)
    work.record(event)


def cancel(work: Work, booking_id: str, notices: Sequence[Notice], event: Event) -> None:
    """Let the slot go and tell of it; the same one again: nothing."""
    if _ended(work, "cancelled", booking_id):
        work.notify(notices)
        work.record(event)


def release(work: Work) -> None:
    """Let go whatever the owner holds."""
    _ended(work, "released")


def _ended(work: Work, status: str, booking_id: str = "") -> bool:
    """Was an active booking of the owner there to be given this status."""
    held = update(BookingRow).where(col(BookingRow.owner) == work.owner, col(BookingRow.status) == "active")
    if booking_id:
        held = held.where(col(BookingRow.id) == booking_id)
    return work.connection.execute(held.values(status=status)).rowcount > 0


def active(work: Work) -> Booking | None:
    """The active booking of the owner."""
    query = select(BookingRow).where(BookingRow.owner == work.owner, BookingRow.status == "active")
    row = work.session.exec(query).first()
    return None if row is None else Booking(**{name: getattr(row, name) for name in NAMES})
