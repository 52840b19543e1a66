"""Hostile texts on papers: shown as typed or visibly cut, inside the page, never read as markup."""

import pypdfium2
import pytest

from emk_tui.exports.pdf import render
from emk_tui.exports.signs import _SHOWN, MISSING, printable, short
from emk_tui.exports.verify import verify_paper
from emk_tui.ports import Paper, PaperPart
from tests.exports.samples import AT, PAPERS, WITNESS, failures, made, pages_of, squeezed

MARKUP = '#panic("x") $x^2$ *ж* _к_ @с \\ "] [#] <b> `к` = + - // 1. http://a.b/~ {{page}} {number} \\u{41}'
BIDI = "файл\u202egpj.exe\u202c \u2066x\u2069 \x1b[31m \x00\x07 \u200b\ufeff 中 😀 \ue000 \ud800 а\u0301"
LONG = {sign: sign * 5000 for sign in "ШWж"}


def hostile(kind: str) -> Paper:
    """A paper whose every text is hostile."""
    texts = (MARKUP, BIDI, *LONG.values(), "ж\u00a0" * 2500)
    rows = tuple((text, MARKUP, BIDI) for text in texts[:4])
    return Paper(
        kind, MARKUP + LONG["Ш"], MARKUP + BIDI, AT,
        ((MARKUP, MARKUP), (BIDI, BIDI), (LONG["Ш"], LONG["W"]), ("две\nстроки", "")),
        (PaperPart(LONG["W"], texts), PaperPart(MARKUP, rows=((LONG["W"], LONG["Ш"]), (MARKUP, BIDI), ("",))),
         PaperPart(BIDI, columns=(LONG["Ш"], MARKUP, BIDI), rows=rows),
         PaperPart("", columns=("Электроэнцефалография",) * 8, rows=(("Аспартатаминотрансфераза",) * 8,))),
        texts[:3], (LONG["Ш"], MARKUP, BIDI), True, WITNESS,
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_hostile_texts_stay_on_the_page_and_hold_the_profiles(kind: str) -> None:
    document = made(hostile(kind))
    assert failures(document) == []
    verdict = verify_paper(document)
    assert verdict.ok and verdict.witness == WITNESS
    for sheet in pypdfium2.PdfDocument(document):
        text = sheet.get_textpage()
        boxes = [text.get_charbox(sign) for sign in range(text.count_chars())]
        # The letters across the page are larger than any of the text.
        small = [box for box in boxes if any(box) and box[3] - box[1] < 40]
        assert min(box[0] for box in small) > 65 and max(box[2] for box in small) < 528
        assert min(box[1] for box in small) > 20 and max(box[3] for box in small) < 775


def test_markup_is_shown_as_typed() -> None:
    text = squeezed(made(hostile("card")))
    assert text.count("".join(MARKUP.split())) >= 3
    assert "�" in text and "ШШШ" in text and "файлgpj.exex[31m" in text


def test_rows_of_a_letter_stay_in_their_order() -> None:
    first = pages_of(made(hostile("request")))[0]
    assert first.index("#panic") < first.index("файл") < first.index("две строки")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  а \t б\u2003в  ", "а б в"),
        ("а\r\n\n б \u2028в\x0bг", "а\nб\nв\nг"),
        ("и\u0306 е\u0308 а\u0301", "й ё а"),
        ("x\u202ey\u200b\ufeff\u00ad\x00\x1b[0m", "xy[0m"),
        ("中 😀 \ue000 \ud800 ﬁ", " ".join([MISSING] * 5)),
        ("д. 42, кв. 7, № 3, г. Уфа", "д.\u00a042, кв.\u00a07, №\u00a03, г.\u00a0Уфа"),
        ("вид. 42, 2020 г. и далее", "вид. 42, 2020 г.\u00a0и далее"),
        ("Ӏәөүҗңһ ½ 10¹² ≤ «–—…» € ₽ −∞ →", "Ӏәөүҗңһ ½ 10¹² ≤ «–—…» € ₽ −∞ →"),
        ("", ""),
    ],
)  # fmt: skip
def test_printable_keeps_what_can_be_shown(raw: str, shown: str) -> None:
    assert printable(raw) == shown
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("raw", "limit", "shown"),
    [
        ("абвгд", 5, "абвгд"),
        ("абвгде", 5, "абвг…"),
        ("абв где", 5, "абв…"),
        ("а\nб", 5, "а б"),
        ("\x00 ", 5, "—"),
    ],
)
def test_short_cuts_visibly(raw: str, limit: int, shown: str) -> None:
    assert short(raw, limit) == shown


def test_every_sign_that_passes_has_a_glyph_of_its_own() -> None:
    """Typst refuses a sign without one under PDF/A-2a, and what is read back is what was set."""
    signs = [sign for sign in map(chr, range(0x20, 0x10000)) if printable(f"x{sign}x")[1:-1] == sign]
    assert len(signs) > 1500 and all(not _SHOWN.search(sign) for sign in signs)
    lines = ["".join(signs[start : start + 40]) for start in range(0, len(signs), 40)]
    part = {"heading": "", "paragraphs": lines, "columns": lines[:1], "rows": [lines[:1]], "pairs": False}
    paper = {
        "title": "x", "author": "x", "seal": "x", "head": ["a", "b"], "code_title": "x", "lines": [],
        "sample": "", "facts": [], "rows": [["x", "y"]], "journal": [], "parts": [part],
        "closing": [], "sign_here": [], "page_of": "", "page_code": "", "code": "x",
    }  # fmt: skip
    text = squeezed(render("card", paper, AT))
    assert [line for line in lines if "".join(line.split()) not in text] == []
