"""The 16 bytes at the head of the database: of this store, damaged, or of another one altogether."""

import os
from pathlib import Path

from emk_tui.ports import Fault
from emk_tui.store.engine import connect

NEAR = 8
"""So many bytes may differ in a damaged salt; two of different stores have one byte in common by chance."""


def alien(found: bytes, own: bytes) -> bool:
    """Is this the salt of another store rather than a damaged one."""
    return sum(one != other for one, other in zip(found, own, strict=True)) > NEAR


def mend(database: Path, data_key: bytes, found: bytes, own: bytes) -> None:
    """Where the key opens the rest, the salt is written again; else Fault KEYS_SWAPPED, STORE_DAMAGED.

    Before the engine is there: closing a second handle of the file would drop SQLite's locks on it.
    """
    if found == own:
        return
    if not _opens(database, data_key, own):
        raise Fault("KEYS_SWAPPED" if alien(found, own) else "STORE_DAMAGED")
    with database.open("r+b") as file:
        file.write(own)
        file.flush()
        os.fsync(file.fileno())


def _opens(database: Path, data_key: bytes, own: bytes) -> bool:
    connection = connect(database, data_key, own)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except connection.DatabaseError:
        return False
    finally:
        connection.close()
    return True
