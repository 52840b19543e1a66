"""The database engine: SQLCipher through `creator`, every connection keyed and durable (storage.md 2)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_MS = 5000
LOG_PAGES = 60
"""A short log stops growing early: a save that extends a file costs half as much again (bench.store_save)."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA wal_autocheckpoint={LOG_PAGES}",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA busy_timeout={BUSY_MS}",
)
WRITING = "emk_writing"


def connect(path: Path, key: bytes, salt: bytes) -> Any:
    """A keyed DB-API connection; raw 32-byte key and the 16-byte salt at the head of the file."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
    return connection


def open_engine(path: Path, key: bytes, salt: bytes) -> "Engine":
    """The engine of a SQLCipher file; nothing is read before the first connection."""
    import sqlcipher3.dbapi2
    from sqlalchemy import QueuePool, create_engine

    def creator() -> Any:
        connection = connect(path, key, salt)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=creator, poolclass=QueuePool, hide_parameters=True
    )
    immediate(engine)
    return engine


def immediate(engine: "Engine") -> None:
    """Writers begin with BEGIN IMMEDIATE, readers with BEGIN: no upgrade of a read lock can fail later."""
    from sqlalchemy import event

    def begin(connection: "Connection") -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "begin", begin)


def writer(engine: "Engine") -> "Engine":
    """The same engine for transactions that write."""
    return engine.execution_options(**{WRITING: True})
