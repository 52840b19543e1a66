"""A new store, built whole in a folder beside its place: a kill never leaves half a store."""

import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlmodel import Session

from emk_tui.ports import Account, Clock, Event, Fault
from emk_tui.store import folder, keys, recovery, schema
from emk_tui.store.anchor import alone
from emk_tui.store.engine import open_engine, writer
from emk_tui.store.folder import DATABASE, KEYS
from emk_tui.store.journal import BEGINNING
from emk_tui.store.keys import Header, KdfCost, KeyFile
from emk_tui.store.opening import REVISION, connected, journal_key
from emk_tui.store.tables.system import Secret, StoreMeta


@dataclass(frozen=True, slots=True)
class Made:
    """A finished store that waits in its temporary folder, with what opens it."""

    place: Path
    keys: KeyFile
    data_key: bytes
    code: bytes


@dataclass(frozen=True, slots=True)
class Pairs:
    """The store's private keys and their public halves, all raw 32 bytes."""

    papers: bytes
    papers_public: bytes
    inbox: bytes
    inbox_public: bytes


def make(
    place: Path, kind: str, account: Account, password: str, cost: KdfCost, clock: Clock
) -> Made:  # fmt: skip
    """Build the store beside the place and sync it; on any failure nothing is left."""
    beside = folder.temporary(place, "new")
    lock = folder.take_lock(beside)
    try:
        data_key, code, pairs = os.urandom(keys.KEY), os.urandom(recovery.SIZE), _pairs()
        header = Header(
            os.urandom(keys.SALT).hex(), kind, pairs.inbox_public.hex(), pairs.papers_public.hex()
        )
        secret = keys.secret_of(account.login, password)
        slots = KeyFile(header, (
            keys.password_slot(header, secret, data_key, cost), keys.recovery_slot(header, code, data_key),
        ))  # fmt: skip
        _database(beside, header, data_key, pairs, account, clock)
        folder.replace_file(beside / KEYS, keys.dump(slots, pairs.papers))
    except BaseException:
        shutil.rmtree(beside)
        raise
    finally:
        lock.close()
    return Made(beside, slots, data_key, code)


def settle(beside: Path, place: Path) -> IO[bytes]:
    """Rename the finished folder to its place and lock it; Fault STORE_EXISTS when something is there."""
    try:
        os.replace(beside, place)
    except OSError:
        shutil.rmtree(beside)
        raise Fault("STORE_EXISTS") from None
    folder.sync_folder(place.parent)
    return folder.take_lock(place)


def _pairs() -> Pairs:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    papers, inbox = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    return Pairs(
        papers.private_bytes_raw(), papers.public_key().public_bytes_raw(),
        inbox.private_bytes_raw(), inbox.public_key().public_bytes_raw(),
    )  # fmt: skip


def _database(
    beside: Path, header: Header, data_key: bytes, pairs: Pairs, account: Account, clock: Clock
) -> None:
    """The database with its owner, its private keys and the first journal entry."""
    engine = open_engine(beside / DATABASE, data_key, bytes.fromhex(header.store))
    owner = str(uuid.uuid4())
    try:
        with writer(engine).begin() as connection:
            schema.create(connection)
        with Session(writer(engine)) as session, session.begin():
            facts = {"store": header.store, "kind": header.kind, "owner": owner, REVISION: "1"}
            session.add_all(StoreMeta(name=name, value=value) for name, value in facts.items())
            session.add(Secret(owner=owner, name="papers", value=pairs.papers))
            session.add(Secret(owner=owner, name="inbox", value=pairs.inbox))
        anchors = alone(beside, journal_key(data_key))
        anchors.files[0].write(BEGINNING)
        store = connected(anchors, engine, owner, header.kind, data_key, clock)
        store.save_account(account, Event("учётная запись создана"))
    finally:
        engine.dispose()
    (beside / DATABASE).chmod(0o600)
