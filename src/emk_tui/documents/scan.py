"""A page that is one JPEG: its grey picture straight from the JPEG, many times cheaper than a rendering."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pypdf import PageObject
from pypdf.generic import StreamObject

from emk_tui.documents.content import Budget, number, operations
from emk_tui.documents.placed import mapping, pdf_name, stream
from emk_tui.documents.squeezed import TooLarge, grey_of, opened

DPI = 150
LONGEST = 256 * 1024
"""Bytes of content that may still be one image and the invisible text of a recognition over it."""
OPERATORS = 50_000
SLACK = 0.02
"""Share of the page that may be left free by the image at each side."""
PLAIN = frozenset((b"q", b"BT", b"ET", b"BMC", b"BDC", b"EMC"))
TEXT = frozenset((b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tz", b"Tc", b"Tw", b"TL", b"Ts"))
SHOWN = frozenset((b"Tj", b"TJ", b"'", b'"'))
INVISIBLE = b"3"
COLOURS = ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased")
NOT_PLAIN = ("/Decode", "/SMask", "/Mask", "/ImageMask", "/DecodeParms", "/OC")


def drafted(page: PageObject, content: bytes) -> NDArray[np.uint8] | None:
    """The page at about 150 dots per inch; None where it is not simply one JPEG, whatever pypdf raises."""
    found = _single(content) if len(content) <= LONGEST and not page.get("/Annots") else None
    if found is None or float(page.user_unit) != 1.0:
        return None
    at, name = found
    image = stream(mapping(mapping(page.get("/Resources")).get("/XObject")).get(pdf_name(name)))
    if image is None or not _is_jpeg(image) or not _fills(page, at):
        return None
    return _read(image, abs(at[0]), abs(at[3]))


def _single(content: bytes) -> tuple[list[float], bytes] | None:
    """Matrix and name of the only image, where nothing else is seen and it is not turned."""
    at, name, invisible = None, None, False
    for operator, operands in operations(content, Budget(OPERATORS)):
        if operator == b"cm" and at is None and len(operands) >= 6:
            at = [number(one) for one in operands[-6:]]
        elif operator == b"Do" and name is None and at is not None and operands:
            name = operands[-1]
        elif operator == b"Tr" and operands:
            invisible = operands[-1] == INVISIBLE
        elif operator == b"Q":
            invisible = False
        elif not (operator in PLAIN or operator in TEXT or (operator in SHOWN and invisible)):
            return None
    return (at, name) if at and name and at[1] == at[2] == 0 else None


def _is_jpeg(image: StreamObject) -> bool:
    coding, space = image.get("/Filter"), image.get("/ColorSpace")
    space = space.get_object() if space is not None else None
    family = space[0] if isinstance(space, list) and space else space
    if image.get("/Subtype") != "/Image" or coding not in ("/DCTDecode", ["/DCTDecode"]):
        return False
    return family in COLOURS and not any(key in image for key in NOT_PLAIN)


def _fills(page: PageObject, at: list[float]) -> bool:
    """Does the image cover the visible page, but for a narrow border."""
    box = [float(str(one)) for one in page.cropbox[:4]]
    edges = [*sorted((at[4], at[4] + at[0])), *sorted((at[5], at[5] + at[3]))]
    wide, tall = (box[2] - box[0]) * SLACK, (box[3] - box[1]) * SLACK
    across = all(abs(edge - end) <= wide for edge, end in zip(edges[:2], box[::2], strict=True))
    down = all(abs(edge - end) <= tall for edge, end in zip(edges[2:], box[1::2], strict=True))
    return wide > 0 and tall > 0 and across and down


def _read(image: StreamObject, width: float, height: float) -> NDArray[np.uint8] | None:
    """Decode at the size that is needed; None where the JPEG is coarser, too large, or not as told."""
    wanted = round(width / 72 * DPI), round(height / 72 * DPI)
    try:
        with opened(io.BytesIO(image._data), ("JPEG",)) as picture:
            size = picture.size
            if min(wanted) < 1 or size[0] < wanted[0] - 1 or size[1] < wanted[1] - 1:
                return None
            if size != (image.get("/Width"), image.get("/Height")) or picture.mode not in ("L", "RGB"):
                return None
            return grey_of(picture, max(wanted))
    except (OSError, SyntaxError, ValueError, TooLarge, Image.DecompressionBombError):
        return None
