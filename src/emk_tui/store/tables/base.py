"""Common ground of all tables: own metadata with named constraints, moments as text."""

from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, MetaData, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def since(value: object) -> Any:
    """A column of a later revision: what stands in the rows that were there before."""
    return {"server_default": value}


class Base(SQLModel):
    """Base of every table of the store."""

    model_config = SQLModelConfig(hide_input_in_errors=True)
    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware moment as ISO text: keeps the hour at the person's place, the same on both backends."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database; a moment without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else datetime.fromisoformat(value)
