"""At the opening: what was lost around the journal is put right, and an entry of the journal tells it."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.ports import Caution, Event, Fault
from emk_tui.store import triggers
from emk_tui.store.engine import writer
from emk_tui.store.faults import translated
from emk_tui.store.folder import RESTORED
from emk_tui.store.journal import COPY

if TYPE_CHECKING:
    from emk_tui.store.card_store import SqlStore

PATIENCE = 6.0
"""Seconds for the key store after a restoration: its mark is ahead of the copy and has to be met now."""
MARK = "отметка конца журнала записана заново"
TRIGGERS = "запрет менять записи журнала поставлен заново"


def mend(store: "SqlStore", folder: Path) -> None:
    """Nothing is touched where a mark contradicts the journal; a disk that takes nothing keeps nobody out."""
    with suppress(Fault), translated():
        store.guard.begin()
        if (folder / RESTORED).exists():
            _restored(store, folder / RESTORED)
        store.note_gap()
        if store.guard.trusted and Caution.TRIGGERS in store.guard.told:
            with writer(store.engine).begin() as connection:
                triggers.restore(connection)
            store.record(Event(TRIGGERS))
        if store.guard.trusted and store.guard.lost:
            store.record(Event(MARK, ", ".join(store.guard.lost)))


def _restored(store: "SqlStore", note: Path) -> None:
    """The owner put a copy back: the journal goes on from it, and for ever says so and what it lacks."""
    guard = store.guard
    answered = guard.answered(PATIENCE)
    with store.engine.begin() as connection:
        if answered:
            guard.judge_ring(connection)
        ahead = guard.accept(connection)
    if guard.restored:
        lacks = f", прежний журнал кончался записью {ahead.seq}, {ahead.short}" if ahead else ""
        store.record(Event(COPY, f"последняя запись копии {guard.last.seq}{lacks}"))
        guard.hand_over(guard.last)
    note.unlink()
