"""The intake of a document: opened once, hashed, sniffed, looked at by a worker; a verdict with codes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from emk_tui.card.formats import FORMATS, PDF, SHORT
from emk_tui.card.problems import ERROR, Problem, problem
from emk_tui.documents.formats import LARGEST, MIB, SIZE_LIMIT, mib
from emk_tui.documents.judge import judged
from emk_tui.documents.looking import look
from emk_tui.documents.opening import Unopened, open_source
from emk_tui.documents.position import without_position
from emk_tui.documents.process import Budget
from emk_tui.documents.reading import divided, shown
from emk_tui.documents.sniff import Sniffed, sniff_file
from emk_tui.ports import Fault, FilePart, FileVerdict, PageView, Source, Stopped, Track

REMEMBERED = 31
"""Verdicts that are kept besides the newest."""


class FileIntake:
    """ports.Intake: what a file is is told here, what is in it by a bounded process of its own."""

    def __init__(self, size_limit: int = SIZE_LIMIT, budget: Budget | None = None) -> None:
        self.size_limit = size_limit
        self._budget = budget or Budget()
        self._known: dict[tuple[str, str], FileVerdict] = {}
        """Hash and kind → what was found a moment ago: the same content is not looked at twice in a row."""

    def check(self, source: Source, kind: str, track: Track | None = None) -> FileVerdict:
        """Look at a file for this kind; whatever the name or content, a verdict.

        Stopped where the track was stopped; KeyError: no such kind.
        """
        formats = FORMATS[kind]
        try:
            with open_source(source) as file:
                return self._look(file, kind, formats, track or Track())
        except Unopened as error:
            return _refused(error.code)

    def glance(self, source: Source, kind: str) -> FileVerdict:
        """What is certain without a look into it and without its hash; KeyError: no such kind.

        A large PDF is not refused here: it may turn out to be divisible.
        """
        formats = FORMATS[kind]
        try:
            with open_source(source) as file:
                return self._seen_at_once(file, formats)
        except Unopened as error:
            return _refused(error.code)

    def shareable(self, content: bytes) -> bytes:
        """The same without the place where a picture was taken; anything else as it is."""
        return without_position(content)

    def chunks(self, source: Source) -> Iterator[bytes]:
        """The content by 1 MiB; Fault with a DOC_ code where it can't be read or has outgrown the limit."""
        if isinstance(source, bytes):
            yield from self._bounded(BytesIO(source))
            return
        try:
            with open_source(source) as file:
                yield from self._bounded(file)
        except Unopened as error:
            raise Fault(error.code, exit_code=2) from None

    def divide(self, source: Source, track: Track | None = None) -> tuple[FilePart, ...]:
        """The parts of a PDF, each of size_limit at most (R110); Stopped, Fault with a DOC_ code."""
        track = track or Track()
        with self._opened(source) as (file, found, size):
            if found.media_type != PDF:
                raise Fault("DOC_FORMAT", exit_code=2, formats=SHORT[PDF])
            return divided(file, size, self.size_limit, self._budget, track)

    def page(self, source: Source, number: int, columns: int = 0, track: Track | None = None) -> PageView:
        """The text of one page and, where columns are given, its picture so wide.

        Stopped where the track was stopped; Fault with a DOC_ code.
        """
        with self._opened(source) as (file, found, size):
            return shown(file, found.media_type, size, number, columns, self._budget, track or Track())

    def _bounded(self, file: BinaryIO) -> Iterator[bytes]:
        left = self.size_limit
        while chunk := file.read(MIB):
            left -= len(chunk)
            if left < 0:
                raise Fault("DOC_TOO_LARGE", exit_code=2, limit=mib(self.size_limit))
            yield chunk

    @contextmanager
    def _opened(self, source: Source) -> Iterator[tuple[BinaryIO, Sniffed, int]]:
        """An open file, what it is, its size; Fault where it is none of ours, cut, or two things in one."""
        try:
            with open_source(source) as file:
                size = os.fstat(file.fileno()).st_size
                if size > LARGEST:
                    raise Fault("DOC_TOO_LARGE", exit_code=2, limit=mib(self.size_limit))
                found = sniff_file(file, size, self.size_limit)
                if stands := _by_sight(found, FORMATS[""]):
                    raise Fault.of(stands, exit_code=2)
                yield file, found, size
        except Unopened as error:
            raise Fault(error.code, exit_code=2) from None

    def _seen_at_once(self, file: BinaryIO, formats: tuple[str, ...]) -> FileVerdict:
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            return _refused("DOC_EMPTY")
        if size > LARGEST:
            return _refused("DOC_TOO_LARGE", size, limit=mib(self.size_limit))
        found = sniff_file(file, size, self.size_limit)
        pages = 0 if found.media_type in ("", PDF) else 1
        stands = self._at_once(found, formats, size)
        return FileVerdict(stands is None, found.media_type, size, "", pages, (stands,) if stands else ())

    def _look(self, file: BinaryIO, kind: str, formats: tuple[str, ...], track: Track) -> FileVerdict:
        seen = self._seen_at_once(file, formats)
        if not seen.size or seen.size > LARGEST:
            return seen
        seen = replace(seen, sha256=_digest(file, seen.size, track))
        if not seen.accepted:
            return seen
        if known := self._known.get((seen.sha256, kind)):
            return known
        verdict = self._judged(file, seen, kind, track)
        if not any(one.code == "DOC_LIMIT" for one in verdict.problems):
            # what was too much for this machine just now may not be in a minute
            self._known = {**dict(list(self._known.items())[-REMEMBERED:]), (seen.sha256, kind): verdict}
        return verdict

    def _judged(self, file: BinaryIO, seen: FileVerdict, kind: str, track: Track) -> FileVerdict:
        """The look into it, and what is made of it."""
        found = look(file, seen.media_type, seen.size, self._budget, track, self.size_limit)
        result = judged(found, kind, seen.media_type, seen.size, self.size_limit)
        return replace(
            seen,
            accepted=all(one.level != ERROR for one in result.problems),
            pages=found.pages or seen.pages,
            problems=result.problems,
            dpi=result.dpi,
            blank=result.blank,
            blurred=result.blurred,
            signed=found.signed,
            dots=(found.width, found.height) if found.width else None,
            divisible=result.divisible,
        )

    def _at_once(self, found: Sniffed, formats: tuple[str, ...], size: int) -> Problem | None:
        """What is certain without a look into it; one at a time, the others may be its echo."""
        if stands := _by_sight(found, formats):
            return stands
        if found.media_type != PDF and size > self.size_limit:
            return problem("DOC_TOO_LARGE", limit=mib(self.size_limit))
        return None


def _by_sight(found: Sniffed, formats: tuple[str, ...]) -> Problem | None:
    if found.media_type not in formats:
        return problem("DOC_FORMAT", formats=", ".join(SHORT[one] for one in formats))
    if found.mixed:
        return problem("DOC_MIXED")
    return None if found.whole else problem("DOC_DAMAGED")


def _digest(file: BinaryIO, size: int, track: Track) -> str:
    """SHA-256 of the content as far as it reached when its size was asked; Stopped."""
    file.seek(0)
    found = sha256()
    while size > 0 and (chunk := file.read(min(MIB, size))):
        if track.stopped:
            raise Stopped
        found.update(chunk)
        size -= len(chunk)
    return found.hexdigest()


def _refused(code: str, size: int = 0, **words: str) -> FileVerdict:
    return FileVerdict(False, "", size, "", problems=(problem(code, **words),))
