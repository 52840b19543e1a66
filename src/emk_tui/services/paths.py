"""Files that a name may mean which is not typed to its end: there is no dialog to choose them in."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from unicodedata import category, normalize

from emk_tui.card.dropped import plain_path
from emk_tui.services.checks import place_of
from emk_tui.services.file_words import size_words

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")
"""Files of other kinds are never taken, so they are not offered."""
MOST = 2000
"""Entries of a folder that are looked at."""
HOME = "~"
PARTERS = {"/", os.sep}


@dataclass(frozen=True, slots=True, repr=False)
class PathOption:
    """One folder or file."""

    path: str
    """What the field then holds, begun as it was typed: `~/scans/`, `анализ.jpg`."""
    text: str
    """«сканы/», «анализ.jpg, 45 КБ»; harmless for a terminal."""
    folder: bool = False


def suggest(base: Path, typed: str, limit: int = MOST) -> tuple[PathOption, ...]:
    """Folders, then files, that begin so, else that hold these letters; empty where nothing can be read.

    Relative names start from `base`. Reads the disk: never to be called where a key waits.
    """
    typed = plain_path(typed)
    if typed == HOME:
        return (PathOption(f"{HOME}/", f"{HOME}/", folder=True),)
    head, last = parted(typed)
    known = [one for one in _entries(place_of(base, head)) if last[:1] == "." or one.name[:1] != "."]
    begun = letters(last)
    fitting = [one for one in known if letters(one.name).startswith(begun)]
    found = [(one.name, *_what(one)) for one in fitting or [o for o in known if begun in letters(o.name)]]
    found = sorted((one for one in found if one[1]), key=lambda one: (not one[2], letters(one[0])))
    return tuple(PathOption(_path(head, name, folder), text, folder) for name, text, folder in found[:limit])


def parted(typed: str) -> tuple[str, str]:
    """The folder with its last sign, and what is typed of a name in it."""
    end = max(typed.rfind(sign) for sign in PARTERS) + 1
    return typed[:end], typed[end:]


def complete(options: Sequence[PathOption], typed: str) -> str:
    """What all of them begin with, where that is more than was typed; else empty."""
    names, plain = sorted(one.path for one in options), plain_path(typed)
    if not names:
        return ""
    first, last = names[0], names[-1]
    differs = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    common = first[: next(differs, len(first))]
    return common if len(common) > len(plain) and letters(common).startswith(letters(plain)) else ""


def letters(text: str) -> str:
    """For comparing names: any case, ё as е, letters in one piece (macOS parts й)."""
    return normalize("NFC", text).casefold().replace("ё", "е")


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Entries whose names can be typed; none of a folder that cannot be read."""
    try:
        with os.scandir(folder) as found:
            yield from (one for one in islice(found, MOST) if _can_be_typed(one.name))
    except (OSError, ValueError):
        return


def _can_be_typed(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _what(entry: os.DirEntry[str]) -> tuple[str, bool]:
    """Its text and whether it is a folder; an empty text where it is nothing to take: no link is followed."""
    name = " ".join(harmless(normalize("NFC", entry.name)).split()) or "?"
    try:
        if entry.is_dir():
            return f"{name}/", True
        if entry.name.lower().endswith(ENDINGS) and entry.is_file(follow_symlinks=False):
            return f"{name}, {size_words(entry.stat(follow_symlinks=False).st_size)}", False
    except OSError:
        pass
    return "", False


def _path(head: str, name: str, folder: bool) -> str:
    return f"{head}{name}/" if folder else f"{head}{name}"


def harmless(name: str) -> str:
    """Without control and direction marks: the disk may hold any, and a terminal would obey them."""
    return "".join(" " if category(char)[0] == "C" else char for char in name)
