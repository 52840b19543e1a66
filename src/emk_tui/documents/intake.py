"""The intake of a document: opened once, measured, hashed, sniffed; a verdict with codes (R14, R15, R109)."""

import os
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from emk_tui.card.problems import Problem, problem
from emk_tui.documents.opening import Unopened, open_regular
from emk_tui.documents.sniff import JPEG, PDF, PNG, Sniffed, sniff
from emk_tui.ports import Fault, FileVerdict

MIB = 1024 * 1024
SHORT = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
FORMATS: dict[str, tuple[str, ...]] = {
    "passport": (PDF, JPEG, PNG),
    "snils": (PDF, JPEG, PNG),
    "surname_change": (PDF, JPEG, PNG),
    "result": (PDF, JPEG),
    "extract": (PDF,),
    "prescription": (PDF, JPEG),
    "referral": (PDF, JPEG),
    "": (PDF, JPEG, PNG),
}
"""Kind of document → what it may come as; the empty kind is one not chosen yet."""


class FileIntake:
    """ports.Intake: what can be told without rendering; the deep look is a worker's."""

    def __init__(self, size_limit: int = 10 * MIB) -> None:
        self.size_limit = size_limit

    def check(self, path: str, kind: str) -> FileVerdict:
        """Look at a file for this kind; whatever the name or content, a verdict. KeyError: no such kind."""
        formats = FORMATS[kind]
        try:
            with open_regular(path) as file:
                return self._look(file, formats)
        except Unopened as error:
            return _refused(error.code)

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content by 1 MiB; Fault with a DOC_ code where it can't be read or has outgrown the limit."""
        try:
            with open_regular(path) as file:
                yield from self._bounded(file)
        except Unopened as error:
            raise Fault(error.code, exit_code=2) from None

    def _bounded(self, file: BinaryIO) -> Iterator[bytes]:
        left = self.size_limit
        while chunk := file.read(MIB):
            left -= len(chunk)
            if left < 0:
                raise Fault("DOC_TOO_LARGE", exit_code=2, limit=_mib(self.size_limit))
            yield chunk

    def _look(self, file: BinaryIO, formats: tuple[str, ...]) -> FileVerdict:
        size = os.fstat(file.fileno()).st_size
        data = b"" if size > self.size_limit else file.read(self.size_limit + 1)
        if max(size, len(data)) > self.size_limit:
            return _refused("DOC_TOO_LARGE", max(size, len(data)), limit=_mib(self.size_limit))
        if not data:
            return _refused("DOC_EMPTY")
        found = sniff(data)
        problems = _problems(found, formats)
        pages = 0 if found.media_type in ("", PDF) else 1
        return FileVerdict(
            not problems, found.media_type, len(data), sha256(data).hexdigest(), pages, problems
        )


def _problems(found: Sniffed, formats: tuple[str, ...]) -> tuple[Problem, ...]:
    """The first thing that is wrong; one at a time, the others may be its echo."""
    if found.media_type not in formats:
        return (problem("DOC_FORMAT", formats=", ".join(SHORT[one] for one in formats)),)
    if found.mixed:
        return (problem("DOC_MIXED"),)
    return () if found.whole else (problem("DOC_DAMAGED"),)


def _refused(code: str, size: int = 0, **words: str) -> FileVerdict:
    return FileVerdict(False, "", size, "", problems=(problem(code, **words),))


def _mib(size: int) -> str:
    """«10», «2,5»: a limit for a person."""
    return f"{size / MIB:.1f}".removesuffix(".0").replace(".", ",")
