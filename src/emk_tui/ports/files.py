"""Files in: what a file is, how far the look at it is, its parts, one of its pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from emk_tui.card.problems import Problem

Source = str | bytes
"""A path that a person named, or content that is in memory: from the sealed inbox, from the store."""


class Stopped(Exception):
    """The look at a file was stopped by the person; nothing is left of it."""


class Track:
    """How far long work is, and the way to stop it; one thread works, another looks and stops."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        """Pages; total 0: not known yet."""
        self.stopped = False
        self._lock = Lock()
        self._stop: Callable[[], None] | None = None

    def tell(self, done: int, total: int) -> None:
        """So many of so many pages."""
        self.done, self.total = done, total

    def on_stop(self, act: Callable[[], None] | None) -> None:
        """What stops the work that runs now; called at once where it was stopped before; None: nothing."""
        with self._lock:
            self._stop = act
            late = self.stopped and act is not None
        if late and act is not None:
            act()

    def stop(self) -> None:
        """Stop the work; it then ends with Stopped."""
        with self._lock:
            self.stopped, act = True, self._stop
        if act is not None:
            act()


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What a file is, by its content. Page numbers begin with 1."""

    accepted: bool
    media_type: str
    size: int
    sha256: str
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    """What stands against it first, then what is worth knowing (level `warning`)."""
    dpi: int | None = None
    """The lowest effective resolution of its scanned pages; None: no scan in it, or not looked at."""
    blank: tuple[int, ...] | None = None
    """Empty pages; None: not looked at."""
    blurred: tuple[int, ...] | None = None
    signed: bool = False
    """Holds an electronic signature: kept byte for byte, never divided."""
    dots: tuple[int, int] | None = None
    """Width and height of a picture."""
    divisible: bool = False
    """Too large, but may be divided by pages (R110)."""


@dataclass(frozen=True, slots=True, repr=False)
class FilePart:
    """A part of a divided PDF: whole pages from `first` to `last`, images byte for byte as they were."""

    content: bytes
    first: int
    last: int


@dataclass(frozen=True, slots=True, repr=False)
class PageView:
    """One page to look at in a terminal: its text by lines, and a picture of half blocks, ink drawn."""

    number: int
    pages: int
    text: tuple[str, ...] = ()
    picture: tuple[str, ...] = ()


class Intake(Protocol):
    """Files in. Every look is a bounded process of its own; no file makes it raise but Stopped."""

    size_limit: int
    """Bytes a document may have (K14)."""

    def check(self, source: Source, kind: str, track: Track | None = None) -> FileVerdict:
        """Look at a file for this kind of document; opens regular files only, never follows links.

        Stopped where the track was stopped; KeyError: no such kind.
        """

    def glance(self, source: Source, kind: str) -> FileVerdict:
        """What its size and first look tell, at once: for a person who is still typing."""

    def chunks(self, source: Source) -> Iterator[bytes]:
        """The content by 1 MiB at most; Fault with a DOC_ code: it can't be read, or outgrew the limit."""

    def divide(self, source: Source, track: Track | None = None) -> tuple[FilePart, ...]:
        """The parts of a PDF, each of size_limit at most (R110); Fault with a DOC_ code."""

    def page(self, source: Source, number: int, columns: int = 0, track: Track | None = None) -> PageView:
        """The text of one page and, where columns are given, its picture so wide.

        Stopped where the track was stopped; Fault with a DOC_ code.
        """

    def shareable(self, content: bytes) -> bytes:
        """The same without the place where a picture was taken; anything else as it is."""
