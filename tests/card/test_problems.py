"""The tables of problems."""

import pytest

from emk_tui.card.problems import TEXTS


@pytest.mark.parametrize("code", TEXTS)
def test_texts(code: str) -> None:
    """Short ones fit 20 characters, full ones are sentences without jargon marks."""
    short, text, row = TEXTS[code]
    assert 0 < len(short) <= 20 or "{" in short
    assert text.endswith((".", "}")) and text[0] == text[0].upper()
    assert row == "" or (row[0] in "RKDCEM" and row[1:].isdigit())
    assert not set("*→—✓") & set(short + text)
