"""What the owner states of every page of an extract: is the doctor's signature there, the stamp (R117).

No program can see whether a signature is a doctor's: what is kept is the owner's word, page by page.
"""

from collections.abc import Sequence

from emk_tui.i18n import _, _l

BOTH, NO_SIGNATURE, NO_STAMP, NEITHER = "sp", "p", "s", "-"
"""Kept marks of a page: signature and stamp, stamp only, signature only, none."""
WORDS = {
    BOTH: _l("подпись и печать есть"),
    NO_SIGNATURE: _l("нет подписи"),
    NO_STAMP: _l("нет печати"),
    NEITHER: _l("нет подписи и печати"),
}


def written(pages: Sequence[str]) -> str:
    """The statement as it is kept: a mark for every page."""
    return " ".join(pages)


def marks(statement: str) -> tuple[str, ...]:
    """Mark of every page; empty where nothing was stated, or something that nobody here wrote."""
    found = tuple(statement.split())
    return found if all(one in WORDS for one in found) else ()


def is_complete(statement: str, pages: int) -> bool:
    """Has every page of the document both."""
    return marks(statement) == (BOTH,) * pages and pages > 0


def missing_words(statement: str, pages: int) -> str:
    """«страница 3: нет печати», all that is not right; empty for a complete one."""
    stated = marks(statement)
    if len(stated) != pages:
        return _("не указано, есть ли подписи и печати")
    wrong = ((number, one) for number, one in enumerate(stated, 1) if one != BOTH)
    return ", ".join(_("страница {n}: {what}").format(n=n, what=_(WORDS[one])) for n, one in wrong)
