"""Documents in the sealed inbox: what came without a sign-in, by standard input or the drop folder (R13).

An item is one line of JSON (kind, name, moment) with the content behind it. Anybody who knows the public key
may make one, so name and kind are cleaned when they are read, not only when they are written.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from emk_tui.card.naming import LONGEST, base_name, harmless_name
from emk_tui.card.sections.documents import KINDS
from emk_tui.i18n import _
from emk_tui.ports import Fault, InboxItem
from emk_tui.store import inbox
from emk_tui.store.inbox import DOCUMENT, LARGEST, MIB, BadItem

LINE = 4096
"""Bytes that the first line may have: a name with its letters escaped."""
ENDING = re.compile(r"\.[0-9A-Za-z]{1,8}\Z")


def clean_name(raw: str) -> str:
    """A name from outside: no folders, no control or direction marks, NFC, at most 255 bytes; never empty."""
    name = " ".join(harmless_name(base_name(raw)).split())
    # what was between two characters is gone: they may be one now
    name = normalize("NFC", name) or _("без имени")
    found = ENDING.search(name)
    stem, ending = (name[: found.start()], found[0]) if found else (name, "")
    while len((stem + ending).encode()) > LONGEST:
        stem = stem[:-1]
    return stem + ending


def clean_kind(raw: str) -> str:
    """A kind of document, empty for what is none."""
    return raw if raw in {key for key, *_words in KINDS} else ""


def seal(
    folder: Path, public: bytes, kind: str, name: str, at: datetime, content: Iterable[bytes]
) -> None:  # fmt: skip
    """Seal one document; Fault INBOX_FULL, DOC_TOO_LARGE. Whatever the content raises leaves nothing."""
    line = {"kind": clean_kind(kind), "name": clean_name(name), "at": at.isoformat()}
    head = json.dumps(line, ensure_ascii=False).encode() + b"\n"
    if not inbox.put(folder, public, DOCUMENT, chain([head], bounded(content))):
        raise Fault("INBOX_FULL", 1, waiting=waiting(folder))


def bounded(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same as long as it is no larger than a document may be; Fault DOC_TOO_LARGE."""
    left = LARGEST
    for piece in content:
        left -= len(piece)
        if left < 0:
            raise Fault("DOC_TOO_LARGE", 1, limit=LARGEST // MIB)
        yield piece


def waiting(folder: Path) -> int:
    """How many documents wait."""
    return len(inbox.items(folder, DOCUMENT))


def look(private: bytes, path: Path) -> InboxItem:
    """What an item is, by its beginning; only that is opened and proven. BadItem."""
    with inbox.opened(private, path) as (size, pieces):
        line, item = _head(path.name, next(pieces))
        return InboxItem(item.id, item.kind, item.name, max(size - len(line), 0), item.at)


def content(private: bytes, path: Path) -> bytes:
    """The content of an item, every byte of it proven; BadItem."""
    with inbox.opened(private, path) as (_size, pieces):
        first, out = next(pieces), BytesIO()
        out.write(first[len(_head(path.name, first)[0]) :])
        for piece in pieces:
            out.write(piece)
        return out.getvalue()


def _head(identity: str, piece: bytes) -> tuple[bytes, InboxItem]:
    """The first line with its end, and what it says; ValueError."""
    line, end, _rest = piece[:LINE].partition(b"\n")
    try:
        told = json.loads(line)
        kind, name, at = told["kind"], told["name"], datetime.fromisoformat(told["at"])
        if not (end and isinstance(name, str) and at.tzinfo):
            raise BadItem("no document")
    except (KeyError, TypeError, RecursionError):
        raise BadItem("no document") from None
    return line + end, InboxItem(identity, clean_kind(str(kind)), clean_name(name), 0, at)


def listed(private: bytes, paths: Iterable[Path]) -> tuple[tuple[InboxItem, ...], int]:
    """What these items are, oldest first; those that cannot be opened are set aside: how many."""
    found, aside = [], 0
    for path in paths:
        try:
            found.append(look(private, path))
        except BadItem:
            aside += inbox.set_aside(path)
    return tuple(sorted(found, key=lambda item: (item.at, item.id))), aside


def remove(path: Path) -> None:
    """The file of an item that was taken; one that cannot be removed now is known as taken."""
    with suppress(OSError):
        path.unlink()
