"""A look at a picture: size, ink, sharpness, and does it tell where it was taken (R14, R108)."""

import io
from dataclasses import dataclass

from emk_tui.documents import quality
from emk_tui.documents.position import has_position
from emk_tui.documents.squeezed import TooLarge, grey_of, opened

__all__ = ["FORMATS", "LONG_SIDE", "PictureLook", "TooLarge", "Unreadable", "look"]

FORMATS = ("JPEG", "PNG")
LONG_SIDE = 1754
"""Pixels of the long side of A4 at 150 dpi."""


class Unreadable(Exception):
    """The picture can't be decoded to its end."""


@dataclass(frozen=True, slots=True)
class PictureLook:
    """Pixels, shares of ink and of plain ink 0 to 1, sharpness (None: no writing), is the place told."""

    width: int
    height: int
    ink: float
    plain: float
    sharpness: float | None
    position: bool


def look(data: bytes) -> PictureLook:
    """Decode and measure; Unreadable, TooLarge."""
    try:
        with opened(io.BytesIO(data), FORMATS) as image:
            width, height = image.size
            grey = grey_of(image, LONG_SIDE)
    except (TooLarge, MemoryError):
        raise
    except Exception:
        # Pillow raises most kinds of exceptions for broken pictures; none tells the person more.
        raise Unreadable from None
    ink, sharp = quality.measured(grey)
    return PictureLook(width, height, ink.share, ink.plain, sharp, has_position(data))
