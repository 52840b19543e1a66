"""Every error of the program: a code, a short and a full text, the row it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from emk_tui.card.problems.access import ACCESS
from emk_tui.card.problems.faults import FAULTS
from emk_tui.card.problems.fields import FIELDS
from emk_tui.card.problems.files import FILES
from emk_tui.card.problems.rules import RULES
from emk_tui.i18n import _, filled

TEXTS = FIELDS | RULES | FILES | FAULTS | ACCESS
"""Code → (short text of at most 20 characters, full text, row)."""

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, or, at level `warning`, to know; never carries what was typed."""

    code: str
    short: str
    text: str
    row: str = ""
    path: str = ""
    level: str = ERROR
    fix: str | None = None
    """What to type instead, where it is certain: offered on one key, never applied silently."""

    def at(self, path: str) -> "Problem":
        """The same problem at the path of a field."""
        return replace(self, path=path)


def problem(code: str, *, level: str = ERROR, fix: str | None = None, **words: object) -> Problem:
    """The problem of this code with its texts filled in; KeyError for an unknown code."""
    return problem_with(code, words, level, fix)


def problem_with(
    code: str, words: Mapping[str, object], level: str = ERROR, fix: str | None = None
) -> Problem:
    """The same with the words as a mapping, for those that pass them on."""
    short, text, row = TEXTS[code]
    return Problem(code, _(short).format(**words), filled(_(text), words), row, level=level, fix=fix)
