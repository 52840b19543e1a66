"""Where a picture was taken: is it told in a JPEG or PNG, and the same picture without it (R108)."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from emk_tui.documents.exif import only_orientation, orientation, tells_place

_PNG = b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\0\0"
_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_PNG_XMP, _RAW_PROFILE = b"XML:com.adobe.xmp", b"Raw profile type "
_PLACE_WORDS = re.compile(rb"GPS(?:Lat|Lon|Dest|Alt|Img|Area|Pos)|geo:lat|geo:long|photoshop:City|Location")
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
MOST_PARTS = 20_000
"""More than any camera writes: the picture is left as it is."""
MOST_UNPACKED = 4 * 1024 * 1024
_APP1, _APP2, _SOS, _EOI = 0xE1, 0xE2, 0xDA, 0xD9


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of a JPEG or a chunk of a PNG: its bytes, and what it tells apart from the picture."""

    raw: bytes
    exif: bytes = b""
    xmp: bytes = b""
    behind: bool = False
    """Not of the picture itself: what stands behind its end, or the list of that."""

    @property
    def tells(self) -> bool:
        """Does it tell the place."""
        return (bool(self.exif) and tells_place(self.exif)) or _PLACE_WORDS.search(self.xmp) is not None


class _Unparsable(Exception):
    """Not a JPEG or PNG in order."""


def has_position(data: bytes) -> bool:
    """Is the place told in EXIF or XMP, also in further pictures behind a JPEG; never raises."""
    try:
        return any(part.tells for part in _parts(data))
    except _Unparsable:
        return False


def without_position(data: bytes) -> bytes:
    """The picture bit for bit without what tells the place and what stands behind its end.

    As it is where no place is told or its parts are not in order.
    """
    try:
        parts = list(_parts(data))
    except _Unparsable:
        return data
    if not any(part.tells for part in parts):
        return data
    make = _png_exif if data.startswith(_PNG) else _jpeg_exif
    kept = [part for part in parts if not part.behind]
    return b"".join(_way_up(part.exif, make) if part.tells else part.raw for part in kept)


def _way_up(exif: bytes, make: Callable[[int], bytes]) -> bytes:
    """What has to stay of a part that goes: the way up of the picture, where it is not the usual one."""
    told = orientation(exif)
    return make(told) if told != 1 else b""


def _jpeg_exif(told: int) -> bytes:
    block = _EXIF + only_orientation(told)
    return struct.pack(">BBH", 0xFF, _APP1, len(block) + 2) + block


def _png_exif(told: int) -> bytes:
    block = b"eXIf" + only_orientation(told)
    return struct.pack(">I", len(block) - 4) + block + struct.pack(">I", zlib.crc32(block))


def _parts(data: bytes) -> Iterator[_Part]:
    if data.startswith(_PNG):
        return _png_parts(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg_parts(data)
    raise _Unparsable


def _jpeg_parts(data: bytes) -> Iterator[_Part]:
    """Segments; picture data comes with the segment that begins it. A cut picture is not in order."""
    place, behind = 0, False
    for _part in range(MOST_PARTS):
        if data[place : place + 2] == b"\xff\xd8":
            yield _Part(data[place : place + 2], behind=behind)
            place += 2
        mark, end = _segment(data, place)
        yield _jpeg_part(mark, data[place:end], behind)
        place = end
        if mark == _EOI:
            # The pictures of a series follow each other; the rest is of no kind we know.
            behind, following = True, data.find(b"\xff\xd8\xff", place)
            if following < 0:
                yield _Part(data[place:], behind=True)
                return
            place = following
    raise _Unparsable


def _segment(data: bytes, place: int) -> tuple[int, int]:
    """The kind of the segment here, and where the next one begins."""
    if place + 2 > len(data) or data[place] != 0xFF:
        raise _Unparsable
    mark = data[place + 1]
    if mark == 0xFF:
        return mark, place + 1
    if mark == _EOI or mark == 0x01 or 0xD0 <= mark <= 0xD7:
        return mark, place + 2
    if place + 4 > len(data):
        raise _Unparsable
    end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    if end < place + 4 or end > len(data):
        raise _Unparsable
    if mark != _SOS:
        return mark, end
    found = _MARKER.search(data, end)
    if found is None:
        raise _Unparsable
    return mark, found.start()


def _jpeg_part(mark: int, raw: bytes, behind: bool) -> _Part:
    body = raw[4:]
    if mark == _APP1 and body.startswith(_EXIF):
        return _Part(raw, exif=body[len(_EXIF) :], behind=behind)
    if mark == _APP1 and body.startswith(_XMP):
        return _Part(raw, xmp=body, behind=behind)
    return _Part(raw, behind=behind or (mark == _APP2 and body.startswith(b"MPF\0")))


def _png_parts(data: bytes) -> Iterator[_Part]:
    """The signature, then chunks to the end; a cut picture is not in order."""
    yield _Part(_PNG)
    place = len(_PNG)
    for _part in range(MOST_PARTS):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if place + 12 > len(data) or end > len(data):
            raise _Unparsable
        kind = data[place + 4 : place + 8]
        yield _png_part(kind, data[place:end])
        place = end
        if kind == b"IEND":
            yield _Part(data[place:], behind=True)
            return
    raise _Unparsable


def _png_part(kind: bytes, raw: bytes) -> _Part:
    body = raw[8:-4]
    if kind == b"eXIf":
        return _Part(raw, exif=body.removeprefix(_EXIF))
    if kind in (b"tEXt", b"zTXt", b"iTXt"):
        return _text_part(kind, raw, body)
    return _Part(raw)


def _text_part(kind: bytes, raw: bytes, body: bytes) -> _Part:
    """XMP, and EXIF as some programs write it: in hexadecimal digits."""
    name, _, text = body.partition(b"\0")
    if kind == b"zTXt":
        text = _unpacked(text[1:])
    elif kind == b"iTXt" and text[:1] == b"\1":
        text = _unpacked(text[2:].split(b"\0", 2)[-1])
    if name.startswith(_RAW_PROFILE):
        block = _from_digits(text)
        return _Part(raw, exif=block.partition(_EXIF)[2], xmp=block)
    return _Part(raw, xmp=text if name == _PNG_XMP else b"")


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MOST_UNPACKED)
    except zlib.error:
        return b""


def _from_digits(text: bytes) -> bytes:
    """Name and length stand on the first two lines."""
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", text.split(b"\n", 3)[-1])
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
