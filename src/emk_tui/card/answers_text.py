"""From the bytes of an answers file to its tables: encoding, TOML or JSON."""

import re
from collections import Counter
from typing import Any

LARGEST = 1 << 20
"""Bytes of the largest answers file (FILE_HUGE)."""
DOTS = 1000
"""A line with more dots is refused unread: tomllib takes quadratic time for keys of many parts."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileRefused(Exception):
    """The file is no answers file; `code` and `words` name the problem (FILE_…)."""

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        self.words = words
        super().__init__(code)


class BareNumber:
    """Stands for a number without quotes: its digits are of no use (leading zeros are lost)."""

    def __init__(self, text: str) -> None:
        """Called by the parsers with the text of the number, which is dropped."""


class Pairs(dict[str, Any]):
    """A JSON object that remembers which keys it had twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _value in pairs)
        self.twice = tuple(key for key, count in counts.items() if count > 1)


def parse(data: bytes, name_hint: str) -> dict[str, Any]:
    """Bytes to top-level tables; FileRefused with FILE_EMPTY, _HUGE, _BINARY, _NOT_UTF8, _SYNTAX, _SHAPE."""
    text = decode(data)
    is_json = name_hint.lower().endswith(".json") or text.lstrip()[:1] == "{"
    try:
        found = _json(text) if is_json else _toml(text)
    except RecursionError:
        raise FileRefused("FILE_SHAPE") from None
    if not isinstance(found, dict):
        raise FileRefused("FILE_SHAPE")
    return found


def decode(data: bytes) -> str:
    """UTF-8 text without its byte order mark; line ends as they are."""
    if len(data) > LARGEST:
        raise FileRefused("FILE_HUGE")
    if data.startswith(UTF16):
        raise FileRefused("FILE_NOT_UTF8")
    if b"\0" in data or data.startswith(b"%PDF-"):
        raise FileRefused("FILE_BINARY")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("FILE_NOT_UTF8") from None
    if not text.strip():
        raise FileRefused("FILE_EMPTY")
    return text


def _json(text: str) -> Any:
    from json import JSONDecodeError, loads

    try:
        return loads(
            text,
            object_pairs_hook=Pairs,
            parse_int=BareNumber,
            parse_float=BareNumber,
            parse_constant=BareNumber,
        )
    except JSONDecodeError as found:
        raise FileRefused("FILE_SYNTAX", format="JSON", line=found.lineno) from None


def _toml(text: str) -> Any:
    import tomllib

    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > DOTS:
            raise FileRefused("FILE_SYNTAX", format="TOML", line=number)
    try:
        return tomllib.loads(text, parse_float=BareNumber)
    except tomllib.TOMLDecodeError as found:
        raise FileRefused("FILE_SYNTAX", format="TOML", line=_line(str(found), text)) from None
    except ValueError:  # a whole number of more digits than Python takes
        long = re.search(r"[\d_]{4300}", text)
        before = text[: long.start()] if long else ""
        raise FileRefused("FILE_SYNTAX", format="TOML", line=before.count("\n") + 1) from None


def _line(message: str, text: str) -> int:
    """The line that tomllib names, the last one where it says «end of document»."""
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else text.count("\n") + 1
