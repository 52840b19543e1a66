"""One page of a document by ear: the text in parts, the picture on request (A2)."""

import pytest

from emk_tui.linear.answers import Answerer
from emk_tui.ports import Fault, Track
from emk_tui.services.flows.asks import Show
from tests.linear.talking import Talk, spoken

INK = "▀▄█ "


def shown(ask: Show, *typed: str) -> Talk:
    """What was said."""
    talk = Talk(typed)
    assert Answerer(talk.prompter).answer(ask) is None
    return talk


def draw(columns: int, _track: Track) -> tuple[str, ...]:
    """A picture as wide as asked."""
    return (INK * (columns // len(INK)),)


def test_a_short_text() -> None:
    """No question where there is no picture."""
    assert shown(Show("Страница 1 из 2.", ("Первая.", "", "Вторая."))).lines == [
        *("Страница 1 из 2.", "Первая.", "Вторая."),
    ]  # fmt: skip


def test_a_long_text_in_parts() -> None:
    """Enter goes on; the end is told."""
    talk = shown(Show("Страница 1.", tuple(f"Строка {n}." for n in range(30))), "", "дальше")
    assert talk.prompts == ["Enter, часть 2: ", "Enter, часть 3: "]
    assert talk.lines[-2:] == ["Строка 29.", "Конец текста."]
    spoken(talk)


@pytest.mark.parametrize(("typed", "drawn"), [("", False), ("нет", False), ("да", True)])
def test_the_picture_is_for_who_wants_it(typed: str, drawn: bool) -> None:
    """«Нет» by itself; light on dark, so paper is what is drawn."""
    talk = shown(Show("Страница 1.", (), draw), typed)
    assert talk.lines[:4] == [
        *("Страница 1.", "На этой странице текста нет.", "Enter: нет.", "Показать картинку, да или нет? "),
    ]  # fmt: skip
    assert ("▄▀ █" in talk.text) is drawn


def test_no_picture_of_it() -> None:
    """The reason in words."""

    def refuse(_columns: int, _track: Track) -> tuple[str, ...]:
        raise Fault("DOC_DAMAGED")

    assert "Файл повреждён или обрезан." in shown(Show("Страница 1.", (), refuse), "да").joined
