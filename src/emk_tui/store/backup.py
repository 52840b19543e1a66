"""Encrypted copies: one stored zip with the database, the keys, the anchor and a signed list of them."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from emk_tui.ports import Fault
from emk_tui.store import copies, folder, keyfile, keys
from emk_tui.store.engine import connect
from emk_tui.store.folder import ANCHOR, ATTEMPTS, BACKUPS, DATABASE, INBOX, KEYS
from emk_tui.store.keys import Header

LIST, SEAL = "manifest.json", "manifest.sig"
MEMBERS = (DATABASE, KEYS, ANCHOR)
KEPT = 3
"""Copies made before migrations that are kept."""
PAGE = 4096
BLOCK = 1024 * 1024


def match(header: Header, database: Path) -> None:
    """Does the database belong to the keys: Fault STORE_DAMAGED when it is no database, else KEYS_SWAPPED."""
    if salt_of(database).hex() != header.store:
        raise Fault("KEYS_SWAPPED")


def salt_of(database: Path) -> bytes:
    """The salt at the head of the file, the id of its store; Fault STORE_DAMAGED when it is no database."""
    if not database.is_file() or database.stat().st_size < PAGE:
        raise Fault("STORE_DAMAGED")
    with database.open("rb") as file:
        head = file.read(keys.SALT)
    if not any(head) or head.startswith(b"SQLite format 3"):
        raise Fault("STORE_DAMAGED")
    return head


def check(target: Path) -> None:
    """May a copy be written there: Fault BACKUP_EXISTS, FOLDER_ABSENT."""
    if os.path.lexists(target):
        raise Fault("BACKUP_EXISTS", 2)
    if not target.absolute().parent.is_dir():
        raise Fault("FOLDER_ABSENT", 2)


def write(target: Path, store: Path, data_key: bytes, signing: bytes, now: datetime) -> None:
    """A verified copy of an open store; Fault BACKUP_EXISTS, BACKUP_DAMAGED when it can't be read back."""
    check(target)
    work = folder.temporary(target.absolute(), "new")
    lock = folder.take_lock(work)
    try:
        salt = bytes.fromhex(keys.load((store / KEYS).read_bytes()).header.store)
        # the anchor first: the copy of the database may be ahead of it, never behind
        for name in (ANCHOR, KEYS):
            shutil.copyfile(store / name, work / name)
        _copy_database(store / DATABASE, work / DATABASE, data_key, salt)
        packed = work / "packed"
        _pack(packed, work, signing, now)
        unpack(packed, work / "proof")
        if not readable(work / "proof" / DATABASE, data_key, salt):
            raise Fault("BACKUP_DAMAGED" if readable(store / DATABASE, data_key, salt) else "STORE_DAMAGED")
        _publish(packed, target)
    finally:
        shutil.rmtree(work)
        lock.close()


def _copy_database(source: Path, copy: Path, data_key: bytes, salt: bytes) -> None:
    """SQLite's own backup: a consistent state while the store goes on, encrypted from the first byte."""
    reader, writer = connect(source, data_key, salt), connect(copy, data_key, salt)
    try:
        reader.backup(writer)
    finally:
        writer.close()
        reader.close()


def readable(database: Path, data_key: bytes, salt: bytes) -> bool:
    """Are every page's seal and the structure right."""
    connection = connect(database, data_key, salt)
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return not broken and connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except connection.DatabaseError:
        return False
    finally:
        connection.close()


def _pack(packed: Path, work: Path, signing: bytes, now: datetime) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    content = {"format": 1, "made_at": now.isoformat(), "sha256": {n: _sha256(work / n) for n in MEMBERS}}
    listed = json.dumps(content, indent=1).encode()
    descriptor = os.open(packed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(LIST, listed)
            archive.writestr(SEAL, Ed25519PrivateKey.from_private_bytes(signing).sign(listed))
            for name in MEMBERS:
                archive.write(work / name, name)
        out.flush()
        os.fsync(out.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _publish(packed: Path, target: Path) -> None:
    """Give the file its name; a hard link fails where the name was taken in between."""
    try:
        os.link(packed, target)
    except FileExistsError:
        raise Fault("BACKUP_EXISTS", 2) from None
    except OSError:
        # no hard links here (FAT): reserve the name, then rename over it
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.replace(packed, target)
    folder.sync_folder(target.absolute().parent)


def unpack(packed: Path, into: Path) -> tuple[Header, datetime]:
    """Unpack into a new folder and check sizes, digests and the signature: whose it is, when it was made.

    Fault BACKUP_DAMAGED, STORE_NEWER.
    """
    into.mkdir(mode=0o700, exist_ok=True)
    try:
        with zipfile.ZipFile(packed) as archive:
            if sorted(archive.namelist()) != sorted((LIST, SEAL, *MEMBERS)):
                raise Fault("BACKUP_DAMAGED")
            for name in MEMBERS:
                _extract(archive, name, into / name)
            listed, seal = _small(archive, LIST), _small(archive, SEAL)
        header = keys.load((into / KEYS).read_bytes()).header
        made = _judge(listed, seal, header, {name: _sha256(into / name) for name in MEMBERS})
        match(header, into / DATABASE)
    except Fault as fault:
        if fault.problem.code == "STORE_NEWER":
            raise
        raise Fault("BACKUP_DAMAGED", 2) from None
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError):
        raise Fault("BACKUP_DAMAGED", 2) from None
    return header, made


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > BLOCK:
        raise Fault("BACKUP_DAMAGED")
    return archive.read(name)


def _extract(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with archive.open(name) as source, os.fdopen(descriptor, "wb") as out:
        shutil.copyfileobj(source, out, BLOCK)
        out.flush()
        os.fsync(out.fileno())


def _judge(listed: bytes, seal: bytes, header: Header, found: Mapping[str, str]) -> datetime:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(header.papers)).verify(seal, listed)
    except InvalidSignature:
        raise Fault("BACKUP_DAMAGED") from None
    content: dict[str, Any] = json.loads(listed)
    if content["format"] != 1 or content["sha256"] != dict(found):
        raise Fault("BACKUP_DAMAGED")
    return datetime.fromisoformat(content["made_at"])


def restore(source: Path, place: Path, kind: str, now: datetime) -> None:
    """Check the copy, move the present store aside, put the copy in its place; Fault STORE_FOREIGN."""
    if not source.is_file():
        raise Fault("FILE_ABSENT", 2)
    fresh = folder.temporary(place, "restored")
    try:
        with folder.take_lock(fresh):
            header, made = unpack(source, fresh)
            if header.kind != kind:
                raise Fault("STORE_FOREIGN")
            _carry(place, fresh)
            copies.carry(place, fresh, source.name, made)
            # the next opening tells it in the journal: the marks outside are ahead of this copy
            folder.replace_json(fresh / folder.RESTORED, {"at": now.isoformat()})
        if place.exists():
            same, aside = keyfile.peek(place)[0] in ("", header.store), _aside(place, now)
            os.rename(place, aside)
            if same and (aside / INBOX).is_dir():
                # what happened at the closed store is told to the next opening, whichever copy that is
                os.rename(aside / INBOX, fresh / INBOX)
        os.rename(fresh, place)
        folder.sync_folder(place.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=not fresh.exists())


def _carry(place: Path, fresh: Path) -> None:
    """An older copy brings no fresh tries."""
    with suppress(OSError, ValueError):
        folder.replace_file(fresh / ATTEMPTS, folder.read_small(place / ATTEMPTS))


def _aside(place: Path, now: datetime) -> Path:
    """A free name for the former store."""
    name = f"{place.name}.before-{now:%Y%m%d-%H%M%S}"
    taken = sum(1 for _ in place.parent.glob(name + "*"))
    return place.with_name(f"{name}-{taken + 1}" if taken else name)


def before_migration(store: Path, data_key: bytes, signing: bytes, found: str, now: datetime) -> None:
    """A verified copy in the store's folder; the last three are kept."""
    kept = store / BACKUPS
    kept.mkdir(mode=0o700, exist_ok=True)
    stem, taken = f"{now:%Y%m%d-%H%M%S-%f}", 0
    # a clock that stands still (demonstration) must not keep a second attempt from being copied
    while (target := kept / f"{stem}-{taken:03}-{found}.emk").exists():
        taken += 1
    write(target, store, data_key, signing, now)
    for old in sorted(kept.glob("*.emk"))[:-KEPT]:
        old.unlink()
