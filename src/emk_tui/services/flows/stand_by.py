"""Stand-by: the store is there and cannot be opened; what can be done is offered (B2)."""

from typing import TYPE_CHECKING

from emk_tui.card.problems import Problem
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Choice, Flow, Input, Option, Progress, Say
from emk_tui.services.flows.questions import COPY_PATH

if TYPE_CHECKING:
    from emk_tui.services.world import World

CLOSED = frozenset({"KEYS_MISSING", "KEYS_DAMAGED", "KEYS_SWAPPED", "STORE_DAMAGED"})
"""Faults that somebody can mend from outside while the program waits."""
AGAIN, COPY, STOP = "again", "copy", "stop"


def stand_by(world: "World", fault: Fault) -> Flow[None]:
    """Told what is wrong; returns where it is worth trying anew, else the fault ends the program."""
    options = (
        Option(AGAIN, _("попробовать снова")), Option(COPY, _("вернуть из копии")),
        Option(STOP, _("закончить")),
    )  # fmt: skip
    chosen = yield Choice("stand_by", fault.problem.text, options, default=AGAIN)
    if chosen == STOP:
        raise fault
    if chosen == COPY:
        yield from _from_copy(world)


def _from_copy(world: "World") -> Flow[None]:
    """Ask for the copy until one is good; an empty answer goes back."""
    found: Problem | None = None
    while True:
        path = str((yield Input("stand_by.copy", COPY_PATH, "", found)) or "").strip()
        if not path:
            return
        yield Progress(_("Проверяем копию."))
        try:
            world.vault().restore(path)
        except Fault as refused:
            found = refused.problem
            continue
        yield Say(_("Копия на месте. Прежнее хранилище оставлено рядом, войдите с паролем копии."))
        return
