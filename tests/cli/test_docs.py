"""`emk docs check`, `split`, `page`: verdicts in words and JSON, parts, one page (R14, R109, R110, R116)."""

import io
import stat
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.cli.conftest import Run
from tests.documents.samples import jpeg, pdf, png

EXAMPLES = Path(__file__).parents[2] / "examples" / "files"
KEYS = {"file", "accepted", "kind", "codes", "pages", "dpi", "blank", "blurred", "text"}


def page(dpi: int, words: int, seed: int = 0) -> Image.Image:
    """An A4 scan at this resolution; no words: a blank page."""
    image = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(image)
    for number in range(words):
        x, y = (number * 397 + seed) % (image.width - 200), (number * 211 + seed) % (image.height - 60)
        draw.text((x, y), "Выписка 138 г/л".encode("ascii", "replace").decode(), fill=0, font_size=dpi // 6)
    return image


def scan(path: Path, *words: int, dpi: int = 300) -> Path:
    """A PDF of scanned pages."""
    first, *rest = [page(dpi, count, seed) for seed, count in enumerate(words)]
    first.save(path, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=60)
    return path


def test_the_words_are_the_look_at_it(emk: Run, tmp_path: Path) -> None:
    """R119: pages, resolution, which page is empty."""
    file = scan(tmp_path / "выписка.pdf", 60, 60, 0)
    ran = emk("docs", "check", "--kind", "extract", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{file}: Файл подходит: страниц 3, 300 точек на дюйм, страница 3 пустая.\n"


def test_json_has_the_measures(emk: Run, tmp_path: Path) -> None:
    """One object a file, the keys of commands.md."""
    file = scan(tmp_path / "выписка.pdf", 60, 0)
    low = scan(tmp_path / "мелкая.pdf", 60, dpi=200)
    ran = emk("docs", "check", "--json", "--kind", "выписка", str(file), str(low))
    good, bad = ran.objects
    assert ran.code == 1 and set(good) == set(bad) == KEYS
    assert (good["accepted"], good["pages"], good["dpi"], good["blank"], good["blurred"]) == (
        True, 2, 300, [2], [],
    )  # fmt: skip
    assert good["codes"] == ["DOC_BLANK"]
    assert (bad["accepted"], bad["dpi"], bad["codes"]) == (False, 200, ["DOC_DPI"])
    assert "В скане 200 точек на дюйм, нужно не меньше 300: страница 1." in bad["text"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(png(), "DOC_FORMAT"), (jpeg()[:-40], "DOC_DAMAGED"), (b"PK\x03\x04", "DOC_FORMAT"), (b"", "DOC_EMPTY")],
    ids=["png as jpg", "cut", "docx", "empty"],
)
def test_what_is_refused_is_named(emk: Run, tmp_path: Path, content: bytes, code: str) -> None:
    """R14, R108: by content, never by name."""
    file = tmp_path / "анализ.jpg"
    file.write_bytes(content)
    (told,) = emk("docs", "check", "--json", "--kind", "result", str(file)).objects
    assert (told["accepted"], told["codes"]) == (False, [code])


def test_the_limit_may_be_given(emk: Run, tmp_path: Path) -> None:
    """R109, K14: the limit and one byte more."""
    file = tmp_path / "скан.pdf"
    file.write_bytes(pdf())
    kib = len(pdf()) / 1024 / 1024
    assert emk("docs", "check", str(file), "--limit", f"{kib:.9f}").code in (0, 1)
    ran = emk("docs", "check", "--json", str(file), "--limit", "0,0001")
    assert ran.objects[0]["codes"] in (["DOC_TOO_LARGE"], ["DOC_PAGE_TOO_LARGE"])
    assert emk("docs", "check", str(file), "--limit", "нет").code == 2


def test_parts_are_numbered_and_for_their_owner(emk: Run, tmp_path: Path) -> None:
    """R110: each under the limit, whole pages in order."""
    file = scan(tmp_path / "скан.pdf", 40, 40, 40)
    limit = file.stat().st_size * 0.5 / 1024 / 1024
    ran = emk("docs", "split", str(file), "-o", str(tmp_path / "out"), "--limit", f"{limit:.6f}")
    assert ran.code == 0, ran.err
    parts = sorted((tmp_path / "out").iterdir())
    total = len(parts)
    assert total > 1 and [one.name for one in parts] == [
        f"скан_часть-{number:02}-из-{total:02}.pdf" for number in range(1, total + 1)
    ]
    assert {stat.S_IMODE(one.stat().st_mode) for one in parts} == {0o600}
    assert all(one.stat().st_size <= limit * 1024 * 1024 for one in parts)
    assert ran.out.startswith("скан_часть-01-из-0")


def test_what_needs_no_splitting_is_left(emk: Run, tmp_path: Path) -> None:
    file = scan(tmp_path / "скан.pdf", 40)
    ran = emk("docs", "split", str(file))
    assert (ran.code, sorted(tmp_path.glob("*часть*"))) == (0, []) and "Делить не нужно" in ran.out


def test_one_page_as_text_and_picture(emk: Run) -> None:
    """Its text first; half blocks on request."""
    extract = next(path for path in EXAMPLES.iterdir() if "Выписка" in path.name)
    ran = emk("docs", "page", str(extract), "--picture", "40")
    lines = ran.out.splitlines()
    assert ran.code == 0 and lines[0] == "Страница 1 из 1."
    assert any("Иванова" in line for line in lines) and any(set(line) & set("█▀▄") for line in lines)
    assert emk("docs", "page", str(extract), "2").code == 2


def test_a_picture_that_tells_a_place_says_so(emk: Run, tmp_path: Path) -> None:
    """R108: the stored file is as it was, the owner knows."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (55.0, 45.0, 0.0), 3: "E", 4: (37.0, 37.0, 0.0)}
    page(150, 60).save(out, "JPEG", exif=exif)
    file = tmp_path / "снимок.jpg"
    file.write_bytes(out.getvalue())
    (told,) = emk("docs", "check", "--json", "--kind", "result", str(file)).objects
    assert (told["accepted"], told["codes"]) == (True, ["DOC_POSITION"])
    assert "записано место съёмки" in told["text"]


def test_a_sheet_that_is_named_gives_the_resolution(emk: Run, tmp_path: Path) -> None:
    """What a picture itself says of its resolution may lie."""
    file = tmp_path / "снимок.jpg"
    page(150, 60).save(file, "JPEG", dpi=(600, 600))
    (plain,) = emk("docs", "check", "--json", str(file)).objects
    (named,) = emk("docs", "check", "--json", "--sheet", "A4", str(file)).objects
    assert (plain["dpi"], named["dpi"]) == (None, 150)
    assert "1240 на 1754 точки, 150 точек на дюйм" in named["text"]
