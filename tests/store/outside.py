"""Everything of a store that lies outside its database: copies put back, marks lost, a key store."""

import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

from emk_tui.ports import Head
from emk_tui.store import keyfile
from emk_tui.store.card_store import SqlStore
from emk_tui.store.vault import FileVault
from tests.store.data import PASSWORD
from tests.store.tampering import sql


@dataclass
class Ring:
    """A key store in memory; `open` is cleared to let it hang."""

    kept: dict[str, bytes] = field(default_factory=dict)
    here: bool = True
    open: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """It answers."""
        self.open.set()

    def available(self) -> bool:
        """As set."""
        self.open.wait()
        return self.here

    def get(self, name: str) -> bytes | None:
        """What was kept."""
        self.open.wait()
        return self.kept.get(name)

    def put(self, name: str, value: bytes) -> bool:
        """Keep it."""
        self.open.wait()
        self.kept[name] = value
        return True

    def forget(self, name: str) -> None:
        """Let it go."""
        self.kept.pop(name, None)


def opened_by(vault: FileVault) -> SqlStore:
    """The store, signed in."""
    store = vault.open("мария", PASSWORD)
    assert isinstance(store, SqlStore)
    return store


def keep(place: Path, outer: Path) -> None:
    """A copy of everything on the disk."""
    shutil.copytree(place, place.with_name("then"))
    shutil.copy(outer, place.with_name("then.outer"))


def put_back(place: Path, outer: Path, what: str) -> None:
    """The copy, or parts of it, in place of what is there now."""
    then = place.with_name("then")
    if "folder" in what:
        shutil.rmtree(place)
        shutil.copytree(then, place)
    for name in ("emk.db", "anchor.json"):
        if name in what:
            for left in place.glob(f"{name}-*"):
                left.unlink()
            shutil.copy(then / name, place / name)
    if "outer" in what:
        shutil.copy(then.with_name("then.outer"), outer)


def checked(vault: FileVault, witness: Head | None = None) -> tuple[bool, bool, str, int]:
    """Told at the opening, whole, why not, first broken entry."""
    store = opened_by(vault)
    told, verdict = store.rolled_back, store.verify_journal(witness)
    store.close()
    return told, verdict.ok, verdict.why, verdict.broken_seq


def lose(
    vault: FileVault, place: Path, outer: Path, ring: Ring, where: str, content: bytes | None
) -> None:  # fmt: skip
    """Take this mark away, or put something else in its place."""
    path = {"anchor.json": place / "anchor.json", "outer": outer}.get(where)
    if path is not None:
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    elif where == "ring":
        ring.kept.clear()
        if content is not None:
            ring.kept[f"journal {keyfile.peek(place)[0]}"] = content
    else:
        store = opened_by(vault)
        name = "store_meta WHERE name LIKE 'journal_head%'"
        sql(store, f"DELETE FROM {name}")
        if content is not None:
            sql(store, "INSERT INTO store_meta VALUES (:name, :value)",
                name=f"journal_head {store._owner}", value=content.decode(errors="replace"))  # fmt: skip
        store.engine.dispose()
        store.close()
