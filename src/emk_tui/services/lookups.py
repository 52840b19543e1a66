"""Directories behind fields: which one, for which region, what a chosen entry fills."""

from collections.abc import Mapping
from dataclasses import dataclass

from emk_tui.card.draft import DIRECTORY, TYPED
from emk_tui.card.dropped import plain_path
from emk_tui.card.fields import Choice
from emk_tui.card.paths import locate
from emk_tui.card.regions import find_regions
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Directory, Entry
from emk_tui.services import paths
from emk_tui.services.checks import is_known
from emk_tui.services.session import Session


def directory_of(session: Session, path: str) -> Directory | None:
    """The directory of a field, or None; regions are read by the field itself."""
    key = locate(path).field.directory
    return None if key == "regions" else session.registries.directories.get(key)


def region_of(session: Session, path: str) -> str:
    """Insurers are looked for in the region of registration."""
    if not path.startswith("policy."):
        return ""
    return str(
        session.values("policy").get("region") or session.values("personal").get("registration_region") or ""
    )


def rows_of(path: str, entry: Entry) -> dict[str, str]:
    """One entry fills all fields of the record that it knows: a clinic its name, ИНН and ОКПО."""
    place = locate(path)
    known = {name: value for name, value in entry.values.items() if name in place.section.fields}
    rows = {f"{place.record}.{name}": value for name, value in known.items() if value}
    return rows if path in rows else {path: entry.name}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a list under a field, and the draft rows that choosing it means."""

    text: str
    rows: Mapping[str, str]
    origin: str = DIRECTORY
    inside: bool = False
    """A folder: the list goes on with what is in it."""


def suggest(session: Session, path: str, typed: str, limit: int = 7) -> tuple[tuple[Suggestion, ...], int]:
    """What fits these letters, best first, and how many there are in all."""
    field = locate(path).field
    if isinstance(field, Choice):
        return _few([Suggestion(word, {path: word}, TYPED) for word in field.fitting(typed)], limit)
    if field.offers and typed.strip():
        words = [_(one) for one in field.offers if fold(typed) in fold(_(one)) != fold(typed)]
        return _few([Suggestion(word, {path: word}, TYPED) for word in words], limit)
    if not field.directory or not typed.strip():
        return (), 0
    if field.directory == "regions":
        found = [Suggestion(f"{one.name}, {one.code}", {path: one.name}) for one in find_regions(typed)]
        return _few(found, limit)
    directory = directory_of(session, path)
    if directory is None or not len(directory):
        return (), 0
    entries = directory.find(typed, limit, region_of(session, path))
    lines = [Suggestion(_line(one), rows_of(path, one)) for one in entries.entries]
    return tuple(lines), entries.total


def _few(found: list[Suggestion], limit: int) -> tuple[tuple[Suggestion, ...], int]:
    return tuple(found[:limit]), len(found)


def _line(entry: Entry) -> str:
    return f"{entry.name}, {entry.note}" if entry.note else entry.name


def whole_entry(session: Session, path: str, typed: str) -> dict[str, str]:
    """Draft rows of the entry of this very name or code; empty where there is none (R75)."""
    directory = directory_of(session, path)
    entry = directory.exact(typed, region_of(session, path)) if directory and typed.strip() else None
    return rows_of(path, entry) if entry else {}


def suggest_files(
    session: Session, path: str, typed: str, limit: int = 7
) -> tuple[tuple[Suggestion, ...], int, str]:
    """The same for a name of a file, and what all that fits begins with; reads the disk.

    No line for a name that is typed to its end and fits nothing else.
    """
    found = paths.suggest(session.base, typed)
    if len(found) == 1 and found[0].path == plain_path(typed):
        return (), 1, ""
    lines = tuple(Suggestion(one.text, {path: one.path}, TYPED, one.folder) for one in found[:limit])
    return lines, len(found), paths.complete(found, typed)


def begins_with(suggestion: Suggestion, path: str, typed: str) -> bool:
    """Was this entry named so far as its name goes: whole, or from its beginning."""
    letters = fold(typed)
    return bool(letters) and fold(suggestion.rows.get(path, "")).startswith(letters)


NO_OWN = ("clinics", "insurers", "specialties")
"""Directories whose only fitting entry is taken by Enter at the beginning of its name; vaccines and
studies may be one's own."""


def takes_only(path: str) -> bool:
    """Does Enter take the only entry that fits, where its name was begun."""
    return locate(path).field.directory in NO_OWN


def is_listed(session: Session, path: str, typed: str) -> bool:
    """Is this the whole name or code of an entry; True where there is no directory to stand in."""
    directory = directory_of(session, path)
    return directory is None or not len(directory) or is_known(directory, typed)
