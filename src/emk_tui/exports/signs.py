"""Texts of a card as a paper can show them: only signs that its fonts have, nothing invisible."""

import re
import unicodedata

MISSING = "\ufffd"
"""Stands for a sign that no font of the paper has: the gap is seen, the archive profile holds (PDF/A-2a)."""
_SHOWN = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20a0-\u20c0\u2116\u2122\u2153-\u2184\u2190-\u21ff"
    "\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u2500-\u25ff\ufffd]"
)
_DROPPED = {"Cc", "Cf", "Mn", "Me"}
"""Control and bidi signs, loose accents: they would show as nothing or reorder what stands around them."""

_TIED = re.compile(r"(?<!\w)((?:г|ул|д|корп|стр|кв|каб)\.|№) (?=\w)")
"""What stands at no end of a line: «д.» of «д. 42»."""


def printable(text: str) -> str:
    """NFC, lines kept, spaces folded, invisible signs dropped, MISSING for those without a glyph."""
    lines = (_line(line) for line in unicodedata.normalize("NFC", text).splitlines())
    return _SHOWN.sub(MISSING, "\n".join(line for line in lines if line))


def short(text: str, limit: int) -> str:
    """One printable line of at most `limit` signs, its end cut visibly; a dash for an empty one."""
    line = printable(text).replace("\n", " ") or "—"
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _line(line: str) -> str:
    # Tabs and the many kinds of spaces become one space; the no-break space is meant and stays.
    spaced = "".join(" " if sign != "\u00a0" and sign.isspace() else sign for sign in line)
    kept = "".join(sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
    return _TIED.sub("\\1\u00a0", re.sub(" {2,}", " ", kept).strip(" "))
