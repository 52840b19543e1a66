"""A page to look at in a terminal: lines of its text, and a picture of half blocks, ink drawn."""

import io
import re
import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image
from pypdfium2 import PdfDocument

from emk_tui.documents.render import grey as rendered
from emk_tui.documents.squeezed import grey_of, opened

# its decoders are loaded now: later nothing more may need to be
Image.preinit()
Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]
View = tuple[tuple[str, ...], tuple[str, ...]]
"""Lines of text, lines of the picture."""
MOST_LINES, MOST_CHARS = 200, 2000
MOST_READ = 200_000
MOST_COLUMNS, MOST_ROWS = 400, 400
MOST_PIXELS = 12_000_000
FINE = 6
"""Pixels of the page that make one of the picture, along a side."""
PALE, DEEP = 0.05, 0.45
"""Share of ink in a pixel below which it stays empty, above which it is drawn whatever is around it."""
BLOCKS = " ▄▀█"
"""By lower half + 2 × upper half."""
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_HARMLESS = "LNPSMZ"
"""Categories of characters that are shown; C are controls, format and bidi marks."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def pdf_view(document: PdfDocument, index: int, columns: int) -> View:
    """Text and picture of a page; no columns: no picture. PdfiumError, ValueError: page without size."""
    return text_lines(_text(document, index)), _pdf_picture(document, index, columns) if columns > 0 else ()


def picture_view(data: bytes, columns: int) -> View:
    """The same for a JPEG or PNG, which has no text; what `squeezed.opened` and Pillow raise."""
    if columns <= 0:
        return (), ()
    with opened(io.BytesIO(data), ("JPEG", "PNG")) as image:
        told = image.getexif().get(ExifTags.Base.Orientation, 1)
        side = FINE * min(columns, MOST_COLUMNS)
        grey = grey_of(image, min(max(side, side * max(image.size) // min(image.size)), FINE * 1000))
    turned = Image.fromarray(grey)
    if told in _TURNS:
        turned = turned.transpose(_TURNS[told])
    return (), half_blocks(np.asarray(turned), columns)


def text_lines(text: str) -> tuple[str, ...]:
    """Lines with single spaces and without what a terminal would obey; no two empty ones in a row."""
    lines: list[str] = []
    for raw in _BREAK.split(text):
        line = " ".join("".join(map(_shown, raw)).split())[:MOST_CHARS]
        if line or (lines and lines[-1]):
            lines.append(line)
        if len(lines) == MOST_LINES:
            break
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def half_blocks(grey: Grey, columns: int) -> tuple[str, ...]:
    """Ink as half blocks: so many cells wide, each two pixels tall."""
    columns = min(columns, MOST_COLUMNS)
    rows = max(1, min(round(columns * grey.shape[0] / grey.shape[1] / 2), MOST_ROWS))
    drawn = _drawn(_ink_shares(grey, columns, rows * 2))
    cells = drawn[1::2] + 2 * drawn[::2]
    return tuple("".join(BLOCKS[cell] for cell in row).rstrip() for row in cells.tolist())


def _text(document: PdfDocument, index: int) -> str:
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range(0, min(words.count_chars(), MOST_READ)))
        finally:
            words.close()
    finally:
        page.close()


def _pdf_picture(document: PdfDocument, index: int, columns: int) -> tuple[str, ...]:
    page = document[index]
    try:
        width, _ = page.get_size()
    finally:
        page.close()
    dpi = FINE * min(columns, MOST_COLUMNS) * 72 / width if width > 0 else 0
    return half_blocks(rendered(document, index, dpi, MOST_PIXELS), columns)


def _shown(char: str) -> str:
    """The character, a space for controls, nothing for marks that turn or hide text."""
    category = unicodedata.category(char)
    if category[0] in _HARMLESS:
        return char
    return " " if category == "Cc" else ""


def _ink_shares(grey: Grey, columns: int, rows: int) -> NDArray[np.float64]:
    """How much of each pixel of the picture is darker than the paper, 0 to 1."""
    paper = float(np.percentile(grey[:: max(1, grey.shape[0] // 500), :: max(1, grey.shape[1] // 500)], 80))
    depth = np.clip((paper - grey.astype(np.float32)) / max(paper, 1.0) * 255, 0, 255).astype(np.uint8)
    small = Image.fromarray(depth).resize((columns, rows), Image.Resampling.BOX)
    return np.asarray(small, np.float64) / 255


def _drawn(shares: NDArray[np.float64]) -> NDArray[Any]:
    """Pixels with ink: more of it than around them, or much."""
    around = _around(_around(shares).T).T
    return ((shares > PALE) & (shares >= around * 0.9) | (shares > DEEP)).astype(int)


def _around(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of five in a column."""
    wide = np.pad(shares, ((2, 2), (0, 0)), mode="edge")
    return np.asarray(sum(wide[at : at + len(shares)] for at in range(5)) / 5)
