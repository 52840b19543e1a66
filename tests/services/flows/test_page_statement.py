"""Signature and stamp, page by page (R117)."""

import pytest

from emk_tui.services.flows.asks import Ask, Back, Confirm
from emk_tui.services.flows.page_statement import LACKS, PAGE, REST, state_pages
from tests.services.worlds import hold


@pytest.mark.parametrize(
    ("pages", "page", "lacks", "rest", "kept"),
    [
        (1, [True], [], [], "sp"),
        (2, [True, True], [], [], "sp sp"),
        (3, [True, False, False], ["s", "-"], [False], "sp s -"),
        (4, [False, True, True, True], ["p"], [], "p sp sp sp"),
        (4, [True], [], [True], "sp sp sp sp"),
        (2, [True, False], ["later"], [], ""),
    ],
)
def test_each_page_is_asked(
    pages: int, page: list[bool], lacks: list[str], rest: list[bool], kept: str
) -> None:
    """The rest together only after a first page that has both, and only where one says so."""
    found, talk = hold(state_pages(pages), {PAGE: list(page), LACKS: list(lacks), REST: list(rest)})
    assert found == kept
    assert [talk.keys.count(key) for key in (PAGE, LACKS, REST)] == [len(page), len(lacks), len(rest)]


def test_nothing_is_stated_by_a_bare_enter() -> None:
    """No question for signature and stamp has a default."""
    _found, talk = hold(state_pages(3), {PAGE: True, REST: True})
    asked = [ask for ask in talk.asks if isinstance(ask, Confirm)]
    assert [one.default for one in asked] == [None, None]
    assert asked[0].question == "Страница 1 из 3: есть и подпись врача, и печать?"


def test_one_back_is_the_page_before() -> None:
    def back(ask: Ask) -> None:
        raise Back

    found, _talk = hold(state_pages(2), {PAGE: [False, back, True, True], LACKS: "s"})
    assert found == "sp sp"
    with pytest.raises(Back):
        hold(state_pages(2), {PAGE: [back]})
