"""«Указано / в реестре»: cells side by side, wrapped, never read as markup (R76)."""

import pytest
from rich.cells import cell_len

from emk_tui.widgets.columns import drawn


@pytest.mark.parametrize(
    ("row", "cells", "lines"),
    [
        (("Имя", "Анна", "Мария"), 8, ["Имя       Анна      Мария"]),
        (("ОКПО", "", "99101002"), 8, ["ОКПО                99101002"]),
        (("Имя", "[b]Анна", "Мария"), 8, ["Имя       [b]Анна   Мария"]),
        (
            ("Название", "Больница", "Городская поликлиника"), 12,
            ["Название      Больница      Городская", "                            поликлиника"],
        ),
    ],
)  # fmt: skip
def test_drawn(row: tuple[str, str, str], cells: int, lines: list[str]) -> None:
    """Every column begins at its own place on every line."""
    found = [one.plain for one in drawn(row, cells, head=False)]
    assert [line.rstrip() for line in found] == lines
    assert all(cell_len(line) <= 3 * cells + 4 for line in found)
