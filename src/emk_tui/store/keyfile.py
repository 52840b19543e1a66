"""keys.json in the store's folder: reading it, its former copy where it is lost, replacing it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from emk_tui.ports import Fault
from emk_tui.store import keys
from emk_tui.store.folder import KEYS, OLD_KEYS, read_small, replace_file
from emk_tui.store.keys import KeyFile


@dataclass(frozen=True, slots=True)
class Found:
    """The key file that is there; `lost` is what is wrong with keys.json where the former one stands in."""

    keys: KeyFile
    lost: str = ""


def read(folder: Path, kind: str) -> Found:
    """keys.json, or the copy of a change that was cut short; Fault KEYS_MISSING, KEYS_DAMAGED, STORE_FOREIGN.

    Whether the copy is not older than the store knows is judged inside the store, by its revision.
    """
    try:
        found = Found(_load(folder / KEYS))
    except Fault as fault:
        if fault.problem.code not in ("KEYS_MISSING", "KEYS_DAMAGED"):
            raise
        try:
            found = Found(_load(folder / OLD_KEYS), fault.problem.code)
        except Fault:
            raise fault from None
    if found.keys.header.kind != kind:
        raise Fault("STORE_FOREIGN")
    return found


def _load(path: Path) -> KeyFile:
    try:
        return keys.load(read_small(path))
    except FileNotFoundError:
        raise Fault("KEYS_MISSING") from None
    except ValueError:
        raise Fault("KEYS_DAMAGED") from None


def replace(folder: Path, new: KeyFile, signing: bytes) -> None:
    """The present file becomes the former one, then the new one takes its name."""
    path = folder / KEYS
    replace_file(folder / OLD_KEYS, path.read_bytes())
    replace_file(path, keys.dump(new, signing))


def proven(folder: Path, found: Found) -> None:
    """The store opened with these keys: the former file would only let a former password in."""
    if found.lost:
        replace_file(folder / KEYS, (folder / OLD_KEYS).read_bytes())
    with suppress(FileNotFoundError):
        (folder / OLD_KEYS).unlink()


def peek(folder: Path) -> tuple[str, frozenset[str]]:
    """Id of the store and kinds of its slots, unproven and without any library; empty where there is nothing.

    Only for what is shown before the first question: every opening reads and proves the file itself.
    """
    try:
        body = json.loads(read_small(folder / KEYS))
        store, kinds = body["header"]["store"], frozenset(str(slot["kind"]) for slot in body["slots"])
        return (store, kinds) if len(bytes.fromhex(store)) == keys.SALT else ("", frozenset())
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", frozenset()
