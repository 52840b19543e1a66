"""A JPEG or PNG as grey pixels of a wanted size: bounded by its header first, large ones decoded small."""

import warnings
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MOST_PIXELS = 100_000_000


class TooLarge(Exception):
    """The picture has more pixels than may be decoded."""


def opened(source: BinaryIO, formats: tuple[str, ...]) -> Image.Image:
    """The picture, nothing decoded yet; TooLarge, OSError and others of Pillow's."""
    with warnings.catch_warnings():
        # Pillow's own bound warns before it raises; ours is by the header, too, and needs no warning.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(source, formats=formats)
        except Image.DecompressionBombError:
            raise TooLarge from None
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise TooLarge
    return image


def grey_of(image: Image.Image, long_side: int) -> NDArray[np.uint8]:
    """All of it decoded, in grey on white, the long side about so long; smaller ones as they are."""
    image.draft(
        "L", (max(1, image.width * long_side // max(image.size)), long_side * image.height // max(image.size))
    )
    image.load()
    factor = max(1, round(max(image.size) / long_side))
    flat = _flat(image.reduce(factor) if factor > 1 and image.mode in _REDUCED else image)
    if max(flat.size) > long_side * 1.15:
        flat.thumbnail((long_side, long_side), Image.Resampling.BOX, reducing_gap=None)
    return np.asarray(flat)


_REDUCED = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"})


def _flat(image: Image.Image) -> Image.Image:
    """In grey; what lets through lies on white; 16 bits are cut to 8."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image, np.int64) >> 8).clip(0, 255).astype(np.uint8))
    if image.mode in ("LA", "RGBA") or "transparency" in image.info:
        both = image.convert("RGBA").convert("LA")
        white = Image.new("L", both.size, 255)
        white.paste(both.getchannel("L"), mask=both.getchannel("A"))
        return white
    return image.convert("L")
