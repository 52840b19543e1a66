"""What a PDF is made of: active content, signatures, layers of watermarks; one bounded walk (R15, R124)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pypdf import PdfReader, overwrite_configuration
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from emk_tui.documents.actions import FILE, MEDIA, SCRIPT, XFA, action, name
from emk_tui.documents.placed import mapping

MIB = 1024 * 1024
MOST_THINGS = 300_000
"""Dictionaries, lists and references the walk enters; a document of 500 pages has about 20,000."""
MOST_PAGES = 5000
SUBTYPES = {
    "/FileAttachment": FILE,
    "/RichMedia": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/Screen": MEDIA,
    "/3D": MEDIA,
}
KEYS = {"/JS": SCRIPT, "/XFA": XFA, "/EF": FILE, "/RichMediaContent": MEDIA, "/RichMediaSettings": MEDIA}
PASSIVE = frozenset((
    "/Parent", "/Resources", "/Contents", "/StructTreeRoot", "/ParentTree", "/Metadata", "/Thumb", "/AP",
    "/PieceInfo", "/Font", "/XObject", "/Lock", "/MK", "/DR", "/OutputIntents",
))  # fmt: skip
"""Nothing in here is ever run by a reader of PDF; most of a document's objects are in here."""
WATERMARK_WORDS = ("watermark", "водяной")


class TooComplex(Exception):
    """More parts than any honest document has: no use in trying again."""


class NoPages(Exception):
    """A document without a page."""


class Encrypted(Exception):
    """Closed with a password or a cipher, an empty password included."""


@dataclass(slots=True)
class Survey:
    """What the walk found."""

    active: str = ""
    """One of those of actions; empty: nothing of the kind."""
    signed: bool = False


def open_reader(file: Any) -> PdfReader:
    """A reader of an open file with limits set; Encrypted, NoPages, TooComplex, whatever pypdf raises."""
    overwrite_configuration(
        maximum_declared_stream_length=512 * MIB,
        array_based_stream_maximum_output_length=48 * MIB,
        zlib_maximum_output_length=48 * MIB,
        lzw_maximum_output_length=16 * MIB,
        run_length_maximum_output_length=48 * MIB,
        stream_decoding_work_maximum_length=128 * MIB,
        stream_filters_maximum_length=4,
        page_tree_maximum_entries=4 * MOST_PAGES,
        page_tree_maximum_depth=50,
        jbig2dec_binary=None,
        disable_legacy_handling=True,
    )
    reader = PdfReader(file)
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        raise Encrypted
    count = len(reader.pages)
    if count == 0:
        raise NoPages
    if count > MOST_PAGES:
        raise TooComplex
    return reader


def survey(reader: PdfReader) -> Survey:
    """Walk through everything that a reader of PDF may act on; TooComplex."""
    found = Survey()
    for thing in things(reader):
        found.active = found.active or active(thing)
        found.signed = found.signed or is_signature(thing)
        if found.active:
            break
    return found


def watermark_layers(reader: PdfReader) -> set[tuple[int, int]]:
    """References of the optional content groups that are called a watermark."""
    groups = mapping(mapping(reader.trailer["/Root"]).get("/OCProperties")).get("/OCGs")
    groups = groups.get_object() if groups is not None else None
    return {
        (one.idnum, one.generation)
        for one in (list.__iter__(groups) if isinstance(groups, list) else ())
        if isinstance(one, IndirectObject) and _is_watermark_name(mapping(one).get("/Name"))
    }


def things(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that is reached from the root, each once, but for what is passive."""
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    for _step in range(MOST_THINGS):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            place = (one.idnum, one.generation)
            one = None if place in seen or not _is_there(reader, place) else one.get_object()
            seen.add(place)
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [value for key, value in dict.items(one) if key not in PASSIVE and _holds(value)]
        elif isinstance(one, ArrayObject):
            waiting += [value for value in list.__iter__(one) if _holds(value)]
    raise TooComplex


def _holds(value: Any) -> bool:
    return isinstance(value, (IndirectObject, DictionaryObject, ArrayObject))


def _is_there(reader: PdfReader, place: tuple[int, int]) -> bool:
    """A reference to nothing is null, as the format says; what is there and can't be read is a fault."""
    number, generation = place
    return number in reader.xref.get(generation, ()) or (generation == 0 and number in reader.xref_objStm)


def active(thing: DictionaryObject) -> str:
    """What a dictionary makes a reader do, besides showing; empty: nothing."""
    for key, what in KEYS.items():
        if key in thing and not _is_null(thing[key]):
            return what
    what = action(thing) or SUBTYPES.get(name(thing, "/Subtype"), "")
    return what or (FILE if name(thing, "/Type") == "/EmbeddedFile" else "")


def is_signature(thing: DictionaryObject) -> bool:
    """A signature's dictionary, or the permissions that one gives."""
    if name(thing, "/Type") in ("/Sig", "/DocTimeStamp") and "/Contents" in thing:
        return True
    return "/ByteRange" in thing or "/DocMDP" in thing


def _is_null(value: Any) -> bool:
    return value is None or type(value).__name__ == "NullObject"


def _is_watermark_name(told: Any) -> bool:
    return isinstance(told, str) and any(word in told.lower() for word in WATERMARK_WORDS)


def forget(reader: PdfReader, known: int = 0, least: int = 64 * 1024) -> int:
    """Let go of the large streams read behind the first `known` objects; how many objects are kept.

    A scan's pages are looked at one after the other.
    """
    large = [
        place for place, one in islice(reader.resolved_objects.items(), known, None)
        if isinstance(one, StreamObject) and len(one._data) > least
    ]  # fmt: skip
    for place in large:
        del reader.resolved_objects[place]
    return len(reader.resolved_objects)
