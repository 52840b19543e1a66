"""Scans made in memory: pages of text as pictures, and PDF files that hold them in any way."""

import io
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypdf import PageObject, PdfReader

A4 = (595.276, 841.89)
"""Points."""
SENTENCE = "Пациент осмотрен терапевтом жалоб нет давление сто двадцать на восемьдесят анализ крови в норме"
WORDS = tuple(SENTENCE.split())


def pixels(dpi: float, page: tuple[float, float] = A4) -> tuple[int, int]:
    """Size of a scanned page."""
    return round(page[0] * dpi / 72), round(page[1] * dpi / 72)


@cache
def text_page(
    dpi: int = 300, size: float = 11, paper: int = 255, ink: int = 20, lines: int = 40
) -> Image.Image:
    """A grey A4 page of printed text; size in points."""
    width, height = pixels(dpi)
    page = Image.new("L", (width, height), paper)
    draw, font = ImageDraw.Draw(page), font_of(size * dpi / 72)
    margin, step = width // 10, int(size * dpi / 72 * 1.5)
    for line in range(min(lines, (height - 2 * margin) // step)):
        text = " ".join(WORDS[(line * 5 + word) % len(WORDS)] for word in range(16))
        while " " in text and draw.textlength(text, font) > width - 2 * margin:
            text = text.rsplit(" ", 1)[0]
        draw.text((margin, margin + line * step), text, ink, font)
    return page


def font_of(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font has no Cyrillic, a system's may be missing: shapes are what counts, not letters."""
    try:
        return ImageFont.truetype("DejaVuSans.ttf", size)
    except OSError:
        return ImageFont.load_default(size)


def noisy(page: Image.Image, sigma: float, seed: int = 1) -> Image.Image:
    """The noise of a scanner."""
    noise = np.random.default_rng(seed).normal(0, sigma, (page.height, page.width)).astype(np.float32)
    return Image.fromarray(np.clip(np.asarray(page, np.float32) + noise, 0, 255).astype(np.uint8))


def blurred(page: Image.Image, radius: float) -> Image.Image:
    """Out of focus."""
    return page.filter(ImageFilter.GaussianBlur(radius))


def jpeg(page: Image.Image, quality: int = 85, **more: Any) -> bytes:
    """As a JPEG."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def png(page: Image.Image, **more: Any) -> bytes:
    """As a PNG."""
    out = io.BytesIO()
    page.save(out, "PNG", **more)
    return out.getvalue()


def stream(head: str, data: bytes) -> bytes:
    """A stream object with this content of its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head.encode(), len(data), data)


def image(width: int, height: int, head: str = "/ColorSpace/DeviceGray/BitsPerComponent 8") -> bytes:
    """An image by its size only: nothing that measures it may decode it."""
    size = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
    return stream(size + head + "/Filter/FlateDecode", zlib.compress(b"\x00"))


def jpeg_image(data: bytes, head: str = "") -> bytes:
    """A JPEG as an image object."""
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
        space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
    size = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
    return stream(f"{size}/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode{head}", data)


def form(content: str, resources: str = "", head: str = "") -> bytes:
    """A form object."""
    named = f"/Resources<<{resources}>>" if resources else ""
    return stream(f"/Type/XObject/Subtype/Form/BBox[0 0 9999 9999]{named}{head}", content.encode())


Page = tuple[str | bytes, dict[str, int], str]
"""Content, names of its objects by number (counted from 0), more of the page's dictionary."""


def pdf(pages: Sequence[Page], objects: Sequence[bytes] = (), root: str = "", trailer: str = "") -> bytes:
    """A PDF of these pages; the objects have the numbers 3, 4 …"""
    first = 3 + len(objects)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [f"<</Type/Catalog/Pages 2 0 R{root}>>".encode()]
    bodies += [f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(), *objects]
    for number, (content, names, more) in enumerate(pages):
        named = "".join(f"/{name} {3 + at} 0 R" for name, at in names.items())
        box = "" if "/MediaBox" in more else f"/MediaBox[0 0 {A4[0]} {A4[1]}]"
        page = f"<</Type/Page/Parent 2 0 R{box}/Resources<</XObject<<{named}>>>>{more}"
        bodies.append(f"{page}/Contents {first + 2 * number + 1} 0 R>>".encode())
        bodies.append(stream("", content if isinstance(content, bytes) else content.encode()))
    return written(bodies, trailer)


def written(bodies: Sequence[bytes], trailer: str = "") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def full(name: str = "I", page: tuple[float, float] = A4) -> str:
    """The content that draws an image over the whole page."""
    return f"q {page[0]} 0 0 {page[1]} 0 0 cm /{name} Do Q\n"


def scan(pictures: Sequence[bytes]) -> bytes:
    """A PDF of JPEG pictures, one a page."""
    pages: list[Page] = [(full(), {"I": number}, "") for number in range(len(pictures))]
    return pdf(pages, [jpeg_image(one) for one in pictures])


def reader(data: bytes) -> PdfReader:
    """Opened by pypdf."""
    return PdfReader(io.BytesIO(data))


def first_page(data: bytes) -> PageObject:
    """The first page of a file."""
    return reader(data).pages[0]
