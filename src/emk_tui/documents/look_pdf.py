"""The look at a PDF in the child: structure, a second opinion, then every page (R15, R116, R119)."""

import math
from typing import Any, BinaryIO

import pypdfium2.raw as pdfium
from PIL import Image
from pypdf import PageObject, PdfReader
from pypdfium2 import PdfDocument, PdfiumError

from emk_tui.documents import quality, render
from emk_tui.documents.actions import FILE, SCRIPT
from emk_tui.documents.dpi import Budget, page_dpi
from emk_tui.documents.findings import SEEN, Findings, Measure, Row
from emk_tui.documents.scan import drafted
from emk_tui.documents.split import fits_alone
from emk_tui.documents.structure import (
    Encrypted,
    NoPages,
    Survey,
    forget,
    open_reader,
    survey,
    watermark_layers,
)
from emk_tui.documents.watermark import has_watermark

# its decoders are loaded now: later nothing more may need to be
Image.preinit()
MOST_UNIT = 40.0
OPERATORS = 2_000_000
"""Operators all pages may have together: about four seconds."""
CLOSED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def look_pdf(file: BinaryIO, wanted: dict[str, Any], say: Any) -> dict[str, Any]:
    """Findings of its share of the pages as a last line; whatever the libraries raise."""
    reader = opened(file)
    document = second_opinion(file, len(reader.pages))
    first, by = wanted["share"]
    found = _structure(reader, document) if first == 0 else Survey()
    if found.active:
        return Findings(SEEN, len(reader.pages), found.active, found.signed).said()
    rows, marked = _pages(reader, document, range(first, len(reader.pages), by), say)
    light = first == 0 and _is_light(reader, wanted)
    return Findings(
        SEEN, len(reader.pages), "", found.signed, tuple(marked), tuple(rows), light=light
    ).said()  # fmt: skip


def _is_light(reader: PdfReader, wanted: dict[str, Any]) -> bool:
    limit = wanted["size_limit"]
    return len(reader.pages) == 1 and wanted["size"] > limit > 0 and fits_alone(reader, limit)


def opened(file: BinaryIO) -> PdfReader:
    """The reader; Encrypted also where only pdfium can tell why it does not open."""
    try:
        return open_reader(file)
    except (Encrypted, NoPages, MemoryError):
        raise
    except Exception:
        if _is_closed(file):
            raise Encrypted from None
        raise


def _is_closed(file: BinaryIO) -> bool:
    try:
        document = render.open_pdf(file)
    except PdfiumError as error:
        return error.err_code in CLOSED
    return bool(pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0)


def second_opinion(file: BinaryIO, pages: int) -> PdfDocument:
    """The same file opened by pdfium; ValueError where it counts other pages, PdfiumError."""
    document = render.open_pdf(file)
    if len(document) != pages:
        raise ValueError("the readers do not agree")
    return document


def _structure(reader: PdfReader, document: PdfDocument) -> Survey:
    """What pypdf finds, else what pdfium would act on: they may read the same bytes in two ways."""
    found = survey(reader)
    raw = document.raw
    if pdfium.FPDFDoc_GetJavaScriptActionCount(raw) > 0:
        found.active = found.active or SCRIPT
    if pdfium.FPDFDoc_GetAttachmentCount(raw) > 0:
        found.active = found.active or FILE
    found.signed = found.signed or _has_signature(raw)
    return found


def _has_signature(raw: Any) -> bool:
    """An empty field to sign in is none yet."""
    if pdfium.FPDF_GetSignatureCount(raw) < 1:
        return False
    one = pdfium.FPDF_GetSignatureObject(raw, 0)
    return bool(one) and pdfium.FPDFSignatureObj_GetContents(one, None, 0) > 0


def _unit(page: PageObject) -> float:
    """So many times finer to render; pdfium does not know of a larger unit."""
    unit = float(page.user_unit)
    return min(max(unit, 1.0), MOST_UNIT) if math.isfinite(unit) else 1.0


def _pages(reader: PdfReader, document: PdfDocument, indexes: range, say: Any) -> tuple[list[Row], list[int]]:
    budget, layers = Budget(OPERATORS), watermark_layers(reader)
    rows: list[Row] = []
    marked: list[int] = []
    known = 0
    for index in indexes:
        page = reader.pages[index]
        dpi = page_dpi(page, budget).dpi
        content = page.get_contents()
        data = b"" if content is None else content.get_data()
        if has_watermark(page, data, layers):
            marked.append(index + 1)
        measure = _drawing(document, index, page) if dpi is None else _scan(document, index, page, data, dpi)
        rows.append(measure.row())
        say({"page": index + 1, "pages": len(reader.pages)}, b"")
        known = forget(reader, known)
    return rows, marked


def _drawing(document: PdfDocument, index: int, page: PageObject) -> Measure:
    """A page without a scan is never blurred: coarse is enough to tell whether there is anything on it."""
    share = quality.drawn(render.grey(document, index, render.COARSE * _unit(page)))
    return Measure(index + 1, None, share, None, share)


def _scan(document: PdfDocument, index: int, page: PageObject, data: bytes, dpi: int) -> Measure:
    grey = drafted(page, data)
    if grey is None:
        grey = render.grey(document, index, render.DPI * _unit(page))
    ink, sharp = quality.measured(grey)
    return Measure(index + 1, dpi, ink.share, sharp, ink.plain)
