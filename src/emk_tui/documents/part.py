"""One part of a divided PDF while it is filled: objects numbered anew, streams as they are (R110)."""

import io
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TABLE_LINE = 20
PAGE_REFERENCE = 12
AROUND = 300
"""Bytes of the header, the tree of pages and the trailer, at most."""
MOST_DEPTH = 100
STRUCTURE = ("/Page", "/Pages", "/Catalog", "/StructTreeRoot", "/StructElem")
"""A way out of the page, into the rest of the file: cut."""
CATALOG, TREE, INFO = 1, 2, 3


class Full(Exception):
    """This would not fit; the part is as it was."""


class Part:
    """Whole pages with all they need, within a limit of bytes."""

    def __init__(self, limit: int, catalog: DictionaryObject, info: DictionaryObject) -> None:
        self._limit = limit
        self._numbers: dict[tuple[int, int], int] = {}
        """Old number and generation → new number."""
        self._objects: dict[int, list[bytes]] = {}
        """New number → the pieces of the object."""
        self._size, self._last = AROUND, INFO
        self._pages: list[int] = []
        more = DictionaryObject({NameObject("/Type"): NameObject("/Catalog"), **catalog})
        more[NameObject("/Pages")] = _Own(TREE)
        self._put_all([(CATALOG, more), (INFO, info)])

    def add(self, page: DictionaryObject) -> None:
        """One more page; Full."""
        before = len(self._numbers), len(self._objects), self._size, self._last
        number = self._next()
        mine = DictionaryObject({**page, NameObject("/Parent"): _Own(TREE)})
        try:
            self._size += PAGE_REFERENCE
            self._put_all([(number, mine)])
        except Full:
            self._back(*before)
            raise
        self._pages.append(number)

    def _back(self, numbers: int, objects: int, size: int, last: int) -> None:
        """As it was: what came last goes first."""
        for table, length in ((self._numbers, numbers), (self._objects, objects)):
            while len(table) > length:
                table.popitem()
        self._size, self._last = size, last

    def written(self) -> bytes:
        """The whole file."""
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        tree = f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>".encode()
        self._objects[TREE] = [tree]
        out, offsets = bytearray(HEADER), list[int]()
        for number in range(1, self._last + 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % number
            for piece in self._objects[number]:
                out += piece
            out += b"\nendobj\n"
        return bytes(out + _end(offsets, len(out)))

    def _put_all(self, waiting: list[tuple[int, Any]]) -> None:
        """These objects and all they lead to; Full as soon as the limit is passed."""
        while waiting:
            number, thing = waiting.pop()
            pieces = self._pieces(thing, waiting)
            self._objects[number] = pieces
            self._size += sum(map(len, pieces)) + len(f"{number} 0 obj\n\nendobj\n") + TABLE_LINE
            if self._size > self._limit:
                raise Full

    def _pieces(self, thing: Any, waiting: list[tuple[int, Any]]) -> list[bytes]:
        if isinstance(thing, StreamObject):
            data = thing._data
            told = {**{key: thing.raw_get(key) for key in thing if key != "/Length"}}
            head = self._text(DictionaryObject(told), waiting, 0)[:-2] + b"/Length %d>>\nstream\n" % len(data)
            return [head, data, b"\nendstream"]
        return [self._text(thing, waiting, 0)]

    def _text(self, thing: Any, waiting: list[tuple[int, Any]], depth: int) -> bytes:
        """An object inside another as PDF text; new references are put to what waits."""
        if depth > MOST_DEPTH:
            raise ValueError("nested too deep")
        if isinstance(thing, _Own):
            return b"%d 0 R" % thing.number
        if isinstance(thing, IndirectObject):
            return self._reference(thing, waiting)
        if isinstance(thing, DictionaryObject):
            pairs = (_plain(key) + b" " + self._text(thing.raw_get(key), waiting, depth + 1) for key in thing)
            return b"<<" + b"\n".join(pairs) + b">>"
        if isinstance(thing, ArrayObject):
            return (
                b"[" + b" ".join(self._text(one, waiting, depth + 1) for one in list.__iter__(thing)) + b"]"
            )
        return _plain(thing)

    def _reference(self, reference: IndirectObject, waiting: list[tuple[int, Any]]) -> bytes:
        key = (reference.idnum, reference.generation)
        if key not in self._numbers:
            thing = reference.get_object()
            if thing is None or isinstance(thing, NullObject) or _leads_out(thing):
                return b"null"
            self._numbers[key] = self._next()
            waiting.append((self._numbers[key], thing))
        return b"%d 0 R" % self._numbers[key]

    def _next(self) -> int:
        self._last += 1
        return self._last


class _Own(PdfObject):
    """A reference to an object of the part itself."""

    def __init__(self, number: int) -> None:
        self.number = number


def _leads_out(thing: Any) -> bool:
    return isinstance(thing, DictionaryObject) and thing.get("/Type") in STRUCTURE


def _plain(thing: Any) -> bytes:
    """A name, number, string or other single thing as it is written."""
    out = io.BytesIO()
    thing.write_to_stream(out)
    return out.getvalue()


def _end(offsets: list[int], start: int) -> bytes:
    lines = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1) + lines
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (len(offsets) + 1, CATALOG, INFO)
    return table + trailer + b"startxref\n%d\n%%%%EOF\n" % start
