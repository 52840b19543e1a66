"""Compare an answer with what stands on the paper, in words: the same, or which sign differs (R80)."""

from datetime import date
from itertools import zip_longest

from emk_tui.card.fields import Field, Right
from emk_tui.card.text import fold
from emk_tui.i18n import _


def difference(field: Field, given: str, paper: str, today: date) -> str:
    """The first sign that differs, by its place; empty where both mean the same."""
    mine, theirs = field.read(given, today), field.read(paper, today)
    if isinstance(mine, Right) and isinstance(theirs, Right) and mine.value == theirs.value:
        return ""
    ours, other = (
        one.shown if isinstance(one, Right) else raw.strip() for one, raw in ((mine, given), (theirs, paper))
    )
    if fold(ours) == fold(other):
        return ""
    pairs = enumerate(zip_longest(fold(ours), fold(other), fillvalue=""), 1)
    number, here, there = next((number, one, two) for number, (one, two) in pairs if one != two)
    words = _("Отличается, знак {n}: в форме {here}, в документе {there}.")
    return words.format(n=number, here=_named(here), there=_named(there))


def _named(sign: str) -> str:
    """A sign that can be heard."""
    return {"": _("конец"), " ": _("пробел")}.get(sign, f"«{sign}»")
