"""Sections of the card as tables: each inherits its section; rows are append-only versions (R136)."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from emk_tui.card.sections.clinic import Clinic
from emk_tui.card.sections.documents import Document, Result
from emk_tui.card.sections.personal import Personal
from emk_tui.card.sections.policy import Policy
from emk_tui.card.sections.vaccinations import Vaccination
from emk_tui.card.sections.visits import Visit
from emk_tui.store.tables.base import Base, Moment


class Version(Base):
    """Columns of every section row: whose, which record, which version, when, by whom."""

    row_id: int | None = Field(default=None, primary_key=True)
    card_number: str = Field(foreign_key="card.number")
    record_id: str = ""
    """Empty in sections that have one record."""
    version: int = 1
    pos: int = 0
    deleted: bool = False
    written_at: datetime = Field(sa_type=Moment)
    written_by: str


def _once() -> tuple[UniqueConstraint, ...]:
    return (UniqueConstraint("card_number", "record_id", "version"),)


class PersonalRow(Personal, Version, table=True):
    """Versions of the personal data."""

    __tablename__ = "personal"
    __table_args__ = _once()


class ClinicRow(Clinic, Version, table=True):
    """Versions of the attachment to a clinic."""

    __tablename__ = "clinic"
    __table_args__ = _once()


class PolicyRow(Policy, Version, table=True):
    """Versions of the policy."""

    __tablename__ = "policy"
    __table_args__ = _once()


class DocumentRow(Document, Version, table=True):
    """Versions of document records; their results are rows of `result`."""

    __tablename__ = "document"
    __table_args__ = _once()

    results: ClassVar[tuple[Result, ...]] = ()  # type: ignore[misc]  # a list is a table, not a column


class ResultRow(Result, Version, table=True):
    """Versions of results; `parent` and the parent's version say where they belong."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("card_number", "parent", "record_id", "version"),)

    parent: str


class VaccinationRow(Vaccination, Version, table=True):
    """Versions of vaccination records."""

    __tablename__ = "vaccination"
    __table_args__ = _once()


class VisitRow(Visit, Version, table=True):
    """Versions of visits."""

    __tablename__ = "visit"
    __table_args__ = _once()


SINGLE: dict[str, type[Version]] = {"personal": PersonalRow, "clinic": ClinicRow, "policy": PolicyRow}
MANY: dict[str, type[Version]] = {
    "documents": DocumentRow, "vaccinations": VaccinationRow, "visits": VisitRow,
}  # fmt: skip
