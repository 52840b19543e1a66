"""What was found in a file, in words (R15, R116, R119)."""

import pytest

from emk_tui.card.formats import page_numbers
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.ports import FileMeta, FileVerdict
from emk_tui.services.file_words import (
    kept_words,
    limit_words,
    measured_words,
    notes_of,
    size_words,
    verdict_text,
)

PDF = "application/pdf"


def verdict(*problems: Problem, accepted: bool = True, **measured: object) -> FileVerdict:
    """A verdict with these measures."""
    return FileVerdict(accepted, PDF, 2048, "0" * 64, problems=problems, **measured)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            verdict(pages=12, dpi=300, blank=(5,), blurred=()),
            "страниц 12, 300 точек на дюйм, страница 5 пустая",
        ),
        (
            verdict(pages=12, blank=(2, 5), blurred=(7,)),
            "страниц 12, пустые страницы 2, 5, страница 7 размыта",
        ),
        (verdict(pages=1, signed=True), "страниц 1, есть электронная подпись"),
        (verdict(), ""),
    ],
)
def test_measured(found: FileVerdict, words: str) -> None:
    """The blind person's main feature."""
    assert measured_words(found) == words


def test_many_pages_are_counted() -> None:
    assert page_numbers(tuple(range(1, 14))) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 и ещё 3"


def test_a_file_that_fits() -> None:
    """Its measures, then advice that the measures don't hold."""
    blank = problem("DOC_BLANK", level=WARNING, pages="5")
    mark = problem("DOC_WATERMARK", level=WARNING, pages="1")
    told = verdict_text(verdict(blank, mark, pages=12, dpi=300, blank=(5,)))
    assert told.startswith(
        "Файл подходит: страниц 12, 300 точек на дюйм, страница 5 пустая. Похоже на водяной"
    )
    assert "Пустая страница" not in told


def test_a_file_that_does_not_fit() -> None:
    """The reason first, then what was measured."""
    against = problem("DOC_DPI", dpi=200, dots="200 точек", pages="страницы 1, 2")
    told = verdict_text(verdict(against, accepted=False, pages=2, dpi=200))
    assert told == f"{against.text} Страниц 2, 200 точек на дюйм."


def test_what_is_kept_is_told_again() -> None:
    """Codes and pages go through the store."""
    notes = notes_of(verdict(problem("DOC_BLANK", level=WARNING, pages="2, 5"), blank=(2, 5)))
    assert notes == "DOC_BLANK:2,5"
    meta = FileMeta("f", "documents.1", "a.pdf", PDF, 348_160, "0" * 64, pages=12, dpi=300, notes=notes)
    assert kept_words(meta) == "PDF, 340 КБ, страниц 12, 300 точек на дюйм, пустые страницы 2, 5"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 КБ"), (1, "1 КБ"), (340 * 1024, "340 КБ"), (10 * 1024 * 1024, "10 МБ"), (2_621_440, "2,5 МБ")],
)
def test_size(size: int, words: str) -> None:
    assert size_words(size) == words


def test_the_limit_is_told_before_choosing() -> None:
    """R109, K14."""
    assert "до 10 МБ" in limit_words(10 * 1024 * 1024)
