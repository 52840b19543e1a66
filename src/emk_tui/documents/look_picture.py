"""The look at a JPEG or PNG in the child: size, ink, sharpness, position (R108)."""

from typing import Any, BinaryIO

from PIL import Image

from emk_tui.documents.findings import SEEN, Findings, Measure
from emk_tui.documents.pictures import look

# its decoders are loaded now: later nothing more may need to be
Image.preinit()


def look_picture(file: BinaryIO, wanted: dict[str, Any], say: Any) -> dict[str, Any]:
    """Findings of a picture as a last line; what pictures.look raises."""
    seen = look(file.read(wanted["size"] + 1))
    say({"page": 1, "pages": 1}, b"")
    rows = (Measure(1, None, seen.ink, seen.sharpness, seen.plain).row(),)
    return Findings(
        SEEN, 1, rows=rows, width=seen.width, height=seen.height, position=seen.position
    ).said()  # fmt: skip
