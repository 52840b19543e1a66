"""Words planted to be looked for, and every way they could be written."""

import base64
from collections.abc import Iterable, Mapping
from urllib.parse import quote

import pyte


def spellings(word: str) -> frozenset[bytes]:
    """As text in several encodings, in hexadecimal, in base 64 at any place, escaped as JSON and as a URL."""
    raw = word.encode()
    texts = {word.encode("utf-16-le"), word.encode("utf-16-be"), raw, word.encode("cp1251", "ignore")}
    found = {one for one in texts if len(one) >= 4}
    found |= {raw.hex().encode(), raw.hex().upper().encode()}
    found |= {_inner(raw, shift) for shift in range(3)}
    found |= {word.encode("ascii", "backslashreplace"), quote(word, safe="").encode()}
    return frozenset(found)


def _inner(raw: bytes, shift: int) -> bytes:
    """The letters of base 64 that do not depend on what stands before and behind."""
    whole = base64.b64encode(bytes(shift) + raw + bytes(2))
    first = (shift * 8 + 5) // 6
    last = (shift + len(raw)) * 8 // 6
    return whole[first:last]


def found_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Those of the words that stand there in any spelling."""
    return [word for word in words if any(one in data for one in spellings(word))]


def found_in_files(files: Mapping[str, bytes], words: Iterable[str]) -> list[tuple[str, str]]:
    """File and word, names of files included."""
    wanted = list(words)
    return [(name, word) for name, data in files.items() for word in found_in(name.encode() + data, wanted)]


def scrollback(data: bytes, columns: int = 80, rows: int = 24) -> str:
    """All that a terminal still holds after these bytes: the screen and what was pushed out of it."""
    screen = pyte.HistoryScreen(columns, rows, history=100_000)
    stream = pyte.ByteStream(screen)
    # the alternate screen is not part of what can be scrolled back to; pyte has only one
    for part in data.split(b"\x1b[?1049h"):
        stream.feed(part.rpartition(b"\x1b[?1049l")[2] if b"\x1b[?1049l" in part else part)
    above = ["".join(line[column].data for column in range(columns)) for line in screen.history.top]
    return "\n".join(line.rstrip() for line in (*above, *screen.display))
