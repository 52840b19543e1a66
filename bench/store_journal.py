"""Appending to the journal with its end kept inside, verifying it, and showing the last of many entries."""

import statistics
import sys
from typing import Any

from sqlalchemy import Connection

from bench.store_figures import Figure, new_store, scratch, seconds, side_by_side, tell
from emk_tui.ports import Caution, Event, Head, JournalFilter
from emk_tui.store import journal_shown
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import writer
from emk_tui.store.journal import Journal
from emk_tui.store.journal_check import Marks, audit
from emk_tui.store.journal_rows import stored
from tests.store.data import NOW

COUNT, GOAL, SHARE, LAST = 2000, 60.0, 0.5, 0.05
EVENT = Event("field.changed", "ЭМК-1")


def append(connection: Connection, log: Journal, again: bool) -> None:
    """Entries, the end kept after each; `again` looks the head up for each as well (the control)."""
    head = log.head(connection)
    for _ in range(COUNT):
        if again:
            log.holds(connection, [head])
            head = log.head(connection)
        head = log.append(connection, head, EVENT, NOW, "мария", "[]")
        log.keep(connection, head)


def hashing(log: Journal, rows: list[Any]) -> str:
    """The pure work of the chain: the same links, nothing read or compared."""
    digest = ""
    for row in rows:
        digest = log.link(digest, row)
    return digest


def verified(log: Journal, connection: Connection, marks: Marks) -> int:
    """The whole check; the journal has to be whole, else its figure means nothing."""
    verdict = audit(log, connection, marks)
    assert verdict.ok and not verdict.warnings
    return verdict.count


def appending(store: SqlStore) -> Figure:
    """µs an entry, its end inside with it."""
    times: dict[bool, list[float]] = {False: [], True: []}
    for again in (False, True) * 5:
        with writer(store.engine).begin() as connection:
            took = seconds(lambda c=connection, a=again: append(c, store._journal, a))  # type: ignore[misc]
            times[again].append(took / COUNT * 1e6)
    took, slow = statistics.median(times[False]), statistics.median(times[True])
    return Figure("journal append with its end inside", f"{took:.0f} us", f"<= {GOAL:.0f} us",
                  f"head looked up and checked each time {slow:.0f} us", took <= GOAL < slow)  # fmt: skip


def verifying(log: Journal, connection: Connection) -> Figure:
    """Verification against pure hashing."""
    rows = [row[:6] for row in stored(connection, log.owner)]
    last = log.head(connection)
    marks = Marks({Caution.STORE: last, Caution.DATA: Head(0, "")})
    pure, verify = side_by_side(lambda: hashing(log, rows), lambda: verified(log, connection, marks), 7)
    _pure, shown = side_by_side(
        lambda: None,
        lambda: (journal_shown.entries(connection, log.owner), verified(log, connection, marks)), 5,
    )  # fmt: skip
    return Figure("journal verify: pure hashing / verify",
                  f"{pure / verify:.2f} ({verify / len(rows) * 1e6:.1f} us each, {len(rows)} entries)",
                  f">= {SHARE}", f"every entry shown as well {pure / shown:.2f}",
                  pure / verify >= SHARE > pure / shown)  # fmt: skip


def showing(log: Journal, connection: Connection) -> Figure:
    """The last twenty against all entries."""
    last, every = side_by_side(
        lambda: journal_shown.entries(connection, log.owner, JournalFilter(last=20)),
        lambda: journal_shown.entries(connection, log.owner), 5,
    )  # fmt: skip
    sought = statistics.median(
        seconds(lambda: journal_shown.entries(connection, log.owner, JournalFilter(last=20, find="нет")))
        for _ in range(5)
    )
    return Figure("journal: last 20 / all", f"{last / every:.4f}", f"<= {LAST}",
                  f"last 20 with a word that is nowhere {sought / every:.2f}",
                  last / every <= LAST < sought / every)  # fmt: skip


def main() -> int:
    """Measure append in µs an entry, verification against pure hashing, the last page against all."""
    with scratch() as folder:
        store = new_store(folder / "store")
        first = appending(store)
        with store.engine.begin() as connection:
            others = verifying(store._journal, connection), showing(store._journal, connection)
        store.close()
    return tell(first, *others)


if __name__ == "__main__":
    sys.exit(main())
