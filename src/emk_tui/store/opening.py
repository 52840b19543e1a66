"""From a data key to an open store: the key fits, the facts inside agree, the schema is this program's."""

import re
from pathlib import Path

from sqlalchemy import Engine, text

from emk_tui.ports import Clock, Fault, KeyRing
from emk_tui.store import backup, keys, schema
from emk_tui.store.anchor import Anchors, anchors_of
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import open_engine, writer
from emk_tui.store.faults import translated
from emk_tui.store.folder import DATABASE
from emk_tui.store.keys import KeyFile
from emk_tui.store.mending import mend
from emk_tui.store.migrations import HEAD

REVISION = "keys_revision"


def journal_key(data_key: bytes) -> bytes:
    """Key of the journal's chain and of its anchor."""
    return keys.derive(data_key, "journal")


def connected(
    anchors: Anchors,
    engine: Engine,
    owner: str,
    kind: str,
    data_key: bytes,
    clock: Clock,
    account: str = "",
) -> SqlStore:
    """The store over an engine whose schema is right; `account` is who signed in if not the owner."""
    return SqlStore(engine, owner, kind, journal_key(data_key), clock, anchors, account)


def start(
    folder: Path,
    slots: KeyFile,
    data_key: bytes,
    clock: Clock,
    account: str = "",
    ring: KeyRing | None = None,
) -> SqlStore:
    """Open; Fault KEYS_SWAPPED, KEYS_DAMAGED (an older key file put back), STORE_NEWER, STORE_DAMAGED."""
    engine = open_engine(folder / DATABASE, data_key, bytes.fromhex(slots.header.store))
    try:
        with translated(), engine.begin() as connection:
            found = schema.revision(connection)
            rows = connection.execute(text("SELECT name, value FROM store_meta")).all()
        facts = {str(name): str(value) for name, value in rows}
        _agree(facts, slots)
        if found != HEAD:
            _migrate(folder, engine, data_key, found, clock)
        with translated(), engine.begin() as connection:
            schema.check(connection, facts["owner"])
        if int(facts[REVISION]) < slots.revision:
            note_revision(engine, slots.revision)
        anchors = anchors_of(folder, journal_key(data_key), slots.header.store, ring)
        store = connected(anchors, engine, facts["owner"], slots.header.kind, data_key, clock, account)
        mend(store, folder)
        return store
    except BaseException:
        engine.dispose()
        raise


def _agree(facts: dict[str, str], slots: KeyFile) -> None:
    if not (facts.get("owner") and re.fullmatch(r"[0-9]{1,18}", facts.get(REVISION, ""))):
        raise Fault("STORE_DAMAGED")
    if facts.get("store") != slots.header.store or facts.get("kind") != slots.header.kind:
        raise Fault("KEYS_SWAPPED")
    if int(facts[REVISION]) > slots.revision:
        raise Fault("KEYS_DAMAGED")


def note_revision(engine: Engine, revision: int) -> None:
    """Remember inside the store which key file is the newest: earlier ones are refused from now on."""
    with translated(), writer(engine).begin() as connection:
        connection.execute(
            text("UPDATE store_meta SET value = :value WHERE name = :name"),
            {"value": str(revision), "name": REVISION},
        )


def _migrate(folder: Path, engine: Engine, data_key: bytes, found: str, clock: Clock) -> None:
    """A verified copy first, then all revisions in one transaction."""
    with engine.begin() as connection:
        query = text("SELECT value FROM secret WHERE name = 'papers'")
        signing = bytes(connection.execute(query).scalar_one())
    backup.before_migration(folder, data_key, signing, found, clock.now())
    with translated():
        schema.upgrade(engine)
