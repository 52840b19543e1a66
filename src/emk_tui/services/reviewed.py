"""Which fields the review shows, and which of them were compared with their paper (R85, R86)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from emk_tui.card.check import Node, read_section
from emk_tui.card.draft import Draft
from emk_tui.card.fields import Field, Reading, Right
from emk_tui.card.paths import locate
from emk_tui.card.sections import SECTIONS
from emk_tui.card.steps import STEPS, Step

SEEN = "checks.seen"
"""Draft rows that hold «сверено»."""


def seen_row(path: str) -> str:
    """The draft row that holds «сверено» of an answer."""
    return f"{SEEN}.{path}"


@dataclass(frozen=True, slots=True, repr=False)
class Reviewed:
    """One field of the review as it was read."""

    step: Step
    node: Node
    name: str

    @property
    def path(self) -> str:
        """Where it stands in the draft."""
        return f"{self.node.path}.{self.name}"

    @property
    def field(self) -> Field:
        """What it is."""
        return self.node.fields[self.name]

    @property
    def reading(self) -> Reading:
        """How its answer was read."""
        return self.node.record.readings[self.name]


def reviewed(draft: Draft, today: date) -> Iterator[Reviewed]:
    """Every field that was asked and what follows from it, in the order of the steps."""
    for step in STEPS:
        section = SECTIONS.get(step.key)
        if section is None or step.key == "consent":
            continue
        for top in read_section(section, draft, today):
            for node in top.walk():
                yield from (one for one in _fields(step, node) if _shows(one))


def _fields(step: Step, node: Node) -> Iterator[Reviewed]:
    return (Reviewed(step, node, name) for name in node.record.asked)


def _shows(one: Reviewed) -> bool:
    """Not the ticks beside an answer, nor what could not be derived."""
    return not one.field.companion and (not one.field.derived or isinstance(one.reading, Right))


def compared(draft: Draft, today: date) -> tuple[int, int]:
    """How many fields are «сверено», and how many there are."""
    paths = [one.path for one in reviewed(draft, today)]
    return sum(bool(draft.raw(seen_row(path))) for path in paths), len(paths)


def outdated(draft: Draft, changed: Iterable[str]) -> dict[str, str]:
    """Ticks that these changes take away: of the answers and of what is derived beside them."""
    begun = f"{SEEN}."
    ticks = [path.removeprefix(begun) for path, row in draft if path.startswith(begun) and row.raw]
    paths = set(changed)
    records = {path.rpartition(".")[0] for path in paths}
    gone = [tick for tick in ticks if tick in paths or (tick not in draft.rows and _beside(tick, records))]
    return {seen_row(tick): "" for tick in gone}


def _beside(tick: str, records: set[str]) -> bool:
    return tick.rpartition(".")[0] in records and locate(tick).field.derived
