"""A page in a terminal: tidy lines, ink as half blocks."""

import numpy as np
import pytest
from PIL import Image

from emk_tui.documents.render import open_pdf
from emk_tui.documents.view import BLOCKS, half_blocks, pdf_view, picture_view, text_lines
from tests.documents import scans
from tests.documents.scans import jpeg, text_page

FONT = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("", ()),
        ("  a \t b  \r\nc", ("a b", "c")),
        ("a\n\n\n\nb\n\n", ("a", "", "b")),
        ("a\x1b[31mb\x07", ("a [31mb",)),
        ("имя\u202eтевирп\u2066\u200b\ufeff", ("имятевирп",)),
        ("a\x85b\u2028c\x0cd", ("a", "b", "c", "d")),
        ("\ud800\ue000a", ("a",)),
        ("x" * 5000, ("x" * 2000,)),
        ("x\n" * 500, ("x",) * 200),
    ],
    ids=["empty", "spaces", "empty lines", "escape", "bidi", "breaks", "odd", "long", "many"],
)
def test_text(raw: str, lines: tuple[str, ...]) -> None:
    assert text_lines(raw) == lines


def test_a_page_with_text() -> None:
    body = "BT /F 24 Tf 72 700 Td (Hello  there) Tj 0 -40 Td (second) Tj ET"
    data = scans.pdf([(body, {}, "")]).replace(b"/Resources<</XObject<<>>>>", FONT.encode())
    with open_pdf(data) as document:
        text, picture = pdf_view(document, 0, 60)
        assert pdf_view(document, 0, 0) == (text, ())
    assert text == ("Hello there", "second")
    assert len(picture) == 42 and 1 <= sum(map(bool, picture)) <= 6


def test_a_scanned_page_shows_its_lines() -> None:
    with open_pdf(scans.scan([jpeg(text_page(lines=3))])) as document:
        text, picture = pdf_view(document, 0, 80)
    assert text == () and set("".join(picture)) <= set(BLOCKS)
    assert 2 <= sum(map(bool, picture)) <= 6
    assert max(map(len, picture)) <= 80


def test_half_blocks() -> None:
    grey = np.full((40, 40), 255, np.uint8)
    grey[:10, :20], grey[10:20, 20:] = 0, 0
    assert half_blocks(grey, 4) == ("▀▀▄▄", "")


def test_empty_paper_stays_empty() -> None:
    assert set(half_blocks(np.full((300, 200), 200, np.uint8), 40)) == {""}


@pytest.mark.parametrize("way_up", range(1, 9))
def test_a_picture_is_turned_upright(way_up: int) -> None:
    page = Image.new("L", (400, 400), 255)
    page.paste(0, (0, 0, 200, 100))
    turns = {
        1: ("▀▀", ""), 2: (" ▀▀", ""), 3: ("", "  ▄▄"), 4: ("", "▄▄"),
        5: ("█", ""), 6: ("   █", ""), 7: ("", "   █"), 8: ("", "█"),
    }  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = way_up
    text, picture = picture_view(jpeg(page, exif=exif), 4)
    assert text == ()
    assert [line.strip() for line in picture] == [line.strip() for line in turns[way_up]]
    assert [line.startswith(" ") for line in picture] == [line.startswith(" ") for line in turns[way_up]]


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (3, 3)], ids=str)
def test_odd_shapes(size: tuple[int, int]) -> None:
    _, picture = picture_view(jpeg(Image.new("L", size, 0)), 30)
    assert 1 <= len(picture) <= 400
