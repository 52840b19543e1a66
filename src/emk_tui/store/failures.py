"""Failed sign-ins: told to the inbox while the store is closed, to the journal at its next opening (R189)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.ports import FAILED, FAILED_FOR, Event
from emk_tui.store import inbox
from emk_tui.store.doors import staff_id

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore

ASIDE = inbox.SET_ASIDE
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


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: code of the fault, moment, terminal's keyed hash, id of the staff (empty: the owner's)."""

    code: str
    at: datetime
    terminal: str
    account: str = ""


def tell(folder: Path, public: bytes, failed: Failure) -> None:
    """Leave word of one failure, never what was typed; the sign-in is refused whether this works or not."""
    content = {
        "at": failed.at.isoformat(), "code": failed.code, "terminal": failed.terminal[:SHOWN],
        "account": failed.account,
    }  # fmt: skip
    try:
        inbox.put(folder, public, inbox.FAILURE, json.dumps(content).encode())
    except (OSError, ValueError):
        return


def event_of(content: bytes, logins: Mapping[str, str]) -> Event:
    """The journal's entry of one item, `logins` by id; BadItem where it tells nothing of the kind."""
    try:
        told = json.loads(content)
        at, what, terminal = datetime.fromisoformat(told["at"]), WHAT[told["code"]], told["terminal"]
        account = told.get("account", "")
        if at.tzinfo is None or not HASH.fullmatch(terminal):
            raise ValueError("no moment or terminal")
        whose = (FAILED_FOR.format(login=logins[account]),) if account else ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise inbox.BadItem("no failure") from None
    return Event(FAILED, ", ".join((what, *whose, f"терминал {terminal[:SHOWN]}")), at=at)


def take(folder: Path, store: "SqlStore", identity: str) -> None:
    """Everything that waits into the journal, each item once; what cannot be opened is set aside and told."""
    inbox.clear_begun(folder)
    private, good, bad = store.secret("inbox") or b"", dict[Path, Event](), list[Path]()
    waiting = inbox.items(folder, inbox.FAILURE, "")
    logins = {staff_id(identity, one.login): one.login for one in store.staff()} if waiting else {}
    for path in waiting:
        try:
            good[path] = event_of(inbox.open_item(private, path), logins)
        except inbox.BadItem:
            bad.append(path)
    if good:
        store.take_inbox({path.name: event for path, event in good.items()})
        for path in good:
            path.unlink()
    if aside := sum(map(inbox.set_aside, bad)):
        store.record(inbox.told_aside(aside))
