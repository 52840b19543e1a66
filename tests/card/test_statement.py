"""The owner's statement of signature and stamp, page by page (R117)."""

import pytest

from emk_tui.card.statement import (
    BOTH,
    NEITHER,
    NO_SIGNATURE,
    NO_STAMP,
    is_complete,
    marks,
    missing_words,
    written,
)

UNSTATED = "не указано, есть ли подписи и печати"


@pytest.mark.parametrize(
    ("pages", "of", "whole", "words"),
    [
        ((BOTH,), 1, True, ""),
        ((BOTH, BOTH, BOTH), 3, True, ""),
        ((BOTH, NO_STAMP), 2, False, "страница 2: нет печати"),
        (
            (NO_SIGNATURE, BOTH, NEITHER),
            3,
            False,
            "страница 1: нет подписи, страница 3: нет подписи и печати",
        ),
        ((BOTH,), 2, False, UNSTATED),
        ((), 2, False, UNSTATED),
        ((), 0, False, ""),
    ],
)
def test_words(pages: tuple[str, ...], of: int, whole: bool, words: str) -> None:
    kept = written(pages)
    assert (is_complete(kept, of), missing_words(kept, of), marks(kept)) == (whole, words, pages)


def test_what_nobody_here_wrote_states_nothing() -> None:
    assert (marks("да нет"), is_complete("да", 1)) == ((), False)
