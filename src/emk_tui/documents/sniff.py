"""What a file is by its content, never by its name: PDF, JPEG, PNG; whole or cut; one or two things (R14)."""

import re
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from emk_tui.card.formats import JPEG, PDF, PNG

__all__ = ["JPEG", "PDF", "PNG", "Sniffed", "sniff", "sniff_file"]

HEAD = 1024
"""Readers of PDF accept a header anywhere in here, so it is looked for as far."""
TAIL = 2048
ZIP_TAIL = 65_557
"""The longest end of a ZIP: its last record and a comment."""
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHER = (b"\xff\xd8\xff", _PNG, b"GIF8", b"PK\x03\x04", b"MZ", b"\x7fELF", b"#!", b"<")
"""Beginnings that make a PDF header further on the second face of another file."""
_ACTIVE = re.compile(rb"%PDF-\d|<html|<script|<\?php|<!doctype", re.IGNORECASE)
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""The next JPEG marker inside picture data: stuffed zeros and restart marks are part of it."""
MOST_SEGMENTS = 20_000
"""More parts than any scanner or camera writes: the file is taken for broken, not walked to its end."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_SOS, _EOI = 0xDA, 0xD9
_PADDING = b"\x00\r\n\t "


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What was found; an empty media type is none of ours."""

    media_type: str = ""
    whole: bool = False
    """Its end is there."""
    mixed: bool = False
    """Another program would read something else in it."""


def sniff(data: bytes) -> Sniffed:
    """Look at the whole content of a file; never raises."""
    if data.startswith(b"\xff\xd8\xff"):
        end = _jpeg_end(data)
        return Sniffed(JPEG, end > 0, _hides(data, end))
    if data.startswith(_PNG):
        end = _png_end(data)
        return Sniffed(PNG, end > 0, _hides(data, end) or bool(end and data[end:].strip(_PADDING)))
    return _sniff_pdf(data[:HEAD], data[-ZIP_TAIL:], len(data))


def sniff_file(file: BinaryIO, size: int, most: int) -> Sniffed:
    """The same for an open file of so many bytes: a PDF is read at both ends, a picture up to `most` bytes.

    A picture that is larger than that is told by its beginning alone.
    """
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith((b"\xff\xd8\xff", _PNG)):
        picture = JPEG if head.startswith(b"\xff") else PNG
        return Sniffed(picture, True) if size > most else sniff(head + file.read(most + 1 - len(head)))
    file.seek(max(size - ZIP_TAIL, 0))
    return _sniff_pdf(head, file.read(ZIP_TAIL), size)


def _sniff_pdf(head: bytes, tail: bytes, size: int) -> Sniffed:
    if b"%PDF-" not in head:
        return Sniffed()
    return Sniffed(PDF, _pdf_is_whole(tail[-TAIL:], size), head.startswith(_OTHER) or _ends_as_zip(tail))


def _pdf_is_whole(last: bytes, size: int) -> bool:
    """`startxref`, an offset inside the file and `%%EOF` near the end."""
    end = last.rfind(b"%%EOF")
    found = re.search(rb"startxref\s+(\d{1,12})\s*$", last[: max(end, 0)])
    return found is not None and int(found[1]) < size


def _jpeg_end(data: bytes) -> int:
    """Offset behind the end mark after at least one scan; 0 where the picture is cut or broken."""
    place, scans = 2, 0
    for _segment in range(MOST_SEGMENTS):
        found = _MARKER.search(data, place)
        if found is None:
            return 0
        mark, place = found[1][0], found.end()
        if mark == _EOI:
            return place if scans else 0
        if mark in _STANDALONE:
            continue
        length = int.from_bytes(data[place : place + 2])
        if length < 2 or place + length > len(data):
            return 0
        scans += mark == _SOS
        place += length
    return 0


def _png_end(data: bytes) -> int:
    """Offset behind IEND with every check sum right and picture data before it; else 0."""
    place = len(_PNG)
    kinds: list[bytes] = []
    while place + 12 <= len(data) and len(kinds) < MOST_SEGMENTS:
        length = int.from_bytes(data[place : place + 4])
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            return 0
        kinds.append(data[place + 4 : place + 8])
        if kinds[-1] == b"IEND":
            return end if kinds[0] == b"IHDR" and b"IDAT" in kinds else 0
        place = end
    return 0


def _hides(data: bytes, end: int) -> bool:
    """A picture that is also a PDF, an archive or a page: near the start or behind its end."""
    behind = end and _ACTIVE.search(data, end)
    return b"%PDF-" in data[:HEAD] or bool(behind) or _ends_as_zip(data)


def _ends_as_zip(data: bytes) -> bool:
    """A ZIP directory whose comment ends exactly with the file."""
    last = data[-ZIP_TAIL:]
    place = last.rfind(b"PK\x05\x06")
    if place < 0 or place + 22 > len(last):
        return False
    return place + 22 + int.from_bytes(last[place + 20 : place + 22], "little") == len(last)
