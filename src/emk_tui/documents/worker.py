"""The child: loads what one order needs, gives everything else up, looks at one file, says what it found."""

import json
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any, BinaryIO

from emk_tui.documents.findings import LIMIT, Findings
from emk_tui.documents.limits import bound

PICTURES = ("image/jpeg", "image/png")
DEEP = 3000
"""Frames a recursion may have: a good file nests little, and its failure is caught."""
Say = Callable[[dict[str, Any], bytes], None]
"""Say one line, and bytes that follow it."""


def main(order: str) -> None:
    """Do the order: JSON of process.Order; the file is standard input, lines go to standard output."""
    wanted = json.loads(order)
    say = _speaker()
    file = _file()
    job = _job(wanted)
    bound(wanted["cpu"], wanted["memory"], wanted["parent"])
    try:
        last = job(file, wanted, say)
    except MemoryError:
        last = Findings(LIMIT).said()
    except Exception as error:
        last = _failed(error)
    say(last, b"")
    # nothing of what was read is worth an orderly farewell, and a broken file may break that too
    os._exit(0)


def _job(wanted: dict[str, Any]) -> Callable[[BinaryIO, dict[str, Any], Say], dict[str, Any]]:
    """What does it, with all it needs loaded: later nothing more can be."""
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(DEEP)
    if wanted["mode"] != "look":
        from emk_tui.documents import parts

        parts.load(wanted["mode"], wanted["media_type"])
        return parts.split if wanted["mode"] == "split" else parts.view
    if wanted["media_type"] in PICTURES:
        from emk_tui.documents.look_picture import look_picture

        return look_picture
    from emk_tui.documents.look_pdf import look_pdf

    return look_pdf


def _failed(error: Exception) -> dict[str, Any]:
    """Whatever went wrong, by its name: the libraries raise everything there is."""
    from emk_tui.documents import outcome

    return Findings(outcome.state_of(error)).said()


def _speaker() -> Say:
    """A way to say lines that nothing else can speak into."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def say(line: dict[str, Any], data: bytes) -> None:
        for piece in (json.dumps(line).encode() + b"\n", data):
            rest = memoryview(piece)
            while rest:
                rest = rest[out.write(rest) :]

    return say


def _file() -> BinaryIO:
    """The file, with a place in it of its own: workers may share the open file."""
    import io

    from emk_tui.documents.shared import SharedFile

    return io.BufferedReader(SharedFile(0), 256 * 1024)
