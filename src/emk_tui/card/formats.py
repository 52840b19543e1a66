"""What the file of a document may be: one table by kind (K13, R14, R108, R116)."""

from collections.abc import Sequence

from emk_tui.i18n import _, plural

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SHORT = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
FORMATS: dict[str, tuple[str, ...]] = {
    "passport": (PDF, JPEG, PNG),
    "snils": (PDF, JPEG, PNG),
    "surname_change": (PDF, JPEG, PNG),
    "result": (PDF, JPEG),
    "extract": (PDF,),
    "prescription": (PDF, JPEG),
    "referral": (PDF, JPEG),
    "": (PDF, JPEG, PNG),
}
"""Kind of document → what it may come as; the empty kind is one not chosen yet."""
LEAST_DPI = {"extract": 300}
"""Kind of document → the resolution its scans need."""
SHEETS = {"A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "карточка": (54, 86)}
"""Sheets that a person may name → width and height in millimetres."""


def sheet_dpi(width: int, height: int, sheet: str) -> int:
    """Dots per inch of a picture of so many dots that shows this whole sheet; what its EXIF says may lie."""
    sides = zip(sorted((width, height)), SHEETS[sheet], strict=True)
    return min(round(dots * 25.4 / millimetres) for dots, millimetres in sides)


MOST_NUMBERS = 10
"""Page numbers told at once."""


def page_numbers(pages: Sequence[int]) -> str:
    """«2, 5, 9», the first ten and how many more."""
    told = ", ".join(map(str, pages[:MOST_NUMBERS]))
    more = len(pages) - MOST_NUMBERS
    return _("{told} и ещё {n}").format(told=told, n=more) if more > 0 else told


def page_words(pages: Sequence[int]) -> str:
    """«страница 5», «страницы 2, 5»."""
    word = _("страница {n}") if len(pages) == 1 else _("страницы {n}")
    return word.format(n=page_numbers(pages))


def dots(count: int) -> str:
    """«300 точек», «151 точка»."""
    return plural(count, _("точка"), _("точки"), _("точек"))


ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
