"""What stands against a file and what is worth knowing of it, out of the findings (R14–R16, R108–R119)."""

from dataclasses import dataclass

from emk_tui.card.formats import LEAST_DPI, PDF, dots, page_words
from emk_tui.card.problems import WARNING, Problem, problem
from emk_tui.documents.findings import BROKEN, COMPLEX, ENCRYPTED, LIMIT, NO_PAGES, SEEN, Findings
from emk_tui.documents.formats import BLANK, BLURRED, ILLEGIBLE, LEAST_SIDE, PASSES_AS, mib
from emk_tui.i18n import _, _l

FAILED = {
    BROKEN: "DOC_DAMAGED",
    COMPLEX: "DOC_LIMIT",
    ENCRYPTED: "DOC_ENCRYPTED",
    LIMIT: "DOC_LIMIT",
    NO_PAGES: "DOC_NO_PAGES",
}
WHAT = {
    "script": _l("сценарий JavaScript"),
    "launch": _l("запуск программы"),
    "file": _l("вложенный файл"),
    "xfa": _l("форма XFA"),
    "send": _l("отправка данных"),
    "media": _l("видео или звук"),
    "act": _l("действие при открытии"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Problems, errors first; and what was measured, None where nothing was looked at."""

    problems: tuple[Problem, ...]
    dpi: int | None = None
    blank: tuple[int, ...] | None = None
    blurred: tuple[int, ...] | None = None
    divisible: bool = False


def judged(found: Findings, kind: str, media_type: str, size: int, size_limit: int) -> Judged:
    """The judgement on a file of this kind."""
    if found.state != SEEN:
        return Judged((problem(FAILED[found.state]),))
    if found.active:
        return Judged((problem("DOC_ACTIVE", what=_(WHAT[found.active])),))
    blank, blurred, illegible = _pages(found)
    faint = tuple(one.number for one in found.measures if one.plain < BLANK <= one.ink)
    resolutions = [one.dpi for one in found.measures if one.dpi is not None]
    against = _against(found, kind, blank, illegible)
    divisible = False
    if size > size_limit:
        against, divisible = _too_large(found, media_type, size_limit, against)
    told = () if len(blank) == found.pages else blank
    notes = _worth_knowing(found, told, faint, tuple(page for page in blurred if page not in illegible))
    return Judged(tuple(against + notes), min(resolutions, default=None), blank, blurred, divisible)


def _pages(found: Findings) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Empty pages, blurred ones, and those of them that can't be read; an empty page is not blurred."""
    blank = tuple(one.number for one in found.measures if one.ink < BLANK)
    sharp = {
        one.number: one.sharpness
        for one in found.measures
        if one.sharpness is not None and one.number not in set(blank)
    }
    return (
        blank,
        tuple(page for page, value in sharp.items() if value < BLURRED),
        tuple(page for page, value in sharp.items() if value < ILLEGIBLE),
    )


def _against(found: Findings, kind: str, blank: tuple[int, ...], illegible: tuple[int, ...]) -> list[Problem]:
    told = []
    if len(blank) == found.pages:
        told.append(problem("DOC_NOTHING"))
    if found.width and min(found.width, found.height) < LEAST_SIDE:
        told.append(problem("DOC_SMALL", width=found.width, height=found.height, least=LEAST_SIDE))
    least = LEAST_DPI.get(kind, 0)
    coarse = [one for one in found.measures if one.dpi is not None and one.dpi < least - PASSES_AS]
    if coarse:
        lowest = min(one.dpi or 0 for one in coarse)
        pages = page_words([one.number for one in coarse])
        told.append(problem("DOC_DPI", dpi=lowest, dots=dots(lowest), pages=pages))
    if illegible:
        told.append(problem("DOC_ILLEGIBLE", pages=page_words(illegible)))
    return told


def _too_large(
    found: Findings, media_type: str, size_limit: int, against: list[Problem]
) -> tuple[list[Problem], bool]:
    """The size is told first; dividing is offered only where nothing else stands against the file."""
    limit = mib(size_limit)
    if media_type != PDF:
        return [problem("DOC_TOO_LARGE", limit=limit), *against], False
    if found.signed:
        return [problem("DOC_SIGNED_LARGE", limit=limit), *against], False
    if found.pages < 2 and not found.light:
        return [problem("DOC_PAGE_TOO_LARGE", limit=limit, page=1), *against], False
    return [problem("DOC_TOO_LARGE", limit=limit), *against], not against


def _worth_knowing(
    found: Findings, blank: tuple[int, ...], faint: tuple[int, ...], blurred: tuple[int, ...]
) -> list[Problem]:
    # what is faint may be the other side shining through, too: whoever has the paper tells
    pages = {"DOC_BLANK": blank, "DOC_FAINT": faint, "DOC_BLURRED": blurred, "DOC_WATERMARK": found.marked}
    told = [problem(code, level=WARNING, pages=page_words(some)) for code, some in pages.items() if some]
    told += [problem("DOC_POSITION", level=WARNING)] if found.position else []
    return told + ([problem("DOC_SIGNED", level=WARNING)] if found.signed else [])
