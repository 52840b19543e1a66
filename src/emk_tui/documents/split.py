"""A PDF divided by pages: own small writer, what the parts hold is byte for byte what it was (R110)."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from emk_tui.documents.part import Full, Part
from emk_tui.documents.used import page_alone

MOST_TITLE = 300
KEPT = ("/Lang", "/OCProperties")
"""Of the catalog: the language for readers that speak, and which layers are seen."""


class PageTooLarge(Exception):
    """One page alone is over the limit; `page` counts from 1."""

    def __init__(self, page: int) -> None:
        self.page = page
        super().__init__(f"page {page}")


def divide(reader: PdfReader, size_limit: int) -> Iterator[tuple[bytes, int, int]]:
    """Parts of whole pages in order, each filled up to the limit, with its first and last page.

    PageTooLarge; whatever pypdf raises for a broken file. Not for signed or encrypted files.
    """
    part, first, pages = _new(reader, size_limit), 1, len(reader.pages)
    for number in range(1, pages + 1):
        page = page_alone(reader.pages[number - 1])
        if not _fits(part, page):
            if number > first:
                yield part.written(), first, number - 1
                part, first = _new(reader, size_limit), number
                if _fits(part, page):
                    continue
            raise PageTooLarge(number)
    if first <= pages:
        yield part.written(), first, pages


def fits_alone(reader: PdfReader, size_limit: int) -> bool:
    """Is the only page within the limit without what the file holds besides it."""
    try:
        return _fits(_new(reader, size_limit), page_alone(reader.pages[0]))
    except PageTooLarge:
        return False


def _fits(part: Part, page: DictionaryObject) -> bool:
    try:
        part.add(page)
    except Full:
        return False
    return True


def _new(reader: PdfReader, size_limit: int) -> Part:
    """An empty part with what all parts have; PageTooLarge where even that is over the limit."""
    try:
        return Part(size_limit, _catalog(reader), _title(reader))
    except Full:
        raise PageTooLarge(1) from None


def _catalog(reader: PdfReader) -> DictionaryObject:
    root: Any = reader.root_object
    return DictionaryObject({NameObject(key): root.raw_get(key) for key in KEPT if key in root})


def _title(reader: PdfReader) -> DictionaryObject:
    told = reader.metadata.title if reader.metadata else None
    if not isinstance(told, str):
        return DictionaryObject()
    return DictionaryObject({NameObject("/Title"): TextStringObject(told[:MOST_TITLE])})
