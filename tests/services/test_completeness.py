"""How complete a card is: what it needs, what would be good, the share (R127, K10, K12)."""

from collections.abc import Mapping, Sequence

import pytest

from emk_tui.ports import FileMeta
from emk_tui.services.completeness import lacks, title_of

PDF = "application/pdf"
EXTRACT = {"id": "x", "kind": "extract", "file": "a.pdf"}
RESULT = {"id": "x", "kind": "result", "file": "a.pdf"}


def meta(name: str = "a.pdf", pages: int = 1, statement: str = "", part: int = 1, parts: int = 1) -> FileMeta:
    """A file of that document."""
    return FileMeta(
        f"f{part}", "documents.x", name, PDF, 9, "0", pages=pages, statement=statement, part=part, parts=parts
    )


@pytest.mark.parametrize(
    ("record", "files", "why"),
    [
        (RESULT, [meta()], ""),
        (RESULT, [], "нет файла"),
        ({"id": "x", "kind": "result"}, [], ""),
        (EXTRACT, [meta(statement="sp")], ""),
        (EXTRACT, [meta()], "не указано, есть ли подписи и печати"),
        (EXTRACT, [meta(pages=2, statement="sp s")], "страница 2: нет печати"),
        (EXTRACT, [meta(statement="sp sp"), meta(part=2, parts=2, statement="sp sp")], ""),
        (RESULT, [meta("a_часть-01-из-03.pdf"), meta("a_часть-03-из-03.pdf", part=3)], "нет части 2"),
    ],
)
def test_what_a_document_lacks(record: Mapping[str, str], files: Sequence[FileMeta], why: str) -> None:
    """By its file, its parts, its statement."""
    assert lacks(record, files) == why


def test_titles() -> None:
    """By study, else by kind; with day and source."""
    assert title_of({"kind": "result", "study": "ЭКГ"}) == "ЭКГ"
    assert title_of({"kind": "referral", "source": "Больница"}) == "направление, Больница"
