"""The check of a paper: right, altered, foreign; hostile files never raise."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from emk_tui.card.problems import problem
from emk_tui.exports import papers, seal
from emk_tui.exports.pdf import render
from emk_tui.exports.verify import SIZE_LIMIT, verify_paper
from tests.exports.test_confirmation import DATA, KEY

DOCUMENT, CODE = papers.TypstPapers().confirmation(DATA, KEY)
ALTERED, FOREIGN = problem("PAPER_ALTERED").text, problem("PAPER_FOREIGN").text


def rewritten() -> bytes:
    """The paper as another program saves it."""
    out = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(DOCUMENT)).write(out)
    return out.getvalue()


def sealed_with_other_words(rows: papers.Rows, payload_rows: papers.Rows, witness: object = None) -> bytes:
    """A paper rightly signed, but its page shows other things than its seal says."""
    more = {} if witness is None else {"witness": witness}
    payload = seal.canonical({"number": DATA.number, "rows": payload_rows, "sample": False, **more})
    public = seal.public_key(KEY)
    shown = {
        **papers.words(False),
        "rows": rows,
        "code": seal.check_code(payload, public),
        "seal": seal.unsigned(payload, public),
    }
    return seal.sign(render("confirmation", shown, DATA.created_at), payload, KEY)


def test_a_right_paper_is_right(tmp_path: Path) -> None:
    file = tmp_path / "бумага.pdf"
    file.write_bytes(DOCUMENT)
    for verdict in (verify_paper(DOCUMENT), verify_paper(file), verify_paper(str(file))):
        assert (verdict.ok, verdict.number, verdict.code) == (True, DATA.number, CODE)
        assert CODE in verdict.text and DATA.number in verdict.text
        assert verdict.witness == DATA.witness


def test_a_paper_made_before_witnesses_came_is_right() -> None:
    """Its payload has no such part at all; an old one from the disk is as good as one made now."""
    before, code = papers.TypstPapers().confirmation(replace(DATA, witness=None), KEY)
    (sealed,) = seal.find(before)
    assert set(json.loads(sealed.payload)) == {"number", "rows", "sample"}
    verdict = verify_paper(before)
    assert (verdict.ok, verdict.code, verdict.witness) == (True, code, None)


@pytest.mark.parametrize(
    "witness",
    [[37], [0, "9" * 64], ["37", "9" * 64], [37, "9" * 63], [37, "я" * 64], [37, None], {}, "37", 37, True,
     [37, "9" * 64, 1], [38, "1a2b3c4d5e6f7081" + "9" * 48]],
)  # fmt: skip
def test_a_witness_of_another_shape_or_not_shown_on_the_page_is_altered(witness: object) -> None:
    """The last one has the right shape, but the page shows another entry."""
    rows = papers.shown_rows(DATA)
    assert verify_paper(sealed_with_other_words(rows, rows, witness)).text == ALTERED


def test_the_key_of_the_store_is_compared_where_it_is_known() -> None:
    assert verify_paper(DOCUMENT, seal.public_key(KEY)).ok
    assert verify_paper(DOCUMENT, seal.public_key(KEY[::-1])).text == ALTERED


@pytest.mark.parametrize(
    "changed",
    [
        rewritten(),
        DOCUMENT + b"\n",
        b"#" + DOCUMENT[1:],
        DOCUMENT.replace(b"emk-paper:1:", b"emk-paper:1:A"),
        DOCUMENT[:-200],
        DOCUMENT.replace(b"%%EOF", b"%%EOG"),
        DOCUMENT.replace(b"emk-paper:1:", b"emk-paper:2:"),
        DOCUMENT + DOCUMENT.replace(b"emk-paper:1:ey", b"emk-paper:1:ez"),
        DOCUMENT + b" " * 300_000,
    ],
)
def test_an_altered_paper_is_altered(changed: bytes) -> None:
    verdict = verify_paper(changed)
    assert (verdict.ok, verdict.text, verdict.code) == (False, ALTERED, "")


@settings(max_examples=60)
@given(st.integers(0, len(DOCUMENT) - 1), st.integers(1, 255))
def test_no_flipped_byte_goes_unseen(place: int, flip: int) -> None:
    changed = bytearray(DOCUMENT)
    changed[place] ^= flip
    assert not verify_paper(bytes(changed)).ok


def test_a_page_that_shows_other_things_than_its_seal_is_altered() -> None:
    rows = papers.shown_rows(DATA)
    assert verify_paper(sealed_with_other_words(rows, rows)).ok
    lying = [["Номер карты", DATA.number], ["Состояние", "Подтверждена"]]
    assert verify_paper(sealed_with_other_words(rows, lying)).text == ALTERED
    assert verify_paper(sealed_with_other_words(rows, [["Номер карты"]])).text == ALTERED


def blank_pdf() -> bytes:
    """A good PDF of somebody else."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    assert len(PdfReader(out).pages) == 1
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        b"emk-paper",
        blank_pdf(),
        b"%PDF-1.7" + b"0" * SIZE_LIMIT,
        b"\xff\xd8\xff",
    ],
)
def test_other_files_are_foreign(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    assert verify_paper(data).text == verify_paper(file).text == FOREIGN


@given(st.binary(max_size=400))
def test_garbage_never_raises(data: bytes) -> None:
    assert not verify_paper(b"%PDF-1.7\n" + data).ok
    assert not verify_paper(b"%PDF-1.7\nemk-paper:1:" + data).ok


def test_a_seal_around_no_pdf_is_altered() -> None:
    payload = seal.canonical({"number": "1", "rows": [["a", "b"]], "sample": False})
    blank = b"%PDF-1.7\n" + seal.unsigned(payload, seal.public_key(KEY)).encode()
    assert verify_paper(seal.sign(blank, payload, KEY)).text == ALTERED


@pytest.mark.parametrize(
    "payload",
    [b"{}      ", b"[" * 5000, b"null00000", b"\xff" * 9, b'{"number":"1","rows":[["a",1]],"sample":false}'],
)
def test_a_signed_payload_of_another_shape_is_altered(payload: bytes) -> None:
    blank = b"%PDF-1.7\n" + seal.unsigned(payload, seal.public_key(KEY)).encode()
    assert verify_paper(seal.sign(blank, payload, KEY)).text == ALTERED


def test_a_document_without_a_blank_seal_is_not_signed() -> None:
    with pytest.raises(ValueError, match="no seal"):
        seal.sign(b"%PDF-1.7", b"{}", KEY)


def test_what_is_no_file_is_foreign(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "нет", pipe, "a\x00b", "\udcff\ud800", "/dev/null"):
        assert verify_paper(path).text == FOREIGN
