"""What an EXIF block tells: the way up of the picture, and whether it tells where it was taken (R108)."""

import struct
from collections.abc import Iterator

ORIENTATION, GPS = 0x0112, 0x8825
_PLACE = frozenset(range(1, 7)) | frozenset(range(19, 27)) | {27, 28, 31}
"""Tags of the GPS part that tell of a place; its version, time and satellites tell of none."""
MOST_TAGS = 500
Tag = tuple[int, int, bytes]
"""Number, type, the four bytes that hold the value or its offset."""


def tells_place(exif: bytes) -> bool:
    """Does it hold a place; what cannot be read is taken for one where it begins like the GPS part."""
    order = _order(exif)
    for tag, _kind, raw in _tags(exif, order, _first(exif, order)):
        if tag == GPS:
            inside = list(_tags(exif, order, int(struct.unpack(order + "I", raw)[0])))
            return not inside or any(one[0] in _PLACE for one in inside)
    return False


def orientation(exif: bytes) -> int:
    """1 to 8; 1 where nothing else is told."""
    order = _order(exif)
    for tag, _kind, raw in _tags(exif, order, _first(exif, order)):
        if tag == ORIENTATION:
            told = int(struct.unpack(order + "H", raw[:2])[0])
            return told if 1 <= told <= 8 else 1
    return 1


def only_orientation(told: int) -> bytes:
    """The smallest EXIF block that tells the way up."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, told, 0, 0)


def _order(exif: bytes) -> str:
    return "<" if exif.startswith(b"II") else ">"


def _first(exif: bytes, order: str) -> int:
    if len(exif) < 8 or exif[:2] not in (b"II", b"MM"):
        return len(exif)
    return int(struct.unpack_from(order + "I", exif, 4)[0])


def _tags(exif: bytes, order: str, at: int) -> Iterator[Tag]:
    """The tags of the part at an offset, as many as are there."""
    if at + 2 > len(exif):
        return
    count = struct.unpack_from(order + "H", exif, at)[0]
    for place in range(at + 2, at + 2 + 12 * min(count, MOST_TAGS), 12):
        if place + 12 > len(exif):
            return
        yield (*struct.unpack_from(order + "HH", exif, place), exif[place + 8 : place + 12])
