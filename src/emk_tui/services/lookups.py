"""Directories behind fields: which one, for which region, what a chosen entry fills."""

from emk_tui.card.paths import locate
from emk_tui.ports import Directory, Entry
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
