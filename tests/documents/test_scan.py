"""The page that is one JPEG: what is read straight from it is judged like a rendering."""

import io

import numpy as np
import pytest

from emk_tui.documents import quality, render
from emk_tui.documents.scan import drafted
from emk_tui.documents.structure import open_reader
from tests.documents import samples


def scanned(blur: int = 0, strokes: bool = True) -> bytes:
    """A page of 300 dots per inch."""
    picture = samples.picture("JPEG", 2480, 3508, blur=blur, strokes=strokes)
    return samples.scan([picture], 2480, 3508, 300)


def draft_of(data: bytes, content: bytes = b"") -> quality.Grey | None:
    """The draft of the first page, with this content where one is given."""
    page = open_reader(io.BytesIO(data)).pages[0]
    own = page.get_contents()
    return drafted(page, content or (own.get_data() if own is not None else b""))


@pytest.mark.parametrize(("blur", "strokes"), [(0, True), (1, True), (2, True), (4, True), (0, False)])
def test_a_draft_is_judged_like_a_rendering(blur: int, strokes: bool) -> None:
    data = scanned(blur, strokes)
    draft, whole = draft_of(data), render.grey(render.open_pdf(data), 0)
    assert draft is not None and np.abs(np.subtract(draft.shape, whole.shape)).max() <= 2
    assert quality.ink(draft).plain == pytest.approx(quality.ink(whole).plain, rel=0.2, abs=0.0001)
    # a sharp page is sharper still in a draft; what matters is a page that may be blurred
    sharp, also = (min(quality.sharpness(grey) or 0.0, 0.75) for grey in (draft, whole))
    assert sharp == pytest.approx(also, abs=0.05)


@pytest.mark.parametrize(
    "content",
    [
        samples.STROKES,
        b"q 595 0 0 842 0 0 cm /A Do Q 0 0 9 9 re f",
        b"q 595 0 0 842 0 0 cm /A Do Q BT /F 9 Tf (seen) Tj ET",
        b"q 3 Tr Q q 595.2 0 0 841.92 0 0 cm /A Do Q BT (seen) Tj ET",
        b"q 300 0 0 400 0 0 cm /A Do Q",
        b"q 0 595 842 0 0 0 cm /A Do Q",
        b"q .5 0 0 .5 0 0 cm 595 0 0 842 0 0 cm /A Do Q",
        b" ",
    ],
)
def test_other_pages_are_rendered(content: bytes) -> None:
    assert draft_of(scanned(), content) is None


def test_invisible_text_over_a_scan_is_no_obstacle() -> None:
    content = b"q 595.2 0 0 841.92 0 0 cm /A Do Q BT 3 Tr /F 9 Tf (found) Tj ET"
    assert draft_of(scanned(), content) is not None


@pytest.mark.parametrize(
    "change",
    [
        (b"/Width 2480", b"/Width 2481"),
        (b"/DeviceGray", b"/DeviceCMYK"),
        (b"/Filter/DCTDecode", b"/Filter/DCTDecode/Decode[1 0]"),
        (b"/MediaBox[", b"/UserUnit 2/MediaBox["),
        (b"/MediaBox[", b"/Annots[<<>>]/MediaBox["),
        (b"\xff\xc0\x00\x0b", b"\xff\xc0\xff\x0b"),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_rendered(change: tuple[bytes, bytes]) -> None:
    assert change[0] in scanned()
    assert draft_of(scanned().replace(*change)) is None
