"""The timetable of the demonstration: made from the clock, always the same."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from emk_tui import ports
from emk_tui.registries.embedded import embedded_directories
from emk_tui.registries.timetable import DemonstrationSchedule, free_times, working_days
from tests.registries.test_demonstration import At

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def schedule(moment: datetime = MONDAY) -> ports.Schedule:
    """The timetable at a moment."""
    return DemonstrationSchedule(At(moment))


def test_specialties_are_in_the_true_directory() -> None:
    directory = embedded_directories()["specialties"]
    names = schedule().specialties()
    assert names[:4] == ("терапевт", "кардиолог", "эндокринолог", "невролог")
    assert all(directory.exact(name) for name in names)


def test_the_nearest_doctor_comes_first() -> None:
    doctors = schedule().doctors("Кардиолог")
    assert [doctor.distance_km for doctor in doctors] == sorted(doctor.distance_km for doctor in doctors)
    assert {doctor.specialty for doctor in doctors} == {"кардиолог"}
    assert len(schedule().doctors("")) == 13 and schedule().doctors("астролог") == ()


def test_one_licence_has_run_out() -> None:
    doctors = schedule().doctors("")
    assert [doctor.name for doctor in doctors if doctor.licence_until < MONDAY.date()] == [
        "Громов Илья Фёдорович"
    ]


def test_slots_are_free_future_times_of_working_days() -> None:
    for doctor in schedule().doctors(""):
        slots = schedule().slots(doctor.id, limit=1000)
        assert slots and len({slot.id for slot in slots}) == len(slots)
        assert [slot.start for slot in slots] == sorted(slot.start for slot in slots)
        for slot in slots:
            assert slot.start > MONDAY and slot.start.isoweekday() < 6 and slot.start.tzinfo is UTC
            assert time(9) <= slot.start.time() <= time(17, 40) and slot.start.minute % 20 == 0


def test_the_same_clock_gives_the_same_slots_and_a_later_one_fewer() -> None:
    assert schedule().slots("101") == schedule().slots("101")
    assert len(schedule().slots("101", limit=5)) == 5
    later = schedule(MONDAY + timedelta(hours=3)).slots("101", limit=1000)
    assert set(later) < set(schedule().slots("101", limit=1000))
    assert schedule().slots("999") == ()


def test_some_times_are_taken_by_others() -> None:
    counts = [len(free_times("101", date(2026, 3, day))) for day in range(2, 30)]
    assert 8 < sum(counts) / len(counts) < 20 and len(set(counts)) > 3


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 13)),
        (date(2026, 2, 21), date(2026, 2, 24), date(2026, 3, 9)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 21)),
    ],
)
def test_days_off_are_left_out(today: date, first: date, last: date) -> None:
    days = working_days(today)
    assert (len(days), days[0], days[-1]) == (10, first, last)
