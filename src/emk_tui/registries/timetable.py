"""Doctors and times of the demonstration, made from the clock (R137–R144)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from hashlib import blake2b

from emk_tui.ports import Clock, Doctor, Slot
from emk_tui.registries.listing import fold
from emk_tui.registries.tables import read_table

STEP = timedelta(minutes=20)
FIRST, LAST = time(9, 0), time(17, 40)
WORKING_DAYS = 10
HOLIDAYS = frozenset({*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})
"""(month, day) without reception, статья 112 ТК РФ; moved days off are not known here."""
TAKEN_OF_256 = 115
"""About 45 of 100 times are taken by other people."""


@dataclass
class DemonstrationSchedule:
    """ports.Schedule: the next ten working days, every doctor on the weekdays of his row."""

    clock: Clock
    connected = True

    @cached_property
    def _doctors(self) -> dict[str, tuple[Doctor, str]]:
        return {row["id"]: (_doctor(row), row["weekdays"]) for row in read_table("demo_doctors.csv")}

    def specialties(self) -> tuple[str, ...]:
        """In the order of the file: therapist first."""
        return tuple(dict.fromkeys(doctor.specialty for doctor, _days in self._doctors.values()))

    def doctors(self, specialty: str) -> tuple[Doctor, ...]:
        """Of this specialty, nearest first (R139); all of them for an empty one."""
        wanted = fold(specialty)
        found = (doctor for doctor, _days in self._doctors.values() if wanted in ("", fold(doctor.specialty)))
        return tuple(sorted(found, key=lambda doctor: (doctor.distance_km, doctor.name)))

    def slots(self, doctor_id: str, limit: int = 60) -> tuple[Slot, ...]:
        """Free times of this doctor after now; none for an unknown doctor."""
        if doctor_id not in self._doctors:
            return ()
        doctor, weekdays = self._doctors[doctor_id]
        now = self.clock.now()
        days = (day for day in working_days(self.clock.today()) if str(day.isoweekday()) in weekdays)
        starts = (start.replace(tzinfo=now.tzinfo) for day in days for start in free_times(doctor_id, day))
        return tuple(_slot(doctor, start) for start in starts if start > now)[:limit]


def working_days(today: date) -> tuple[date, ...]:
    """The next ten days of reception, today among them if it is one."""
    days = (today + timedelta(days=ahead) for ahead in range(40))
    return tuple(day for day in days if day.isoweekday() < 6 and (day.month, day.day) not in HOLIDAYS)[
        :WORKING_DAYS
    ]


def free_times(doctor_id: str, day: date) -> tuple[datetime, ...]:
    """Times of a day that nobody else took: the same for the same doctor and day, on every machine."""
    taken = blake2b(f"{doctor_id} {day.isoformat()}".encode()).digest()
    first, last = datetime.combine(day, FIRST), datetime.combine(day, LAST)
    starts = (first + STEP * count for count in range((last - first) // STEP + 1))
    return tuple(start for count, start in enumerate(starts) if taken[count] >= TAKEN_OF_256)


def _slot(doctor: Doctor, start: datetime) -> Slot:
    return Slot(f"{doctor.id}-{start:%Y%m%dT%H%M}", doctor, start, STEP.seconds // 60)


def _doctor(row: dict[str, str]) -> Doctor:
    return Doctor(
        id=row["id"],
        name=row["name"],
        specialty=row["specialty"],
        clinic=row["clinic"],
        room=row["room"],
        licence=row["licence"],
        licence_until=date.fromisoformat(row["licence_until"]),
        experience_years=int(row["experience_years"]),
        distance_km=int(row["distance_km"]),
    )
