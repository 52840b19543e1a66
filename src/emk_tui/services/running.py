"""The note of a running session: lets a locked one go on without a second factor, and only that one (R19)."""

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from emk_tui.ports import Fault

if TYPE_CHECKING:
    from emk_tui.ports import Account, CardStore
    from emk_tui.services.presence import Presence

NOTE = "session"
"""Name of the secret that holds it inside the store."""


def begin_session(presence: "Presence") -> None:
    """Note it inside the store; only the digest of the token, and until when it may go on."""
    presence.token = secrets.token_hex(32)
    until = presence.limits.started + presence.limits.absolute
    note = {
        "digest": _digest(presence.account, presence.token),
        "until": until.isoformat(),
        "started": presence.limits.started.isoformat(),
    }
    presence.opened.keep_secret(NOTE, json.dumps(note).encode())


def leave(presence: "Presence") -> None:
    """Left in good order: nothing goes on from here, the store is closed."""
    with suppress(Fault):
        # a disk that takes nothing more, a store that was just destroyed: closing is what counts
        end_session(presence)
    presence.opened.close()


def end_session(presence: "Presence") -> None:
    """It was closed in good order: nothing goes on from here."""
    presence.token = ""
    presence.opened.keep_secret(NOTE, None)


def started_at(store: "CardStore", token: str, now: datetime) -> datetime | None:
    """When the session of this token began; None where it is another one, or over by its absolute limit."""
    try:
        note = json.loads(store.secret(NOTE) or b"{}")
        digest, until, started = (str(note[name]) for name in ("digest", "until", "started"))
        if not (token and hmac.compare_digest(digest, _digest(store.account(), token))):
            return None
        return datetime.fromisoformat(started) if now < datetime.fromisoformat(until) else None
    except (ValueError, KeyError, TypeError):
        return None


def _digest(account: "Account", token: str) -> str:
    """Of the token and whose it is: what one of the staff noted lets no owner in, nor the other way round."""
    return hashlib.sha256(f"{account.role} {account.name} {token}".encode()).hexdigest()
