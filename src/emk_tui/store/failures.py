"""Failed sign-ins: told to the inbox while the store is closed, to the journal at its next opening (R189)."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.ports import Event
from emk_tui.store import inbox

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore

ACTION, ASIDE = "неудачный вход", "входящее отложено"
WHAT = {
    "SIGN_IN_REFUSED": "пароль",
    "LOCKED_OUT": "пароль, вход закрыт на время",
    "RECOVERY_REFUSED": "код восстановления",
    "PIN_REFUSED": "ПИН",
    "PIN_GONE": "ПИН, больше не действует",
}
"""Code of the fault → what was wrong, for the journal."""
HASH = re.compile("[0-9a-f]{1,16}")
SHOWN = 8
"""Characters of a terminal's keyed hash that are told."""


def tell(folder: Path, public: bytes, code: str, at: datetime, terminal: str) -> None:
    """Leave word of one failure, never what was typed; the sign-in is refused whether this works or not."""
    content = {"at": at.isoformat(), "code": code, "terminal": terminal[:SHOWN]}
    try:
        inbox.put(folder, public, inbox.FAILURE, json.dumps(content).encode())
    except (OSError, ValueError):
        return


def event_of(content: bytes) -> Event:
    """The journal's entry of one item; BadItem where it tells nothing of the kind."""
    try:
        told = json.loads(content)
        at, what, terminal = datetime.fromisoformat(told["at"]), WHAT[told["code"]], told["terminal"]
        if at.tzinfo is None or not HASH.fullmatch(terminal):
            raise ValueError("no moment or terminal")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise inbox.BadItem("no failure") from None
    return Event(ACTION, f"{what}, терминал {terminal[:SHOWN]}", at=at)


def take(folder: Path, store: "SqlStore") -> None:
    """Everything that waits into the journal, each item once; what cannot be opened is set aside and told."""
    inbox.clear_begun(folder)
    private, good, bad = store.secret("inbox") or b"", dict[Path, Event](), list[Path]()
    for path in inbox.items(folder):
        try:
            good[path] = event_of(inbox.open_item(private, path))
        except inbox.BadItem:
            bad.append(path)
    if good:
        store.take_inbox({path.name: event for path, event in good.items()})
        for path in good:
            path.unlink()
    if aside := sum(map(inbox.set_aside, bad)):
        store.record(Event(ASIDE, f"не открывается, файлов: {aside}"))
