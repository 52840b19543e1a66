"""Signature and stamp, page by page (R117)."""

import pytest

from emk_tui.services.flows.asks import Ask, Back, Choice
from emk_tui.services.flows.page_statement import state_pages
from tests.services.worlds import hold

KEY = "documents.page"


@pytest.mark.parametrize(
    ("pages", "answers", "kept"),
    [
        (1, ["sp"], "sp"),
        (3, ["sp", "s", "-"], "sp s -"),
        (4, ["p", "rest"], "p sp sp sp"),
        (2, ["sp", "later"], ""),
    ],
)
def test_each_page_is_asked(pages: int, answers: list[str], kept: str) -> None:
    found, talk = hold(state_pages(pages), {KEY: answers})
    assert found == kept
    assert talk.keys == [KEY] * len(answers)


def test_no_page_is_stated_by_a_bare_enter() -> None:
    _found, talk = hold(state_pages(1), {KEY: "sp"})
    (choice,) = [ask for ask in talk.asks if isinstance(ask, Choice)]
    assert choice.default == "" and choice.question == "Страница 1 из 1: подпись врача и печать"


def test_one_back_is_the_page_before() -> None:
    def back(ask: Ask) -> None:
        raise Back

    found, _talk = hold(state_pages(2), {KEY: ["s", back, "sp", "sp"]})
    assert found == "sp sp"
    with pytest.raises(Back):
        hold(state_pages(2), {KEY: [back]})
