"""Short spelling of columns for revisions; frozen, because revisions rely on it."""

from typing import Any

import sqlalchemy as sa


def columns(kind: Any, names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    """Columns of one type, named in one text with blanks between."""
    return [sa.Column(name, kind, nullable=nullable) for name in names.split()]
