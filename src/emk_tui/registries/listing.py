"""A searchable directory over rows held in memory, read on first use."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from emk_tui.ports import Entry, Found

MAX_WORDS = 12
"""Words of a fragment that are looked at; nobody types more, and a pasted page stays cheap."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the words it is also found by and the regions (ФНС codes) it is limited to."""

    entry: Entry
    also: tuple[str, ...] = ()
    """Other whole names: searched, and right for `exact`."""
    words: str = ""
    """Loose words for the search only (a disease, a producer)."""
    regions: frozenset[str] = frozenset()
    """Empty: everywhere."""


def fold(text: str) -> str:
    """Text for comparison: NFC, any case, ё = е, signs as single spaces."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


@dataclass(frozen=True, slots=True)
class _Line:
    """A row made ready for the search."""

    row: Row
    name: str
    names: frozenset[str]
    text: str

    def rank(self, words: list[str], whole: str) -> int:
        """0 the very name, 1 its beginning, 2 words begin so, 3 somewhere inside a word."""
        if whole in self.names:
            return 0
        if self.name.startswith(whole):
            return 1
        return 2 if all(f" {word}" in self.text for word in words) else 3


@dataclass
class ListDirectory:
    """A ports.Directory over rows that are loaded once, at the first question."""

    key: str
    title: str
    version: str
    as_of: date
    """Day the data describe; `date.min` where nothing is loaded."""
    source: str
    load: Callable[[], Iterable[Row]] = field(repr=False)

    @cached_property
    def _lines(self) -> tuple[_Line, ...]:
        return tuple(_line(row) for row in self.load())

    @cached_property
    def _by_name(self) -> dict[str, tuple[_Line, ...]]:
        found: dict[str, tuple[_Line, ...]] = {}
        for line in self._lines:
            for name in line.names:
                found[name] = (*found.get(name, ()), line)
        return found

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._lines)

    def find(self, fragment: str, limit: int = 9, region: str = "") -> Found:
        """Entries that hold every word of the fragment, best first; all of them for an empty one."""
        whole = fold(fragment[:500])
        words = whole.split()[:MAX_WORDS]
        hits = [
            line for line in self._lines if _here(line, region) and all(word in line.text for word in words)
        ]
        if words:
            hits.sort(key=lambda line: line.rank(words, whole))
        return Found(tuple(line.row.entry for line in hits[: max(limit, 0)]), len(hits))

    def exact(self, text: str, region: str = "") -> Entry | None:
        """The entry of this very name, other name or code; None for none or an ambiguous one."""
        found = [line for line in self._by_name.get(fold(text[:500]), ()) if _here(line, region)]
        own = [line for line in found if line.name == fold(text[:500])] or found
        return own[0].row.entry if len(own) == 1 else None


def _here(line: _Line, region: str) -> bool:
    return not region or not line.row.regions or region in line.row.regions


def _line(row: Row) -> _Line:
    entry = row.entry
    names = [fold(name) for name in (entry.name, entry.code, *row.also) if name]
    text = " ".join([*names, fold(entry.note), fold(row.words)])
    return _Line(row, names[0], frozenset(names), f" {text}")
