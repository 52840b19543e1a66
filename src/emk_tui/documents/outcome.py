"""What an exception of a look means: the libraries raise everything there is (R15)."""

from emk_tui.documents.findings import BROKEN, COMPLEX, ENCRYPTED, LIMIT, NO_PAGES

BY_NAME = {
    "BudgetSpent": COMPLEX,
    "TooComplex": COMPLEX,
    "TooLarge": COMPLEX,
    "NoPages": NO_PAGES,
    "Encrypted": ENCRYPTED,
    "FileNotDecryptedError": ENCRYPTED,
    "LimitReachedError": LIMIT,
    "MemoryError": LIMIT,
    "_ArrayMemoryError": LIMIT,
}
"""By name, not by class: what is told here need not be loaded for every file."""


def state_of(error: BaseException) -> str:
    """One of the states of findings."""
    state = BY_NAME.get(type(error).__name__, BROKEN)
    # pypdf calls a reference that leads to itself a limit
    return BROKEN if state == LIMIT and "loop" in str(error).lower() else state
