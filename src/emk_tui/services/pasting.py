"""A pasted whole, split into the fields it holds: ФИО, passport, old policy."""

import re

from emk_tui.card.text import Unprintable, clean

NAME = ("surname", "given_name", "patronymic")
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:[-'’][А-ЯЁа-яё]+)*")


def split(field: str, text: str) -> dict[str, str]:
    """Field name → its part, for a text pasted into this field; empty where it is no such whole."""
    try:
        whole = clean(text)
    except Unprintable:
        return {}
    for reads, fields in ((_full_name, NAME), (_passport, ("passport_series", "passport_number"))):
        if field in fields and (parts := reads(whole)):
            return parts
    return _policy(whole) if field in ("number", "series") else {}


def _full_name(text: str) -> dict[str, str]:
    """«Иванова Мария Петровна»: two or three words of Russian letters."""
    words = text.split()
    if len(words) not in (2, 3) or not all(_WORD.fullmatch(word) for word in words):
        return {}
    return dict(zip(NAME, words, strict=False))


def _passport(text: str) -> dict[str, str]:
    """«45 08 123456», «4508 № 123456»: ten digits and nothing but separators."""
    found = re.fullmatch(r"(?:серия\s*)?(\d{2})\s?(\d{2})[\s,]*(?:№|N|номер)?\s*(\d{6})", text, re.I)
    if found is None:
        return {}
    return {"passport_series": found[1] + found[2], "passport_number": found[3]}


def _policy(text: str) -> dict[str, str]:
    """«46-77 № 1234567»: the series of an old policy before its number."""
    found = re.fullmatch(r"(?:серия\s*)?(\S{1,12}?)\s*(?:№|N|номер)\s*(\d{6,12})", text, re.I)
    return {"series": found[1], "number": found[2]} if found else {}
