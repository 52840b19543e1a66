"""A watermark at the level of PDF: a marked artifact, an annotation, a named layer (R119)."""

import re
from typing import Any

from pypdf import PageObject
from pypdf.generic import IndirectObject

from emk_tui.documents.placed import mapping

_MARKED = re.compile(rb"/Artifact\s*<<[^>]{0,400}?/Subtype\s*/Watermark\b")
_NAMED = re.compile(rb"/Artifact\s*(/[^\s/\[\]<>(){}%]{1,100})\s*(?:BDC|DP)")


def has_watermark(page: PageObject, content: bytes, layers: set[tuple[int, int]]) -> bool:
    """Does the page say of something on it that it is a watermark; whatever pypdf raises."""
    resources = mapping(page.get("/Resources"))
    properties = mapping(resources.get("/Properties"))
    if _MARKED.search(content) or any(_is_layer(one, layers) for one in _raw(properties).values()):
        return True
    names = {found[1].decode("latin-1") for found in _NAMED.finditer(content)}
    if any(mapping(properties.get(name)).get("/Subtype") == "/Watermark" for name in names):
        return True
    return any(_object_is_one(one, layers) for one in _some(mapping(resources.get("/XObject")))) or any(
        mapping(one).get("/Subtype") == "/Watermark" for one in _annotations(page)
    )


def _raw(thing: Any) -> dict[str, Any]:
    """Its entries with references as they are."""
    return dict(dict.items(thing))


def _is_layer(value: Any, layers: set[tuple[int, int]]) -> bool:
    """A reference to a watermark's layer, or a group of layers with one in it."""
    if isinstance(value, IndirectObject) and (value.idnum, value.generation) in layers:
        return True
    groups = _raw(mapping(value)).get("/OCGs") if layers else None
    groups = groups if isinstance(groups, list) else [groups]
    return any(isinstance(one, IndirectObject) and (one.idnum, one.generation) in layers for one in groups)


def _object_is_one(thing: Any, layers: set[tuple[int, int]]) -> bool:
    """A form in a watermark's layer, or one that Acrobat marked as its own watermark."""
    form = mapping(thing)
    if _is_layer(_raw(form).get("/OC"), layers):
        return True
    made = mapping(mapping(form.get("/PieceInfo")).get("/ADBE_CompoundType"))
    return made.get("/Private") == "/Watermark"


def _some(thing: Any, most: int = 50) -> list[Any]:
    return list(_raw(thing).values())[:most]


def _annotations(page: PageObject, most: int = 200) -> list[Any]:
    found = page.get("/Annots")
    found = found.get_object() if found is not None else None
    return list(found)[:most] if isinstance(found, list) else []
