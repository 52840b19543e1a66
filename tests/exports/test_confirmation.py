"""The confirming paper: readable, accessible, the same every time."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import page
import pytest
from pypdf import PdfReader

from emk_tui.exports import seal
from emk_tui.exports.moments import moment
from emk_tui.exports.papers import TypstPapers
from emk_tui.ports import Confirmation, Head, Papers

KEY = bytes(range(32))
DATA = Confirmation(
    number="ЭМК-2026-000017",
    created_at=datetime(2026, 3, 2, 10, 5, tzinfo=timezone(timedelta(hours=3))),
    status="Обработано",
    marks=("проверка отложена: полис ОМС", "не по справочнику: адрес регистрации"),
    basis="подтверждено владельцем",
    snils_tail="95",
    sample=False,
    witness=Head(37, "1a2b3c4d5e6f7081" + "9" * 48),
)


def text_of(document: bytes) -> str:
    """Visible text with single spaces."""
    return " ".join("\n".join(part.extract_text() for part in PdfReader(io.BytesIO(document)).pages).split())


@pytest.mark.parametrize(("sample", "witness"), [(False, DATA.witness), (True, DATA.witness), (False, None)])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_accessible_and_archivable(sample: bool, witness: Head | None, profile: str) -> None:
    document, _code = TypstPapers().confirmation(replace(DATA, sample=sample, witness=witness), KEY)
    report = page.validate_pdf_bytes(document, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_page_shows_every_field_and_the_code() -> None:
    papers: Papers = TypstPapers()
    document, code = papers.confirmation(DATA, KEY)
    text = text_of(document)
    dates = ("02.03.2026, 10:05, UTC+03:00", "оканчивается на 95")
    witness = "Журнал запись 37, 1a2b-3c4d-5e6f-7081"
    shown = (DATA.number, DATA.status, DATA.basis, *DATA.marks, *dates, code, witness)
    assert [value for value in shown if value not in text] == []
    assert "ОБРАЗЕЦ" not in text


def test_language_and_title_are_told_to_the_reader() -> None:
    document, _code = TypstPapers().confirmation(DATA, KEY)
    reader = PdfReader(io.BytesIO(document))
    root = reader.root_object
    assert str(root["/Lang"]) == "ru" and str(root["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert reader.metadata is not None
    assert reader.metadata.title == "Подтверждение оформления электронной медицинской карты"


def test_a_paper_without_a_witness_shows_none() -> None:
    document, _code = TypstPapers().confirmation(replace(DATA, witness=None), KEY)
    assert "Журнал" not in text_of(document)


def test_a_demonstration_paper_says_so_in_words() -> None:
    document, _code = TypstPapers().confirmation(replace(DATA, sample=True), KEY)
    assert text_of(document).count("ОБРАЗЕЦ") == 2


def test_the_same_data_and_key_give_the_same_bytes() -> None:
    assert TypstPapers().confirmation(DATA, KEY) == TypstPapers().confirmation(DATA, KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "ЭМК-2026-000018"},
        {"status": "Подтверждена"},
        {"marks": ()},
        {"basis": "подтверждено оператором"},
        {"snils_tail": "96"},
        {"sample": True},
        {"witness": None},
        {"witness": Head(38, "1a2b3c4d5e6f7081" + "9" * 48)},
        {"witness": Head(37, "1a2b3c4d5e6f7081" + "8" * 48)},
        {"created_at": datetime(2026, 3, 2, 10, 6, tzinfo=UTC)},
    ],
)
def test_every_field_changes_the_code(change: dict[str, object]) -> None:
    code = TypstPapers().confirmation(DATA, KEY)[1]
    assert TypstPapers().confirmation(replace(DATA, **change), KEY)[1] != code  # type: ignore[arg-type]


def test_another_key_changes_the_code_and_a_short_one_is_refused() -> None:
    assert TypstPapers().confirmation(DATA, KEY)[1] != TypstPapers().confirmation(DATA, KEY[::-1])[1]
    with pytest.raises(ValueError, match="32"):
        TypstPapers().confirmation(DATA, b"short")


def test_text_of_the_card_is_never_read_as_markup() -> None:
    mark = '#panic("x") $x^2$ *жирно* <b> "кавычки" \\ = # // конец'
    document, _code = TypstPapers().confirmation(replace(DATA, marks=(mark,)), KEY)
    assert "".join(mark.split()) in "".join(text_of(document).split())


def test_a_code_can_be_read_aloud() -> None:
    code = TypstPapers().confirmation(DATA, KEY)[1]
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(seal.ALPHABET) and not set("ILOU") & set(code)


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    assert moment(datetime(2026, 3, 2, 10, 5)) == "02.03.2026, 10:05, UTC+00:00"
