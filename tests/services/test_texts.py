"""Texts of the services: no Latin look-alikes in Russian words, ё is written, no place, no value."""

import ast
import re
from pathlib import Path

import pytest

import emk_tui.services
from emk_tui.card.problems import TEXTS

ROOT = Path(emk_tui.services.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
WITHOUT_YO = re.compile(
    r"\b(еще|ее|нее|свое|мое|все равно|прием\w*|счет\w*|подтвержден|прикреплен|завершен|создаем|учетн\w+|"
    r"стерт\w*|надежн\w*|сверьте ее|поврежден|присоединен|запрещен|решен)\b",
    re.IGNORECASE,
)
"""Words of these texts that have a ё, written without it."""


def texts(path: Path) -> list[str]:
    """All texts given to `_`, `_l` or `plural`."""
    calls = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    told = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "_l"))
    return [
        one.value
        for call in told
        for one in call.args
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


EVERY = [(path.stem, text) for path in MODULES for text in texts(path)]


def words(text: str) -> list[str]:
    """Words, the names in braces left out."""
    return re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", " ", text))


def test_texts_were_found() -> None:
    """The check below reads something."""
    assert len(EVERY) > 80


def test_no_word_mixes_two_alphabets() -> None:
    """A Latin «c» in a Russian word is read as a letter by speech."""
    mixed = [
        (where, word)
        for where, text in EVERY
        for word in words(text)
        if re.search("[a-z]", word, re.I) and re.search("[а-яё]", word, re.I)
    ]
    assert mixed == []


def test_the_letter_yo_is_written() -> None:
    """Speech says «подтвержден» with the wrong stress."""
    assert [(where, text) for where, text in EVERY if WITHOUT_YO.search(text)] == []


def test_no_text_names_a_path_or_ends_without_a_stop() -> None:
    """No place of the machine; a sentence is a sentence."""
    assert [text for _where, text in EVERY if re.search(r"(^|\s)(/|~/|[A-Z]:\\)\w", text)] == []


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_no_problem_carries_what_was_typed(code: str) -> None:
    """Only words of our own stand in a problem, never the raw text of the person."""
    places = set(re.findall(r"\{(\w+)", " ".join(TEXTS[code][:2])))
    assert places.isdisjoint({"raw", "value", "typed", "path", "file", "login", "password", "folder"})
