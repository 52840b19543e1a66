"""Wrong codes: counted in the store, so that a restart saves none; three in a row bring a pause (R100)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from emk_tui.services.codes import TRIES

if TYPE_CHECKING:
    from emk_tui.ports import Account
    from emk_tui.services.presence import Presence

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=15)


def pause_until(presence: "Presence") -> datetime | None:
    """The end of the pause that runs now; None where codes are taken."""
    account, now = presence.account, presence.world.clock.now()
    if account.code_until is None:
        return None
    # a clock that was set back must not keep the door shut for years
    end = min(account.code_until, now + length(account.code_pauses))
    return end if now < end else None


def count_wrong(presence: "Presence") -> int:
    """One wrong code more; how many tries are left, 0 where a pause begins."""
    account = presence.account
    failed = account.code_failed + 1
    after = _after(account, failed, presence.world.clock.now())
    presence.opened.save_account(after, presence.record("код не подошёл"))
    return TRIES - failed if failed < TRIES else 0


def _after(account: "Account", failed: int, now: datetime) -> "Account":
    if failed < TRIES:
        return replace(account, code_failed=failed)
    pauses = account.code_pauses + 1
    return replace(account, code_failed=0, code_pauses=pauses, code_until=now + length(pauses))


def forgiven(account: "Account") -> "Account":
    """The same after a right code."""
    return replace(account, code_failed=0, code_pauses=0, code_until=None)


def length(pauses: int) -> timedelta:
    """Of the pause of this number, from 1: a minute, doubling up to fifteen."""
    return min(FIRST_PAUSE * (1 << max(0, min(pauses, 10) - 1)), LONGEST_PAUSE)
