"""The effective resolution of a page, however its images are laid on it (R116)."""

import math

import pytest

from emk_tui.documents.dpi import Budget, BudgetSpent, PageDpi, page_dpi
from tests.documents import scans
from tests.documents.scans import A4, Page, form, full, image, pixels

W, H = A4
FULL = full()
SIZE = image(*pixels(300))


def turned(degrees: float, width: float = W, height: float = H) -> str:
    """An image turned about the middle of the page."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    centre = f"1 0 0 1 {W / 2} {H / 2} cm {cos} {sin} {-sin} {cos} 0 0 cm"
    return f"q {centre} {width} 0 0 {height} {-width / 2} {-height / 2} cm /I Do Q"


def strips(count: int) -> str:
    step = H / count
    return " ".join(f"q {W} 0 0 {step} 0 {number * step} cm /I Do Q" for number in range(count))


def inline(width: int, height: int) -> str:
    """An inline image of few bytes, one of them looks like its end."""
    keys = f"BI /W {width} /H {height} /CS /G /BPC 8 /D [0 1] /F /Fl ID \x01 EI \x02\x03 EI"
    return f"q {W} 0 0 {H} 0 0 cm {keys} Q"


LOGO = "q 120 0 0 60 40 760 cm /L Do Q"
VECTOR = "1 0 0 RG " + "10 10 m 500 500 l 20 30 40 50 60 70 c h S " * 50 + "BT /F 12 Tf (a (b) \\) c) Tj ET"
OCR = "BT 3 Tr /F 9 Tf 1 0 0 1 50 700 Tm <0041> Tj (/I Do q q) Tj ET"
CASES: dict[str, tuple[Page, list[bytes], int | None]] = {
    "plain": ((FULL, {"I": 0}, ""), [SIZE], 300),
    "200": ((FULL, {"I": 0}, ""), [image(*pixels(200))], 200),
    "150": ((FULL, {"I": 0}, ""), [image(*pixels(150))], 150),
    "matrix turned": ((turned(90, H, W), {"I": 0}, ""), [image(pixels(300)[1], pixels(300)[0])], 300),
    "rotate": ((FULL, {"I": 0}, "/Rotate 90"), [SIZE], 300),
    "user unit": (
        (full("I", (W / 2, H / 2)), {"I": 0}, f"/UserUnit 2/MediaBox[0 0 {W / 2} {H / 2}]"),
        [SIZE],
        300,
    ),
    "strips": ((strips(100), {"I": 0}, ""), [image(pixels(300)[0], 35)], 300),
    "mixed raster": (
        (full("B") + full("M"), {"B": 0, "M": 1}, ""),
        [image(*pixels(100)), image(*pixels(300), "/ImageMask true/BitsPerComponent 1")],
        300,
    ),
    "fine soft mask": ((FULL, {"I": 0}, ""), [image(*pixels(75), "/SMask 4 0 R"), SIZE], 300),
    "form": (
        (full("F", (2 * W, 2 * H)), {"F": 0}, ""),
        [form("q .25 0 0 .25 0 0 cm /I Do Q", "/XObject<</I 4 0 R>>", "/Matrix[2 0 0 2 0 0]"), SIZE],
        300,
    ),
    "form without resources": ((full("F", (W, H)), {"F": 0, "I": 1}, ""), [form("/I Do"), SIZE], 300),
    "inline": ((inline(*pixels(300)), {}, ""), [], 300),
    "crop": (
        (f"q {2 * W} 0 0 {2 * H} 0 0 cm /I Do Q", {"I": 0}, "/CropBox[100 100 300 300]"),
        [image(*pixels(600))],
        300,
    ),
    "cropped away": (
        ("q 100 0 0 100 0 0 cm /I Do Q", {"I": 0}, "/CropBox[200 200 500 500]"),
        [image(10, 10)],
        None,
    ),
    "logo over a scan": ((FULL + LOGO, {"I": 0, "L": 1}, ""), [SIZE, image(60, 30)], 300),
    "logo beside a scan": (
        (f"q {W} 0 0 {H * 0.85} 0 0 cm /I Do Q {LOGO}", {"I": 0, "L": 1}, ""),
        [image(pixels(300)[0], round(pixels(300)[1] * 0.85)), image(60, 30)],
        300,
    ),
    "logo on a born digital page": (
        (VECTOR + " q 80 0 0 40 40 760 cm /L Do Q", {"L": 0}, ""),
        [image(40, 20)],
        None,
    ),
    "anisotropic": ((FULL, {"I": 0}, ""), [image(pixels(300)[0], pixels(150)[1])], 150),
    "skewed": ((turned(3), {"I": 0}, ""), [SIZE], 300),
    "mirrored": ((f"q {-W} 0 0 {-H} {W} {H} cm /I Do Q", {"I": 0}, ""), [SIZE], 300),
    "half of it worse": (
        (FULL + f" q {W} 0 0 {H / 2} 0 0 cm /J Do Q", {"J": 0}, ""),
        [image(pixels(150)[0], pixels(150)[1] // 2)],
        150,
    ),
    "vector": ((VECTOR, {}, ""), [], None),
    "empty": (("", {}, ""), [], None),
    "OCR layer": ((FULL + OCR, {"I": 0}, ""), [SIZE], 300),
    "OCR layer first": ((OCR + FULL, {"I": 0}, ""), [SIZE], 300),
    "a colour as one pixel": ((FULL, {"I": 0}, ""), [image(1, 1)], None),
    "name with a number": (
        ("q 595 0 0 842 0 0 cm /A#42 Do Q", {"AB": 0}, ""),
        [image(*pixels(300))],
        300,
    ),
    "no area of an image": (("q 0 0 0 0 0 0 cm /I Do Q", {"I": 0}, ""), [SIZE], None),
    "odd operators": (("Q Q /I cm Do 1 2 cm /X Do ] >> ) [ (", {"I": 0}, ""), [SIZE], None),
    "loop of forms": (("/F Do", {"F": 0}, ""), [form("/F Do", "/XObject<</F 3 0 R>>")], None),
}


@pytest.mark.parametrize("case", CASES)
def test_resolution(case: str) -> None:
    page, objects, dpi = CASES[case]
    found = page_dpi(scans.first_page(scans.pdf([page], objects)), Budget(100_000)).dpi
    assert found == (dpi if dpi is None else pytest.approx(dpi, abs=1))


def test_coverage() -> None:
    page: Page = (f"q {W} 0 0 {H / 2} 0 0 cm /I Do Q", {"I": 0}, "")
    data = scans.pdf([page], [image(pixels(300)[0], pixels(300)[1] // 2)])
    assert page_dpi(scans.first_page(data), Budget(1000)) == PageDpi(300, 0.5)


def nested(content: str, depth: int) -> bytes:
    """Forms each of which calls the next one twice: 2 ** depth calls."""
    forms = [form("/F Do /F Do", f"/XObject<</F {4 + at} 0 R>>") for at in range(depth)]
    return scans.pdf(
        [("/F Do", {"F": 0}, "")],
        [*forms, form(content, f"/XObject<</I {4 + depth} 0 R>>"), image(9, 9)],
    )


@pytest.mark.parametrize(
    "data",
    [
        nested("/I Do", 18),
        scans.pdf([("q Q " * 30_000, {"I": 0}, "")], [SIZE]),
        scans.pdf([("1 " * 300_000, {"I": 0}, "")], [SIZE]),
        scans.pdf([("1 1 m " * 300_000, {"I": 0}, "")], [SIZE]),
        scans.pdf([("(" + "()" * 500_000, {"I": 0}, "")], [SIZE]),
        scans.pdf([("(" + "\\(" * 2_000_000, {"I": 0}, "")], [SIZE]),
        scans.pdf([("BI ID " + " EI \x01" * 60_000, {}, "")]),
        scans.pdf([("/I Do " * 20_000, {"I": 0}, "")], [SIZE]),
    ],
    ids=["images in forms", "operators", "operands", "paths", "strings", "string", "inline", "images"],
)
def test_the_budget_ends_endless_work(data: bytes) -> None:
    with pytest.raises(BudgetSpent):
        page_dpi(scans.first_page(data), Budget(50_000))


def test_forms_without_images_are_read_once() -> None:
    budget = Budget(1000)
    assert page_dpi(scans.first_page(nested("q Q", 18)), budget).dpi is None
    assert budget.left > 900


@pytest.mark.parametrize(
    ("content", "spent"),
    [
        ("BT /F 9 Tf (a) Tj ET /Span<</MCID 1>>BDC EMC 0 0 9 9 re f", False),
        ("BT (an ID of it) Tj ET", True),
        ("q BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", True),
        ("BI/W 1/H 1 ID\nx\nEI", True),
    ],
)
def test_a_page_without_any_image_costs_nothing(content: str, spent: bool) -> None:
    budget = Budget(99)
    assert page_dpi(scans.first_page(scans.pdf([(content, {}, "")])), budget).coverage in (0, 1 / 1024)
    assert (budget.left < 99) == spent


def test_one_budget_for_all_pages() -> None:
    pages: list[Page] = [("q Q " * 50, {"I": 0}, "")] * 3
    budget, file = Budget(250), scans.reader(scans.pdf(pages, [SIZE]))
    page_dpi(file.pages[0], budget)
    page_dpi(file.pages[1], budget)
    with pytest.raises(BudgetSpent):
        page_dpi(file.pages[2], budget)


def test_a_page_without_area() -> None:
    with pytest.raises(ValueError, match="area"):
        page_dpi(scans.first_page(scans.pdf([(FULL, {}, "/MediaBox[0 0 0 0]")])), Budget(99))
