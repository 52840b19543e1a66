"""A page by itself: what it inherits put into it, what leads out of it or is not painted left out (R110)."""

from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject

from emk_tui.documents.content import Budget, BudgetSpent, operations
from emk_tui.documents.placed import mapping, pdf_name, stream

_OUT = (
    "Parent B Annots AA StructParents Tabs PieceInfo Metadata Thumb LastModified Dur Trans PresSteps DPart AF"
)
LEFT_OUT = frozenset("/" + name for name in _OUT.split())
"""Of a page: the way up, threads, actions, tags without their tree, data of programs, shows."""
_ELSEWHERE = "P Parent Popup IRT A AA PA Dest StructParent Kids AF FS Metadata"
NOT_OF_A_NOTE = frozenset("/" + name for name in _ELSEWHERE.split())
NOT_KEPT = ("/Link", "/Popup")
"""Notes that show nothing by themselves."""
MOST_NOTES = 10_000
OPERATORS = 500_000


def page_alone(page: PageObject) -> DictionaryObject:
    """A dictionary of its own for the page; what it refers to is not copied."""
    alone = DictionaryObject({NameObject(key): page.raw_get(key) for key in page if key not in LEFT_OUT})
    resources = mapping(page.get("/Resources"))
    if isinstance(resources, DictionaryObject):
        alone[NameObject("/Resources")] = _resources(page, resources)
    if notes := _notes(page.get("/Annots")):
        alone[NameObject("/Annots")] = notes
    return alone


def _resources(page: PageObject, resources: DictionaryObject) -> DictionaryObject:
    """Many programs name all images of a file in every page: only those that this page paints stay."""
    named = mapping(resources.get("/XObject"))
    if not isinstance(named, DictionaryObject) or (painted := _painted(page)) is None:
        return resources
    used = DictionaryObject({NameObject(key): named.raw_get(key) for key in named if key in painted})
    if any(_borrows(one) for one in used.values()):
        return resources
    few = DictionaryObject({NameObject(key): resources.raw_get(key) for key in resources})
    few[NameObject("/XObject")] = used
    return few


def _painted(page: PageObject) -> set[str] | None:
    """Names of what the content paints; None where it is too long to tell."""
    content = page.get_contents()
    if content is None:
        return set()
    try:
        done = operations(content.get_data(), Budget(OPERATORS))
        return {pdf_name(operands[-1]) for operator, operands in done if operator == b"Do" and operands}
    except BudgetSpent:
        return None


def _borrows(thing: Any) -> bool:
    """A form without resources of its own uses those of the page."""
    form = stream(thing)
    return form is not None and form.get("/Subtype") == "/Form" and "/Resources" not in form


def _notes(notes: Any) -> ArrayObject:
    """What is drawn over the page: stamps, filled fields, marks; by itself, without links and actions."""
    notes = notes.get_object() if hasattr(notes, "get_object") else notes
    kept = ArrayObject()
    for note in notes[:MOST_NOTES] if isinstance(notes, ArrayObject) else ():
        one = mapping(note)
        if isinstance(one, DictionaryObject) and one.get("/Subtype") not in NOT_KEPT:
            kept.append(_note(one))
    return kept


def _note(note: DictionaryObject) -> DictionaryObject:
    alone = DictionaryObject({NameObject(key): note.raw_get(key) for key in note if key not in NOT_OF_A_NOTE})
    parent = mapping(note.get("/Parent"))
    for key in ("/FT", "/V", "/Ff", "/MaxLen"):
        # A field keeps these above itself.
        if key not in alone and key in parent:
            alone[NameObject(key)] = parent.get(key, NullObject())
    return alone
