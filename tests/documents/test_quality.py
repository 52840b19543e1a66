"""Empty and blurred pages are found, good ones raise no alarm (R15, R119)."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from emk_tui.documents.quality import BLANK, DOUBTFUL, UNREADABLE, Grey, Ink, drawn, ink, measured, sharpness
from tests.documents import scans
from tests.documents.scans import blurred, noisy, pixels, text_page


def at_150(page: Image.Image) -> Grey:
    """A page of 300 dpi as it is measured."""
    return np.asarray(page.convert("L").reduce(2))


def squeezed(page: Image.Image, quality: int) -> Image.Image:
    """Through a JPEG."""
    with Image.open(io.BytesIO(scans.jpeg(page, quality))) as picture:
        return picture.copy()


def paper(level: int = 240) -> Image.Image:
    return Image.new("L", pixels(300), level)


def handwriting() -> Image.Image:
    """Thin lines that go up and down."""
    page = paper(250)
    draw, along = ImageDraw.Draw(page), np.arange(250, 2250, 5)
    for line in range(300, 3200, 130):
        down = line + 30 * np.sin(along / 17) + 9 * np.sin(along / 5)
        draw.line(list(zip(along.tolist(), down.tolist(), strict=True)), 110, 3)
    return blurred(page, 0.8)


def stamped(page: Image.Image) -> Image.Image:
    """With a round blue stamp."""
    page = page.convert("RGB")
    for inset, width in ((0, 12), (60, 5)):
        box = (1500 + inset, 2500 + inset, 2100 - inset, 3100 - inset)
        ImageDraw.Draw(page).ellipse(box, outline=(60, 70, 190), width=width)
    return page


def table() -> Image.Image:
    page = paper(255)
    draw = ImageDraw.Draw(page)
    for at in range(300, 3200, 90):
        draw.line((250, at, 2250, at), 60, 2)
    for at in range(250, 2251, 250):
        draw.line((at, 300, at, 3180), 60, 2)
    return page


def photograph() -> Image.Image:
    """Text round a soft picture."""
    page = text_page(lines=20).copy()
    rough = np.random.default_rng(5).integers(0, 255, (12, 12), np.uint8)
    page.paste(Image.fromarray(rough).resize((1800, 1400), Image.Resampling.BICUBIC), (300, 1800))
    return page


def turned(page: Image.Image) -> Image.Image:
    """As it shines through."""
    return page.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def shaded(page: Image.Image) -> Image.Image:
    """Light from one side, and a dark edge."""
    light = np.linspace(1, 0.6, page.width)[None, :] * np.linspace(1, 0.85, page.height)[:, None]
    pixels = (np.asarray(page, np.float64) * light).astype(np.uint8)
    pixels[:, :60] = 40
    pixels[-60:, :] = 20
    return Image.fromarray(pixels)


Make = Callable[[], Image.Image]
GOOD: dict[str, Make] = {
    "text": text_page,
    "8 points": lambda: text_page(size=8, lines=80),
    "grey paper, faint": lambda: text_page(paper=190, ink=90),
    "noise": lambda: noisy(text_page(), 6),
    "much noise": lambda: noisy(text_page(paper=215, ink=40), 12),
    "JPEG 40": lambda: squeezed(text_page(), 40),
    "all of it": lambda: squeezed(noisy(text_page(size=8, lines=80, paper=215, ink=40), 6), 40),
    "handwriting": handwriting,
    "stamp over text": lambda: stamped(text_page()),
    "stamp alone": lambda: stamped(paper()),
    "large letters": lambda: text_page(size=60, lines=6),
    "table": table,
    "photograph": photograph,
    "shaded": lambda: shaded(text_page()),
    "soft scanner": lambda: blurred(text_page(), 2),
    "turned a little": lambda: text_page().rotate(2, Image.Resampling.BICUBIC, fillcolor=255),
    "black and white": lambda: text_page().point(lambda level: 255 * (level > 128)),
    "one line": lambda: text_page(lines=1),
}
EMPTY: dict[str, Make] = {
    "white": lambda: paper(255),
    "noise": lambda: noisy(paper(235), 6),
    "much noise": lambda: noisy(paper(210), 12),
    "JPEG 40": lambda: squeezed(noisy(paper(225), 6), 40),
    "edge and light": lambda: shaded(noisy(paper(240), 4)),
    "the other side, thick paper": lambda: Image.blend(paper(240), turned(text_page()), 0.05),
    "lid open": lambda: noisy(paper(15), 4),
    "brown paper": lambda: noisy(paper(130), 5),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_pages_raise_no_alarm(name: str) -> None:
    page = at_150(GOOD[name]())
    assert ink(page).plain >= BLANK
    assert (sharpness(page) or 1) >= DOUBTFUL
    assert measured(page) == (ink(page), sharpness(page))


@pytest.mark.parametrize("name", EMPTY)
def test_empty_pages(name: str) -> None:
    page = at_150(EMPTY[name]())
    assert ink(page).plain <= ink(page).share < BLANK
    assert sharpness(page) is None


@pytest.mark.parametrize("quality", [None, 40], ids=["plain", "JPEG"])
@pytest.mark.parametrize("noise", [0, 6])
@pytest.mark.parametrize("size", [8, 11])
@pytest.mark.parametrize(("level", "darker"), [(250, 40), (120, 40), (240, 25), (240, 15)])
def test_faint_text_is_ink(level: int, darker: int, size: int, noise: int, quality: int | None) -> None:
    page = noisy(text_page(size=size, paper=level, ink=level - darker), noise)
    found = ink(at_150(squeezed(page, quality) if quality else page))
    assert found.plain < BLANK <= found.share


@pytest.mark.parametrize("darker", [20, 40])
def test_one_faint_line_is_ink(darker: int) -> None:
    assert ink(at_150(noisy(text_page(size=8, paper=240, ink=240 - darker, lines=1), 3))).share >= BLANK


def test_the_other_side_that_may_be_read_is_faint_not_plain() -> None:
    found = ink(at_150(Image.blend(paper(240), turned(text_page()), 0.12)))
    assert found.plain < BLANK <= found.share


@pytest.mark.parametrize("radius", [6, 7])
@pytest.mark.parametrize("noise", [0, 5])
@pytest.mark.parametrize("size", [8, 11, 14])
def test_blurred_pages_are_doubtful(size: int, noise: int, radius: float) -> None:
    page = noisy(blurred(text_page(size=size), radius), noise)
    assert UNREADABLE <= (sharpness(at_150(page)) or 0) < DOUBTFUL


@pytest.mark.parametrize("radius", [14, 18])
@pytest.mark.parametrize("noise", [0, 5])
@pytest.mark.parametrize("size", [8, 11, 14, 48])
def test_nobody_reads_these(size: int, noise: int, radius: float) -> None:
    page = noisy(blurred(text_page(size=size), radius), noise)
    assert (sharpness(at_150(page)) or 1) < UNREADABLE


@pytest.mark.parametrize("shape", [(1, 1), (0, 0), (3, 5000), (20, 20), (70, 70), (5000, 8)], ids=str)
def test_any_shape(shape: tuple[int, int]) -> None:
    page = np.zeros(shape, np.uint8)
    assert (ink(page), sharpness(page)) == (Ink(0, 0), None)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (2, 2), (3, 3), (900, 700)], ids=str)
@pytest.mark.parametrize("level", [0, 5, 128, 250, 255])
def test_a_drawing_of_one_colour_is_empty(level: int, shape: tuple[int, int]) -> None:
    assert drawn(np.full(shape, level, np.uint8)) == 0


@pytest.mark.parametrize("level", [0, 243, 255])
@pytest.mark.parametrize("paper", [20, 200])
def test_one_dot_in_a_drawing_is_ink(paper: int, level: int) -> None:
    page = np.full((900, 700), paper, np.uint8)
    page[400, 300] = level
    assert drawn(page) == BLANK
