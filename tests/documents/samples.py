"""Small files of every kind, made in memory."""

import io
import struct
import zipfile
import zlib


def pdf(body: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of one empty page with a right cross-reference table."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    parts.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    out, offsets = b"%PDF-" + version + b"\n" + body, []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + table
    return out + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF\n" % start


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """A PNG chunk with its check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png() -> bytes:
    """A PNG of one grey pixel."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\x7f")) + chunk(b"IEND")


def segment(mark: int, data: bytes) -> bytes:
    """A JPEG segment."""
    return bytes((0xFF, mark)) + struct.pack(">H", len(data) + 2) + data


def jpeg(note: bytes = b"") -> bytes:
    """The skeleton of a JPEG: a comment, a frame, one scan with stuffing and a restart mark."""
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8"
        + segment(0xFE, b"note" + note)
        + segment(0xC0, b"\x08" + b"\x00" * 8)
        + scan
        + b"\xff\xd9"
    )


def archive() -> bytes:
    """A ZIP of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "a")
    return out.getvalue()
