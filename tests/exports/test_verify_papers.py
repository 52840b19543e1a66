"""The check of the other papers: right and called by their kind, altered, hostile ones sealed by anybody."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from emk_tui.card.problems import problem
from emk_tui.exports import papers, seal, sheets
from emk_tui.exports.names import kind_name
from emk_tui.exports.pdf import render
from emk_tui.exports.verify import SIZE_LIMIT, verify_paper
from tests.exports.samples import AT, KEY, PAPERS, made, results

ALTERED = problem("PAPER_ALTERED").text
CARD = made(PAPERS["card"])


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_is_right_and_called_by_its_name(kind: str) -> None:
    document, code = papers.TypstPapers().paper(PAPERS[kind], KEY)
    verdict = verify_paper(document, seal.public_key(KEY))
    begin = f"Бумага верна: {kind_name(kind)}, номер {PAPERS[kind].number}, код {code}."
    assert verdict.ok and verdict.text.startswith(begin)
    assert (verdict.number, verdict.code, verdict.witness) == (
        PAPERS[kind].number,
        code,
        PAPERS[kind].witness,
    )
    assert ("Это образец из показа" in verdict.text) == PAPERS[kind].sample


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_changed_byte_is_found_and_another_key_too(kind: str) -> None:
    document = made(PAPERS[kind])
    middle = len(document) // 2
    changed = document[:middle] + bytes([document[middle] ^ 1]) + document[middle + 1 :]
    assert verify_paper(changed).text == ALTERED
    assert verify_paper(document, seal.public_key(KEY[::-1])).text == ALTERED


@settings(max_examples=60)
@given(st.integers(0, len(CARD) - 1), st.integers(1, 255))
def test_no_flipped_byte_of_an_extract_goes_unseen(place: int, flip: int) -> None:
    changed = bytearray(CARD)
    changed[place] ^= flip
    assert not verify_paper(bytes(changed)).ok


@pytest.mark.parametrize("count", [300, 2000])
def test_a_large_extract_is_right(count: int) -> None:
    document = made(replace(PAPERS["card"], parts=(results(count),)))
    assert 300_000 < len(document) <= seal.LIMIT <= SIZE_LIMIT
    assert verify_paper(document).ok
    assert verify_paper(document.replace(b"/StructElem", b"/StructElen", 1)).text == ALTERED


def test_the_longest_head_is_still_found_on_the_page() -> None:
    head = (("Ш" * 60, "Ш" * 240),) * sheets.HEAD_ROWS
    for kind in PAPERS:
        document = made(replace(PAPERS[kind], head=head, title="Ш" * 200, parts=(results(300),)))
        assert verify_paper(document).ok, kind


def sealed(change: dict[str, object]) -> bytes:
    """A rightly signed extract whose seal says something else than its page."""
    data = PAPERS["card"]
    content = {**sheets.sealed(data), **change}
    payload, public = seal.canonical(content), seal.public_key(KEY)
    shown = {
        **papers.words(False),
        **sheets.sheet(data, sheets.sealed(data), seal.check_code(payload, public)),
        "seal": seal.unsigned(payload, public),
    }
    return seal.sign(render("card", shown, AT), payload, KEY)


@pytest.mark.parametrize(
    ("change", "right"),
    [({}, True), ({"kind": "ticket"}, True), ({"kind": "invoice"}, False), ({"kind": ["card"]}, False),
     ({"kind": None}, False), ({"kind": {}}, False), ({"number": "ЭМК-9"}, False),
     ({"rows": [["Кто", "Иной"]]}, False)],
)  # fmt: skip
def test_the_page_is_compared_with_the_seal(change: dict[str, object], right: bool) -> None:
    """The kind itself is told by the seal alone; the title is free text."""
    assert verify_paper(sealed(change)).ok == right


def bomb() -> bytes:
    """A small file rightly signed by somebody, whose page unpacks to 40 MB of drawing."""
    payload = json.dumps({"number": "1", "rows": [], "sample": False}, sort_keys=True, separators=(",", ":"))
    writer, out, stream = PdfWriter(), io.BytesIO(), StreamObject()
    stream.set_data(b"BT (1) Tj ET\n" * 3_000_000)
    sheet = writer.add_blank_page(200, 200)
    sheet[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    writer.write(out)
    blank = out.getvalue() + b"\n%" + seal.unsigned(payload.encode(), seal.public_key(KEY)).encode()
    return seal.sign(blank, payload.encode(), KEY)


def test_a_page_that_unpacks_without_end_is_altered() -> None:
    document = bomb()
    assert len(document) < 200_000
    assert verify_paper(document).text == ALTERED
