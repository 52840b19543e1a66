"""Appending to the journal and verifying it."""

import statistics
import sys
from typing import Any

from sqlalchemy import Connection

from bench.store_figures import Figure, new_store, scratch, seconds, tell
from emk_tui.ports import Event
from emk_tui.store.engine import writer
from emk_tui.store.journal import Journal
from tests.store.data import NOW

COUNT, GOAL, SHARE = 2000, 60.0, 0.55
EVENT = Event("field.changed", "ЭМК-1")


def append(connection: Connection, log: Journal, again: bool) -> None:
    """Entries in one transaction; `again` looks the head up for each (the control)."""
    head = log.head(connection)
    for _ in range(COUNT):
        if again:
            head = log.head(connection)
        head = log.append(connection, head, EVENT, NOW, "мария", "[]")


def hashing(log: Journal, rows: list[Any]) -> str:
    """The pure work of the chain: the same links, nothing read or compared."""
    digest = ""
    for row in rows:
        digest = log.link(digest, row)
    return digest


def main() -> int:
    """Measure append in µs an entry and verification against pure hashing."""
    with scratch() as folder:
        store = new_store(folder / "store")
        log = store._journal
        times: dict[bool, list[float]] = {False: [], True: []}
        for again in (False, True) * 5:
            with writer(store.engine).begin() as connection:
                times[again].append(seconds(lambda c=connection, a=again: append(c, log, a)) / COUNT * 1e6)  # type: ignore[misc]
        with store.engine.begin() as connection:
            rows = [row[:6] for row in log.rows(connection)]
            verify = statistics.median(seconds(lambda: log.verify(connection, None)) for _ in range(5))
            shown = statistics.median(
                seconds(lambda: (log.entries(connection), log.verify(connection, None))) for _ in range(5)
            )
        pure = statistics.median(seconds(lambda: hashing(log, rows)) for _ in range(5))
        store.close()
    took, slow = statistics.median(times[False]), statistics.median(times[True])
    return tell(
        Figure("journal append", f"{took:.0f} us", f"<= {GOAL:.0f} us",
               f"head looked up each time {slow:.0f} us", took <= GOAL < slow),
        Figure("journal verify: pure hashing / verify",
               f"{pure / verify:.2f} ({verify / len(rows) * 1e6:.1f} us each)",
               f">= {SHARE}", f"every entry shown as well {pure / shown:.2f}",
               pure / verify >= SHARE > pure / shown),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
