"""A page as grey pixels, drawn by pdfium, bounded however large or thin it is (R15, R119)."""

import math
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfDocument

Grey = NDArray[np.uint8]
DPI = 150
COARSE = 100
"""Dots per inch that tell whether there is anything in a drawing."""
MOST_PIXELS = 40_000_000


def open_pdf(source: bytes | BinaryIO) -> PdfDocument:
    """The file opened by pdfium; PdfiumError where it can't be. A stream has to stay open and as it is."""
    return PdfDocument(source)


def grey(document: PdfDocument, index: int, dpi: float = DPI, most: int = MOST_PIXELS) -> Grey:
    """The page in grey with all that is drawn on it, annotations too; a huge one at less than `dpi`.

    pdfium doesn't know UserUnit: multiply `dpi` by it. ValueError: the page has no size.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        scale = _scale(width, height, dpi / 72, most)
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=True, limit_image_cache=True)
        try:
            # A copy: the pixels go with the bitmap.
            return np.array(bitmap.to_numpy(), np.uint8)[: bitmap.height, : bitmap.width]
        finally:
            bitmap.close()
    finally:
        page.close()


def _scale(width: float, height: float, wanted: float, most: int) -> float:
    """Pixels per point, so that no page takes more than its share; ValueError: no size."""
    if not (math.isfinite(width * height) and width > 0 and height > 0 and wanted > 0):
        raise ValueError("page without size")
    # A side is rounded up to whole pixels: a page thinner than one counts as wide as one.
    return min(wanted, math.sqrt(most / (width * height)), most / max(width, height))
