"""A look at a JPEG or PNG: measured where it can be decoded to its end, refused where not (R14, R108)."""

import io
import struct
import warnings
from typing import Any

import numpy as np
import pytest
from PIL import Image

from emk_tui.documents.pictures import TooLarge, Unreadable, look
from emk_tui.documents.quality import BLANK, DOUBTFUL, UNREADABLE
from tests.documents import samples, scans
from tests.documents.scans import blurred, jpeg, png, text_page

PAGE = text_page()


def through(mode: str) -> Image.Image:
    """The page in another mode; where there is a way to let through, the paper does."""
    if mode in ("LA", "RGBA"):
        page = Image.new(mode, PAGE.size, 0)
        page.putalpha(PAGE.point(lambda level: 255 - level))
        return page
    if mode == "I;16":
        return Image.fromarray(np.asarray(PAGE).astype(np.uint16) * 257)
    return PAGE.convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA", "I;16"])
def test_png_in_any_mode(mode: str) -> None:
    found = look(png(through(mode), compress_level=1))
    assert (found.width, found.height, found.position) == (*PAGE.size, False)
    assert 0.1 < found.ink < 0.3 and (found.sharpness or 0) > DOUBTFUL


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"mode": "RGB"}, {"mode": "CMYK"}], ids=str)
def test_jpeg_of_any_kind(more: dict[str, Any]) -> None:
    page = PAGE.convert(more.pop("mode", "L"))
    found = look(jpeg(page, **more))
    assert 0.1 < found.ink < 0.3 and (found.sharpness or 0) > DOUBTFUL


def test_blurred_and_empty() -> None:
    assert (look(jpeg(blurred(PAGE, 14))).sharpness or 1) < UNREADABLE
    empty = look(jpeg(Image.new("RGB", (2000, 3000), "white")))
    assert empty.ink < BLANK and empty.sharpness is None


def test_a_small_one_is_looked_at_as_it_is() -> None:
    found = look(jpeg(text_page(75)))
    assert (found.width, found.height) == text_page(75).size


def header(width: int, height: int) -> bytes:
    """A PNG that tells this size and holds nothing of it."""
    head = samples.chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + samples.chunk(b"IDAT", b"") + samples.chunk(b"IEND")


@pytest.mark.parametrize("size", [(60000, 60000), (10001, 10000), (9500, 20000)], ids=str)
def test_too_large_by_the_header(size: tuple[int, int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TooLarge):
            look(header(*size))


CUT = jpeg(PAGE)
BROKEN = {
    "empty": b"",
    "text": b"hello" * 100,
    "cut JPEG": CUT[: len(CUT) // 2],
    "JPEG cut by a byte of the picture": CUT[:-20],
    "cut PNG": png(PAGE)[:3000],
    "PNG of nothing": header(2000, 3000),
    "GIF": b"GIF89a" + b"\x01" * 100,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_decoded(name: str) -> None:
    with pytest.raises(Unreadable):
        look(BROKEN[name])


def test_a_series_of_pictures_counts_as_its_first() -> None:
    out = io.BytesIO()
    PAGE.save(out, "MPO", save_all=True, append_images=[text_page(75)])
    assert look(out.getvalue()).width == PAGE.width


def test_position() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (55.0, 45.0, 0.0)}
    assert look(jpeg(text_page(75), exif=exif)).position
    assert not look(scans.jpeg(text_page(75))).position
