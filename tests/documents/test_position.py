"""Where a picture was taken: found, and taken out bit for bit (R108)."""

import io
import struct
import zlib
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from emk_tui.documents.position import has_position, without_position
from tests.documents import samples
from tests.documents.scans import jpeg, png

PICTURE = Image.fromarray(np.arange(24 * 16, dtype=np.uint32).reshape(24, 16).astype(np.uint8))
GPS = {1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 0.0)}
XMP = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='55,45N' exif:GPSLongitude='37,37E'/></x:xmpmeta>"
TIME_ONLY = {0: b"\x02\x02\x00\x00", 29: "2026:01:01"}


def exif(place: Mapping[int, object] | None, way_up: int = 1) -> Image.Exif:
    """A block of a camera."""
    block = Image.Exif()
    block[0x0112], block[0x010F] = way_up, "Maker"
    if place is not None:
        block[0x8825] = dict(place)
    return block


def png_with(kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk."""
    plain = png(PICTURE)
    return plain[:33] + samples.chunk(kind, body) + plain[33:]


def raw_profile(block: bytes) -> bytes:
    """EXIF as ImageMagick writes it into a PNG."""
    text = f"\nexif\n{len(block):8}\n{block.hex()}\n".encode()
    return png_with(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text))


def png_xmp(packed: bool) -> bytes:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=packed)
    return png(PICTURE, pnginfo=info)


def series() -> bytes:
    """The place is told in the second picture only."""
    return jpeg(PICTURE) + jpeg(PICTURE, exif=exif(GPS))


TELL = {
    "JPEG": jpeg(PICTURE, exif=exif(GPS)),
    "JPEG, turned": jpeg(PICTURE, exif=exif(GPS, 6)),
    "JPEG, progressive": jpeg(PICTURE, exif=exif(GPS, 3), progressive=True),
    "JPEG XMP": jpeg(PICTURE, xmp=XMP),
    "JPEG both": jpeg(PICTURE, exif=exif(GPS, 8), xmp=XMP),
    "PNG": png(PICTURE, exif=exif(GPS)),
    "PNG, turned": png(PICTURE, exif=exif(GPS, 6)),
    "PNG XMP": png_xmp(False),
    "PNG XMP packed": png_xmp(True),
    "PNG raw profile": raw_profile(exif(GPS, 6).tobytes()),
    "behind": series(),
}
SILENT = {
    "JPEG": jpeg(PICTURE),
    "JPEG of a camera": jpeg(PICTURE, exif=exif(None, 6)),
    "JPEG with satellites' time": jpeg(PICTURE, exif=exif(TIME_ONLY)),
    "JPEG XMP": jpeg(PICTURE, xmp=b"<x:xmpmeta xmlns:exif='http://ns.adobe.com/exif/1.0/'/>"),
    "PNG": png(PICTURE, exif=exif(None, 6)),
}
ODD = {
    "empty": b"",
    "PDF": samples.pdf(),
    "cut JPEG": TELL["JPEG"][:-1],
    "JPEG cut in a segment": TELL["JPEG"][:40],
    "cut PNG": TELL["PNG"][:-5],
    "segment longer than the file": b"\xff\xd8\xff\xe1\xff\xffExif\0\0",
    "segment of no length": b"\xff\xd8\xff\xe1\0\0" * 10,
    "many segments": b"\xff\xd8" + b"\xff\xfe\0\2" * 30_000,
    "many fillers": b"\xff\xd8" + b"\xff" * 30_000,
}


def content(data: bytes) -> tuple[bytes, int]:
    """Pixels as they are kept, and the way up."""
    with Image.open(io.BytesIO(data)) as picture:
        return picture.tobytes(), picture.getexif().get(0x0112, 1)


@pytest.mark.parametrize("name", TELL)
def test_the_place_is_taken_out(name: str) -> None:
    before = TELL[name]
    after = without_position(before)
    assert has_position(before) and not has_position(after)
    assert content(after) == content(before)
    assert without_position(after) == after


def test_nothing_else_is_touched() -> None:
    plain, told = jpeg(PICTURE), jpeg(PICTURE, exif=exif(GPS))
    assert without_position(told) == plain


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_no_place_stays(name: str) -> None:
    assert not has_position(SILENT[name])
    assert without_position(SILENT[name]) == SILENT[name]


@pytest.mark.parametrize("name", ODD)
def test_what_is_not_in_order_stays(name: str) -> None:
    assert without_position(ODD[name]) == ODD[name]


def test_a_broken_gps_part_counts_as_a_place() -> None:
    block = struct.pack(">2sHIHHHII", b"MM", 42, 8, 1, 0x8825, 4, 1, 9999)
    data = b"\xff\xd8" + samples.segment(0xE1, b"Exif\0\0" + block) + jpeg(PICTURE)[2:]
    assert has_position(data) and not has_position(without_position(data))


@given(st.sampled_from([TELL["JPEG both"], TELL["PNG"], TELL["PNG raw profile"]]), st.data())
def test_no_content_makes_it_raise(data: bytes, more: st.DataObject) -> None:
    at = more.draw(st.integers(0, len(data) - 1))
    changed = data[:at] + more.draw(st.binary(max_size=6)) + data[at + more.draw(st.integers(0, 9)) :]
    assert not has_position(without_position(changed)) or without_position(changed) == changed
