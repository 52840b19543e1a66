"""The table of measurements: its lines, and how they are told."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A ratio, the most it may be, and the same ratio of something known to be too slow."""

    name: str
    ratio: float
    goal: float
    control: float

    @property
    def kept(self) -> bool:
        """Is the goal reached, and can this measurement tell: the control has to miss it."""
        return self.ratio <= self.goal < self.control

    def __str__(self) -> str:
        """«первый вопрос: 5.1, цель не больше 8, контроль 110, выполнено»."""
        if self.control <= self.goal:
            word = "измерение негодно: контроль уложился в цель"
        else:
            word = "выполнено" if self.kept else "не выполнено"
        goal = f"цель не больше {self.goal:g}, контроль {self.control:.2f}"
        return f"{self.name}: {self.ratio:.2f}, {goal}, {word}"


def report(rows: Iterable[Row]) -> int:
    """Print them; 1 where a goal is missed or the measurement cannot tell."""
    kept = True
    for row in rows:
        print(row, flush=True)
        kept &= row.kept
    return 0 if kept else 1
