"""Where a page's images stand: own look through its content, its forms and inline images (R116)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from emk_tui.documents.content import Budget, number, operations, value
from emk_tui.documents.matrix import IDENTITY, Matrix, matrix, times

MOST_DEPTH = 20
"""Forms in forms."""
MOST_SAVED = 1000
"""Graphics states saved and not restored."""
STEPS_AN_IMAGE = 4
"""What an image costs: more than an operator, it is laid over the page later."""
_INLINE = re.compile(rb"(?<![A-Za-z])ID(?![^\x00\t\n\f\r ()<>\[\]{}/%])")
"""Where an inline image may begin; text may have it too."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An image on the page: its unit square goes through `at` to points; its size in pixels."""

    at: Matrix
    width: int
    height: int


def placed_images(page: PageObject, budget: Budget) -> list[Placed]:
    """Every image the page paints, in its own points; BudgetSpent, whatever pypdf raises."""
    content = page.get_contents()
    data = b"" if content is None else content.get_data()
    resources = mapping(page.get("/Resources"))
    if not mapping(resources.get("/XObject")) and not _INLINE.search(data):
        # nothing but text and lines: most pages of what was never a scan
        return []
    return _Walk(budget).images(data, resources, MOST_DEPTH)


def mapping(thing: Any) -> Mapping[str, Any]:
    """The dictionary that a value is or refers to; empty where it is something else."""
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    return thing if isinstance(thing, DictionaryObject) else {}


def stream(thing: Any) -> StreamObject | None:
    """The stream that a value is or refers to."""
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    return thing if isinstance(thing, StreamObject) else None


class _Walk:
    """One look through a page; a form that is used again is read once."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.known: dict[tuple[int, int], list[Placed]] = {}
        """By the form and the resources it inherits."""
        self.kept: list[object] = []
        """The same, held: an id is given again once its object is gone."""

    def images(self, data: bytes, resources: Mapping[str, Any], depth: int) -> list[Placed]:
        now, saved, found = IDENTITY, list[Matrix](), list[Placed]()
        named = mapping(resources.get("/XObject"))
        for operator, operands in operations(data, self.budget):
            if operator == b"q" and len(saved) < MOST_SAVED:
                saved.append(now)
            elif operator == b"Q" and saved:
                now = saved.pop()
            elif operator == b"cm" and len(operands) >= 6:
                now = times(matrix([number(raw) for raw in operands]), now)
            elif operator == b"Do" and operands:
                self._put(found, self._object(named, operands[-1], resources, depth), now)
            elif operator == b"ID":
                self._put(found, _inline(operands), now)
        return found

    def _put(self, found: list[Placed], images: list[Placed], at: Matrix) -> None:
        self.budget.spend(STEPS_AN_IMAGE * len(images))
        found.extend(Placed(times(one.at, at), one.width, one.height) for one in images)

    def _object(
        self, named: Mapping[str, Any], name: bytes, outer: Mapping[str, Any], depth: int
    ) -> list[Placed]:
        thing = stream(named.get(pdf_name(name)))
        if thing is None:
            return []
        if thing.get("/Subtype") == "/Image":
            return [Placed(IDENTITY, *pixels(thing))]
        return self._form(thing, outer, depth) if depth and thing.get("/Subtype") == "/Form" else []

    def _form(self, form: StreamObject, outer: Mapping[str, Any], depth: int) -> list[Placed]:
        own = mapping(form.get("/Resources")) or outer
        key = (id(form), id(own))
        if key not in self.known:
            # A form that calls itself finds itself empty.
            self.known[key] = []
            self.kept += form, own
            images = self.images(form.get_data(), own, depth - 1)
            moved = list[Placed]()
            self._put(moved, images, _form_matrix(form))
            self.known[key] = moved
        return self.known[key]


def pdf_name(raw: bytes) -> str:
    """A raw name as pypdf keeps it: `#41` is read."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), raw[:300])
    try:
        return plain.decode()
    except UnicodeDecodeError:
        return plain.decode("latin-1")


def pixels(image: StreamObject) -> tuple[int, int]:
    """Width and height; those of its mask where it is finer: the shape of letters may be kept there."""
    sizes = [_size(image)]
    sizes += [_size(mask) for key in ("/SMask", "/Mask") if (mask := stream(image.get(key)))]
    return max(width for width, _ in sizes), max(height for _, height in sizes)


def _size(image: StreamObject) -> tuple[int, int]:
    return _whole(image.get("/Width")), _whole(image.get("/Height"))


def _whole(thing: Any) -> int:
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    return min(max(int(thing), 0), 1_000_000) if isinstance(thing, (int, float)) else 0


def _inline(keys: list[bytes]) -> list[Placed]:
    size = [int(number(value(keys, *names))) for names in ((b"/W", b"/Width"), (b"/H", b"/Height"))]
    return [Placed(IDENTITY, *(min(max(one, 0), 1_000_000) for one in size))]


def _form_matrix(form: StreamObject) -> Matrix:
    raw: Any = form.get("/Matrix")
    raw = raw.get_object() if hasattr(raw, "get_object") else raw
    if not isinstance(raw, ArrayObject) or len(raw) < 6:
        return IDENTITY
    return matrix([float(one.get_object()) for one in raw[:6]])
