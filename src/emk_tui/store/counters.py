"""Numbers of failures on disk, twice: in the store's folder and outside it, so that no one file matters."""

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from emk_tui.store.folder import ATTEMPTS, read_small, replace_file

MOST = 1000
"""More buckets, accounts or terminals than a store can ever have: such a file is not ours."""


@dataclass(frozen=True, slots=True)
class Count:
    """Failures since the last success or lock, locks so far, until when no try counts (ISO)."""

    failed: int = 0
    locks: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class Counters:
    """All counters of one store; `number` grows with every change."""

    number: int = 0
    counts: dict[str, Count] = field(default_factory=dict)
    """`ACCOUNT/TERMINAL` → its failures; the terminal is empty for all unknown ones together."""
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Account → terminals where it signed in, the last one first."""
    pin: int = 0
    """Wrong PINs in a row."""


def outside(folder: Path, store: str) -> Path:
    """The copy outside: named after the store, so it outlives the folder and never mixes two stores."""
    return folder.parent / f"attempts-{store[:12]}.json"


class Twice:
    """The counters of the store of this id (hex), beside its keys in `folder` and outside of it."""

    def __init__(self, folder: Path, store: str) -> None:
        self._store = store
        self._inside, self._outside = folder / ATTEMPTS, outside(folder, store)

    def peek(self) -> Counters:
        """The copy with the higher number; none yet, or none whole, is a fresh start."""
        found = [self._load(self._inside), self._load(self._outside)]
        return max((one for one in found if one is not None), key=lambda one: one.number, default=Counters())

    def read(self) -> Counters:
        """The same; a copy that is missing, broken or behind is written again."""
        newest = self.peek()
        if newest.number:
            for path in (self._inside, self._outside):
                if self._load(path) != newest:
                    with suppress(OSError):
                        replace_file(path, dump(newest, self._store))
        return newest

    def write(self, counters: Counters) -> None:
        """Write both as the next number; the one outside may fail where the data folder takes nothing."""
        content = dump(replace(counters, number=counters.number + 1), self._store)
        replace_file(self._inside, content)
        with suppress(OSError):
            replace_file(self._outside, content)

    def _load(self, path: Path) -> Counters | None:
        try:
            return load(read_small(path), self._store)
        except (OSError, ValueError):
            return None


def dump(counters: Counters, store: str) -> bytes:
    """The bytes of one copy."""
    body = {
        "store": store, "number": counters.number, "pin": counters.pin,
        "counts": {key: [one.failed, one.locks, one.until] for key, one in counters.counts.items()},
        "known": counters.known,
    }  # fmt: skip
    return json.dumps(body, indent=1).encode()


def load(content: bytes, store: str) -> Counters:
    """Read one copy of this store; ValueError for anything else."""
    try:
        body = json.loads(content)
        if body["store"] != store:
            raise ValueError("of another store")
        counts = {key: _count(raw) for key, raw in _some(body["counts"])}
        known = {key: tuple(_word(one) for one in raw) for key, raw in _some(body["known"])}
        return Counters(_whole(body["number"]), counts, known, _whole(body["pin"]))
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("not the shape of counters") from None


def _some(raw: Any) -> list[tuple[str, Any]]:
    if len(raw) > MOST:
        raise ValueError("too many")
    return list(raw.items())


def _count(raw: Any) -> Count:
    failed, locks, until = raw
    if until and datetime.fromisoformat(until).tzinfo is None:
        raise ValueError("a moment needs its zone")
    return Count(_whole(failed), _whole(locks), _word(until))


def _whole(raw: Any) -> int:
    if type(raw) is not int or not 0 <= raw < 2**53:
        raise ValueError("not a number of tries")
    return raw


def _word(raw: Any) -> str:
    if type(raw) is not str:
        raise ValueError("not a word")
    return raw
