"""File names of extracts: who, when, what (R118)."""

from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from emk_tui.card.fields.base import Value

LONGEST = 255
"""Bytes a file name may have; a Cyrillic letter takes two."""


def extract_name(person: Mapping[str, Value], issued_on: date) -> str:
    """Фамилия_Имя_Отчество_ГГГГ-ММ-ДД_Выписка.pdf, NFC, at most 255 bytes."""
    parts = [str(person[key]) for key in ("surname", "given_name", "patronymic") if person.get(key)]
    tail = f"_{issued_on.isoformat()}_Выписка.pdf"
    name = normalize("NFC", "_".join(parts)).replace(" ", "_")
    while len((name + tail).encode()) > LONGEST:
        name = name[:-1]
    return name + tail


def is_extract_name(path: str, name: str) -> bool:
    """Does the file of this path have the name that it should; any case, any folder."""
    given = path.replace("\\", "/").rpartition("/")[2]
    return normalize("NFC", given).casefold() == name.casefold()
