"""Whom we ask: directories, registers, schedules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from emk_tui.ports.base import Value


class Verdict(StrEnum):
    """The three words of a registry."""

    CONFIRMED = "подтверждено"
    REFUSED = "отклонено"
    DEFERRED = "проверка отложена"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the register holds otherwise: «указано / в реестре»."""

    path: str
    given: str
    found: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a registry says of one request."""

    verdict: Verdict
    source: str
    as_of: date | None = None
    request_id: str = ""
    differences: tuple[Difference, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a directory and the fields of the section that choosing it fills."""

    code: str
    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The first entries of a search and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int


class Directory(Protocol):
    """A searchable list with its origin: regions, insurers, specialties, vaccines, clinics."""

    key: str
    title: str
    version: str
    as_of: date
    source: str

    def __len__(self) -> int:
        """How many entries there are."""

    def find(self, fragment: str, limit: int = 9, region: str = "") -> Found:
        """Entries that hold every word of the fragment (ё = е, any case), best first; region is a code."""

    def exact(self, text: str, region: str = "") -> Entry | None:
        """The entry of this very name or code, or None."""


class PolicyRegistry(Protocol):
    """The register of ОМС policies: CONFIRMED is «активен», REFUSED is «неактивен»."""

    def check(self, policy: Mapping[str, Value], person: Mapping[str, Value]) -> Answer:
        """Is this policy active on the day of asking (R156, R157)."""


class IdentityRegistry(Protocol):
    """The state registers of persons (R69)."""

    def reconcile(self, person: Mapping[str, Value]) -> Answer:
        """Compare the personal data field by field."""


class CardRegistry(Protocol):
    """The register of cards that exist already (R47, K3)."""

    def card_of(self, person: Mapping[str, Value]) -> Answer:
        """REFUSED where СНИЛС or ИНН stands in a card, its difference at the one that was found.

        The number of the card is `note`, and only where surname, given name and birth date are the holder's:
        elsewhere it is another person's and stays empty. CONFIRMED: no card holds either.
        """


class ClinicRegistry(Protocol):
    """The register of medical organisations (R76)."""

    def compare(self, clinic: Mapping[str, Value]) -> Answer:
        """Compare name, ИНН and ОКПО with the register."""


class VaccineRegistry(Protocol):
    """The federal register of vaccinations (R135)."""

    def send(self, record_id: str, vaccination: Mapping[str, Value]) -> Answer:
        """Hand over one record; DEFERRED leaves it in the queue."""


@dataclass(frozen=True, slots=True)
class Doctor:
    """A doctor who can be booked."""

    id: str
    name: str
    specialty: str
    clinic: str
    room: str
    licence: str
    licence_until: date
    experience_years: int
    distance_km: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One free time of a doctor."""

    id: str
    doctor: Doctor
    start: datetime
    minutes: int


class Schedule(Protocol):
    """Doctors and their times; empty answers where nothing is connected."""

    connected: bool

    def specialties(self) -> tuple[str, ...]:
        """Specialties that somebody works in."""

    def doctors(self, specialty: str) -> tuple[Doctor, ...]:
        """Doctors of this specialty, nearest first."""

    def slots(self, doctor_id: str, limit: int = 60) -> tuple[Slot, ...]:
        """Times from now on, in order, those already taken by other people left out."""
