"""What the sealed inbox held, in the journal: each item once, however often its file comes back."""

from collections.abc import Mapping, Sequence

from sqlmodel import col, select

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
            if note(work, identity):
                work.record(event)
    finally:
        work.actor = actor


def note(work: Work, identity: str) -> bool:
    """This item is taken from now on; False where it was before."""
    new = work.insert(Taken).values(id=identity, owner=work.owner).on_conflict_do_nothing()
    return bool(work.connection.execute(new).rowcount)


def known(work: Work, identities: Sequence[str]) -> frozenset[str]:
    """Those of these items that were taken."""
    return frozenset(work.session.exec(select(Taken.id).where(col(Taken.id).in_(identities))))
