"""The draft: what was typed, by path; the only input of every face."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from emk_tui.card.paths import belongs, order

TYPED, FILE, DIRECTORY, ACCOUNT, DERIVED = "typed", "file", "directory", "account", "derived"
"""Where an answer came from (B9)."""
OVERRIDDEN = "overridden"
"""Written by hand over a value of a directory."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as typed."""

    raw: str
    origin: str = TYPED
    at: datetime | None = None


class Draft:
    """Rows by path. Wrong text is kept as typed; secrets and ticks of assertion never get here."""

    def __init__(self, rows: Mapping[str, Answered] | None = None) -> None:
        self.rows: dict[str, Answered] = dict(rows or {})

    def raw(self, path: str) -> str:
        """What was typed there, or nothing."""
        found = self.rows.get(path)
        return found.raw if found else ""

    def put(self, path: str, raw: str, origin: str = TYPED, at: datetime | None = None) -> None:
        """Set one answer."""
        self.rows[path] = Answered(raw, origin, at)

    def drop(self, prefix: str) -> None:
        """Forget a record or a field with everything below."""
        self.rows = {path: row for path, row in self.rows.items() if not belongs(path, prefix)}

    def raws(self, record: str) -> dict[str, str]:
        """Field name → raw text of one record."""
        start = record + "."
        return {
            path[len(start) :]: row.raw
            for path, row in self.rows.items()
            if path.startswith(start) and "." not in path[len(start) :]
        }

    def records(self, key: str) -> dict[str, dict[str, str]]:
        """Record path → field name → raw text of a whole section, in one pass over the rows."""
        found: dict[str, dict[str, str]] = {}
        for path, row in self.rows.items():
            if path.startswith(key + "."):
                record, _dot, name = path.rpartition(".")
                found.setdefault(record, {})[name] = row.raw
        return found

    def ids(self, prefix: str) -> tuple[str, ...]:
        """Ids of the records of a list, in order: `documents` → ("1", "2")."""
        return ids_among(self.rows, prefix)

    def new_id(self, prefix: str) -> str:
        """The next free id of a list."""
        return str(max((int(one) for one in self.ids(prefix)), default=0) + 1)

    def touched(self, key: str) -> bool:
        """Was anything typed in this section."""
        return any(belongs(path, key) and row.raw for path, row in self.rows.items())

    def only(self, keys: Iterable[str]) -> "Draft":
        """The part of the draft that belongs to these sections."""
        wanted = set(keys)
        return Draft({path: row for path, row in self.rows.items() if path.partition(".")[0] in wanted})

    def __iter__(self) -> Iterator[tuple[str, Answered]]:
        return iter(self.rows.items())


def ids_among(paths: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Ids that stand right behind this prefix in any of the paths, in order."""
    start = prefix + "."
    found = {path[len(start) :].partition(".")[0] for path in paths if path.startswith(start)}
    return tuple(sorted((one for one in found if one.isascii() and one.isdigit()), key=order))
