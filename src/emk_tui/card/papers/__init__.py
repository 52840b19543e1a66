"""The papers a card is filled from: our own schematic drawings, and which field is read from which."""

from emk_tui.card.papers.drawing import WIDTH, Line, Sheet, Slot, draw, retyped
from emk_tui.card.papers.places import Paper, bare, concrete, paper_at, printed

__all__ = [
    "WIDTH",
    "Line",
    "Paper",
    "Sheet",
    "Slot",
    "bare",
    "concrete",
    "draw",
    "paper_at",
    "printed",
    "retyped",
]
