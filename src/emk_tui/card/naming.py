"""File names of documents: who, when, what, which part of how many (R110, R118)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import category, normalize

from emk_tui.card.fields.base import Value
from emk_tui.i18n import _

LONGEST = 255
"""Bytes a file name may have; a Cyrillic letter takes two."""
PERSON = ("surname", "given_name", "patronymic")
_PART = re.compile(r"(.+)_часть-(\d{1,3})-из-(\d{1,3})(\.\w{1,5})?", re.IGNORECASE)


def extract_name(person: Mapping[str, Value], issued_on: date) -> str:
    """Фамилия_Имя_Отчество_ГГГГ-ММ-ДД_Выписка.pdf, NFC, at most 255 bytes."""
    who = "_".join(str(person[key]) for key in PERSON if person.get(key))
    return _fitted(harmless_name(who.replace(" ", "_")), f"_{issued_on.isoformat()}_Выписка.pdf")


def part_words(part: int, parts: int) -> str:
    """«_часть-01-из-07», of as many digits as the count has, two at least; empty for a whole document."""
    if parts < 2:
        return ""
    digits = max(2, len(str(parts)))
    return f"_часть-{part:0{digits}}-из-{parts:0{digits}}"


def part_name(name: str, part: int, parts: int) -> str:
    """Any name with its part before the ending."""
    stem, point, ending = name.rpartition(".")
    stem, ending = (stem, point + ending) if stem else (name, "")
    return _fitted(harmless_name(stem) or _("файл"), part_words(part, parts) + ending)


def harmless_name(name: str) -> str:
    """Without separators of folders, control and direction marks; NFC."""
    kept = (char for char in normalize("NFC", name) if category(char)[0] != "C" and char not in '/\\:*?"<>|')
    return "".join(kept).strip(" .")


def _fitted(stem: str, tail: str) -> str:
    while len((stem + tail).encode()) > LONGEST:
        stem = stem[:-1]
    return stem + tail


def is_extract_name(path: str, name: str) -> bool:
    """Does the file of this path have the name that it should; any case, any folder, any part of it."""
    given, found = base_name(path), part_of(path)
    if found is not None:
        given = found.stem + found.ending
    return normalize("NFC", given).casefold() == name.casefold()


def base_name(path: str) -> str:
    """The last part of a path of any system."""
    return path.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class NamedPart:
    """What a name says of being a part."""

    stem: str
    part: int
    parts: int
    ending: str = ""


def part_of(path: str) -> NamedPart | None:
    """Which part of what a file is by its name; None where it is no part, or its numbers cannot be."""
    found = _PART.fullmatch(normalize("NFC", base_name(path)))
    if found is None:
        return None
    part, parts = int(found[2]), int(found[3])
    return NamedPart(found[1], part, parts, found[4] or "") if 1 <= part <= parts else None


def missing_parts(paths: Iterable[str]) -> dict[str, tuple[tuple[int, ...], int]]:
    """Path of the first part that is there → numbers of those that are not, of how many (R110)."""
    groups: dict[tuple[str, int], dict[int, str]] = {}
    for path in paths:
        if (found := part_of(path)) is not None:
            groups.setdefault((found.stem.casefold(), found.parts), {}).setdefault(found.part, path)
    told = {}
    for (_stem, total), given in groups.items():
        if absent := tuple(number for number in range(1, total + 1) if number not in given):
            told[given[min(given)]] = (absent, total)
    return told
