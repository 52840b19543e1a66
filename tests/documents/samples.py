"""Small good files of every kind, made in memory, and the means to put others together."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

A4 = (1240, 1754)
"""Pixels of a sheet at 150 dots per inch."""
STROKES = b"".join(b"%d %d 90 3 re f " % (20 + 100 * (n % 2), 15 + 9 * n) for n in range(18))
"""Lines of a document, on a page of 220 points."""


def document(
    objects: Mapping[int, bytes], trailer: bytes = b"", body: bytes = b"", version: bytes = b"1.7"
) -> bytes:
    """A PDF of these objects, 1 being the root, with a right cross-reference table."""
    out, offsets = b"%PDF-" + version + b"\n" + body, dict[int, int]()
    for number, content in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(
        b"%010d 00000 n \n" % offsets[one] if one in offsets else b"0000000000 65535 f \n"
        for one in range(max(objects) + 1)
    )
    head = b"xref\n0 %d\n" % (max(objects) + 1)
    tail = b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (max(objects) + 1, trailer, len(out))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def objects(
    content: bytes = STROKES,
    *,
    root: bytes = b"",
    page: bytes = b"",
    pages: int = 1,
    box: bytes = b"0 0 220 220",
    resources: bytes = b"",
) -> dict[int, bytes]:
    """The objects of a document: 1 root, 2 tree, 3 content, from 10 on the pages."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    made = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        3: stream(content),
    }
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 3 0 R/Resources<<%s>>%s>>"
    return made | {10 + n: one % (box, resources, page) for n in range(pages)}


def pdf(body: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of one page with lines on it."""
    return document(objects(), body=body, version=version)


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """A PNG chunk with its check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def segment(mark: int, data: bytes) -> bytes:
    """A JPEG segment."""
    return bytes((0xFF, mark)) + struct.pack(">H", len(data) + 2) + data


@cache
def picture(
    form: str, width: int = 620, height: int = 640, *, strokes: bool = True, blur: int = 0, pen: int = 3
) -> bytes:
    """A grey JPEG or PNG with lines of a document on it; blurred, with a pen, so many pixels wide."""
    from PIL import Image, ImageDraw, ImageFilter

    image = Image.new("L", (width, height), 250)
    paper = ImageDraw.Draw(image)
    for y in range(height // 12, height - height // 12, 24) if strokes else ():
        for x in range(width // 12, width - width // 6, 30):
            paper.line((x, y, x + 8 + x * y % 13, y + 10), fill=20, width=pen)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    more: dict[str, Any] = {"quality": 60} if form == "JPEG" else {"optimize": True}
    image.save(out, form, **more)
    return out.getvalue()


def jpeg(note: bytes = b"") -> bytes:
    """A JPEG with a comment in front."""
    return b"\xff\xd8" + segment(0xFE, b"note" + note) + picture("JPEG")[2:]


def png() -> bytes:
    """A PNG."""
    return picture("PNG")


def scan(pictures: list[bytes], width: int, height: int, dpi: int) -> bytes:
    """A PDF of a JPEG a page, each so many pixels large at so many dots per inch."""
    points = width * 72 / dpi, height * 72 / dpi
    made = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    kids = b" ".join(b"%d 0 R" % (3 + 3 * n) for n in range(len(pictures)))
    made[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pictures))
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents %d 0 R/Resources<</XObject<</A %d 0 R>>>>>>"
    )
    for n, data in enumerate(pictures):
        first = 3 + 3 * n
        made[first] = page % (*points, first + 1, first + 2)
        made[first + 1] = stream(b"q %f 0 0 %f 0 0 cm /A Do Q" % points)
        made[first + 2] = stream(data, entries % (width, height) + b"/Filter/DCTDecode")
    return document(made)


def archive() -> bytes:
    """A ZIP of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "a")
    return out.getvalue()
