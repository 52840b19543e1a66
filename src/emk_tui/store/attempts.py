"""Failed sign-ins: pauses of seconds, then locks that grow, for each account and terminal (R190, K23).

A terminal where the account once signed in has a counter of its own; all others share one. So a stranger
elsewhere can neither lock the owner out at home nor get fresh tries by changing terminals.
"""

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from emk_tui.ports import Clock, Fault
from emk_tui.store.counters import Count, Counters, Twice

TRIES = PIN_TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=24)
KNOWN = 8
"""Terminals an account is known at; the one not used for the longest time is forgotten."""


class Attempts:
    """Counts before a secret is tried: killing the program in between saves no try."""

    def __init__(self, folder: Path, store: str, clock: Clock, terminal: str = "") -> None:
        self._kept, self._clock = Twice(folder, store), clock
        self.terminal = keyed(store, "terminal", terminal)

    def wait(self) -> int:
        """Seconds until the next try counts for whoever is kept waiting longest here; a lock is not told."""
        counters, now = self._kept.peek(), self._clock.now()
        # who will be tried is not known yet: all accounts that are counted here
        here = [counters.counts.get(self._bucket(counters, name), Count()) for name in _accounts(counters)]
        return max((_seconds(end(one, now) - now) for one in here if one.failed and one.until), default=0)

    def begin(self, account: str = "") -> int:
        """Count one try and return how many are left after it; Fault LOCKED_OUT, TOO_EARLY: not counted."""
        counters, now = self._kept.read(), self._clock.now()
        key = self._bucket(counters, account)
        count = counters.counts.get(key, Count())
        self._refuse_early(counters, key, count, now)
        failed, locks = min(count.failed + 1, TRIES), count.locks
        if failed < TRIES:
            new = Count(failed, locks, (now + step(failed)).isoformat())
        else:
            new = Count(0, locks + 1, (now + pause(locks + 1)).isoformat())
        self._kept.write(replace(counters, counts={**counters.counts, key: new}))
        return TRIES - failed

    def _refuse_early(self, counters: Counters, key: str, count: Count, now: datetime) -> None:
        until = end(count, now)
        if count.until and until < datetime.fromisoformat(count.until):
            # the clock was set back: without this the door would stay shut for years
            capped = {**counters.counts, key: replace(count, until=until.isoformat())}
            self._kept.write(replace(counters, counts=capped))
        if now < until:
            raise too_early(until - now) if count.failed else locked(until)

    def fail(self, left: int, account: str = "") -> Fault:
        """The fault of a wrong password after `begin`."""
        if left:
            return Fault("SIGN_IN_REFUSED", 3, left=left)
        counters = self._kept.peek()
        return locked(datetime.fromisoformat(counters.counts[self._bucket(counters, account)].until))

    def succeed(self, account: str = "", *, everywhere: bool = False) -> None:
        """Forget the failures counted here, or at every terminal; the account is known here from now on."""
        counters = self._kept.peek()
        known = (self.terminal, *(one for one in counters.known.get(account, ()) if one != self.terminal))
        known = known[:KNOWN]
        gone = {self._bucket(counters, account), f"{account}/{self.terminal}"}
        forgotten = set(counters.known.get(account, ())) - set(known)
        gone |= {f"{account}/{one}" for one in forgotten}
        if everywhere:
            gone |= {key for key in counters.counts if key.startswith(f"{account}/")}
        counts = {key: one for key, one in counters.counts.items() if key not in gone}
        self._write_if_new(
            counters, replace(counters, counts=counts, known={**counters.known, account: known})
        )

    def begin_pin(self) -> int:
        """Count one PIN and return how many tries are left after it; only while it is not gone."""
        counters = self._kept.read()
        self._kept.write(replace(counters, pin=counters.pin + 1))
        return PIN_TRIES - counters.pin - 1

    def pin_gone(self) -> bool:
        """Were there five wrong ones."""
        return self._kept.peek().pin >= PIN_TRIES

    def reset_pin(self) -> None:
        """A right one, or a new one."""
        counters = self._kept.peek()
        self._write_if_new(counters, replace(counters, pin=0))

    def _write_if_new(self, old: Counters, new: Counters) -> None:
        if new != old:
            self._kept.write(new)

    def _bucket(self, counters: Counters, account: str) -> str:
        known = self.terminal in counters.known.get(account, ())
        return f"{account}/{self.terminal if known else ''}"


def keyed(store: str, purpose: str, name: str) -> str:
    """A short keyed hash of a name: the same in one store, of no use in another."""
    content = f"{purpose} {name}".encode(errors="surrogatepass")
    return hmac.digest(bytes.fromhex(store), content, hashlib.sha256).hex()[:16]


def _accounts(counters: Counters) -> set[str]:
    return {key.partition("/")[0] for key in counters.counts}


def step(failed: int) -> timedelta:
    """The pause after so many failures: 1, 2, 4, 8 seconds."""
    return timedelta(seconds=2 ** (min(failed, TRIES - 1) - 1))


def pause(number: int) -> timedelta:
    """Length of the lock of this number, from 1: 15 minutes, doubling up to a day."""
    return min(FIRST_PAUSE * 2 ** min(number - 1, 10), LONGEST_PAUSE) if number else FIRST_PAUSE


def end(count: Count, now: datetime) -> datetime:
    """When the next try counts; never later than the whole pause from now."""
    if not count.until:
        return now
    longest = now + (step(count.failed) if count.failed else pause(count.locks))
    return min(datetime.fromisoformat(count.until), longest)


def too_early(left: timedelta) -> Fault:
    """The fault that tells the seconds left."""
    return Fault("TOO_EARLY", 3, seconds=_seconds(left))


def _seconds(left: timedelta) -> int:
    return max(0, ceil(left.total_seconds()))


def locked(until: datetime) -> Fault:
    """The fault that names the end of the lock; rounded up to the minute."""
    shown = until + timedelta(seconds=59) if until.second or until.microsecond else until
    return Fault("LOCKED_OUT", 3, until=f"{shown:%H:%M}")
