"""What the sealed inbox held, in the journal: each item once, however often its file comes back."""

from collections.abc import Mapping

from emk_tui.ports import Event
from emk_tui.store.tables.system import Taken
from emk_tui.store.work import Work

NOBODY = "неизвестно"
"""Who did it, for the journal: whoever signed in now is not the one."""


def take(work: Work, items: Mapping[str, Event]) -> None:
    """Record the items that were not taken yet, by their own time; all in the transaction of this work."""
    actor, work.actor = work.actor, NOBODY
    try:
        for identity, event in sorted(items.items(), key=lambda item: item[1].at or work.clock.now()):
            new = work.insert(Taken).values(id=identity, owner=work.owner).on_conflict_do_nothing()
            if work.connection.execute(new).rowcount:
                work.record(event)
    finally:
        work.actor = actor
