"""Drawing a page: size, annotations, bounds."""

import io

import numpy as np
import pytest
from pypdfium2 import PdfiumError

from emk_tui.documents.render import grey, open_pdf
from tests.documents import scans
from tests.documents.scans import Page, full, text_page


def drawn(more: str, content: str = "0 g 0 0 5000 5000 re f", most: int = 1_000_000) -> tuple[int, ...]:
    with open_pdf(scans.pdf([(content, {}, more)])) as document:
        return grey(document, 0, most=most).shape


@pytest.mark.parametrize("source", [bytes, io.BytesIO])
def test_a_scanned_page(source: type[bytes] | type[io.BytesIO]) -> None:
    page = text_page(150)
    with open_pdf(source(scans.scan([scans.jpeg(page)]))) as document:
        found = grey(document, 0)
    assert found.shape == pytest.approx((page.height, page.width), abs=1)
    assert found.mean() == pytest.approx(np.asarray(page).mean(), abs=3)


def test_turned_by_rotate() -> None:
    assert drawn("/Rotate 90/MediaBox[0 0 72 144]") == (150, 300)


def test_annotations_are_drawn() -> None:
    shape = scans.form("0 g 0 0 100 100 re f")
    note = "/Annots[<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 100 100]/AP<</N 3 0 R>>>>]"
    pages: list[Page] = [("", {}, note), ("", {}, "")]
    with open_pdf(scans.pdf(pages, [shape])) as document:
        assert [int(grey(document, index).min()) for index in (0, 1)] == [0, 255]


@pytest.mark.parametrize(
    "box", ["0 0 14400 14400", "0 0 1000000 1000000", "0 0 1 1000000", "-9e9 0 99999999 1"], ids=str
)
def test_huge_pages_are_drawn_small(box: str) -> None:
    rows, columns = drawn(f"/MediaBox[{box}]")
    assert rows * columns <= 1_010_000


def test_no_such_page() -> None:
    with open_pdf(scans.pdf([(full(), {}, "")])) as document, pytest.raises(PdfiumError):
        grey(document, 1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"x" * 1000], ids=["empty", "head", "text"])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises((PdfiumError, ValueError)):
        open_pdf(data)


@pytest.mark.parametrize("size", [(0.0, 1.0), (float("nan"), 1.0), (float("inf"), 1.0), (-1.0, 5.0)], ids=str)
def test_a_page_without_size(size: tuple[float, float]) -> None:
    class Sizeless:
        def get_size(self) -> tuple[float, float]:
            return size

        def close(self) -> None:
            pass

    with pytest.raises(ValueError, match="size"):
        grey([Sizeless()], 0)
