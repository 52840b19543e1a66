"""Which copies of the store were made, by name and day only: told where the store itself is lost."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.store.folder import BACKUPS, COPIES, read_small, replace_json

LOST = ("STORE_DAMAGED", "KEYS_DAMAGED", "KEYS_MISSING")
LONGEST = 100
"""Characters of a name that are kept."""
Copy = tuple[datetime, str]


def remember(folder: Path, name: str, at: datetime) -> None:
    """The newest copy is now this file; of an older one nothing is kept."""
    replace_json(folder / COPIES, {"name": _plain(name), "at": at.isoformat()})


def carry(former: Path, folder: Path, name: str, at: datetime) -> None:
    """A copy of this name was put back: the newest one, unless the former store knew a newer one."""
    newest = max(one for one in (_remembered(former), (at, name)) if one)
    remember(folder, newest[1], newest[0])


def newest(folder: Path) -> str:
    """Name and day of the newest copy, made by hand or by itself; empty where none is known."""
    found = max((one for one in (_remembered(folder), _automatic(folder)) if one), default=None)
    return _("{name} от {day}").format(name=found[1], day=f"{found[0]:%d.%m.%Y}") if found else ""


@contextmanager
def told(newest: Callable[[], str]) -> Iterator[None]:
    """Where the store cannot be opened, its fault names the copy to put back."""
    try:
        yield
    except Fault as fault:
        if fault.problem.code in LOST and (copy := newest()):
            words = _("Последняя известная копия: {copy}.").format(copy=copy)
            fault.problem = replace(fault.problem, text=f"{fault.problem.text} {words}")
        raise


def _remembered(folder: Path) -> Copy | None:
    try:
        body = json.loads(read_small(folder / COPIES))
        at = datetime.fromisoformat(body["at"])
        return (at, _plain(body["name"])) if at.tzinfo and isinstance(body["name"], str) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _automatic(folder: Path) -> Copy | None:
    """The newest of the copies made before a migration: the moment stands in the name."""
    try:
        name = max((path.name for path in (folder / BACKUPS).glob("*.emk")), default="")
        return (datetime.strptime(name[:15], "%Y%m%d-%H%M%S").astimezone(), _plain(name)) if name else None
    except (OSError, ValueError, OverflowError):
        return None


def _plain(name: str) -> str:
    """A file's name as it may be shown: no control characters, not too long."""
    return "".join(char if char.isprintable() else "?" for char in name[:LONGEST])
