"""Papers out and files in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from emk_tui.card.problems import Problem
from emk_tui.ports.records import Head


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the confirming document says (R91); holds no name and no full number of a person."""

    number: str
    created_at: datetime
    status: str
    marks: tuple[str, ...]
    basis: str
    snils_tail: str
    sample: bool
    """Demonstration: «ОБРАЗЕЦ» across the page."""
    witness: Head | None = None
    """The end of the journal at the moment of making: it cannot be taken back once the paper is out."""


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """Is a paper of ours what it says."""

    ok: bool
    number: str = ""
    code: str = ""
    text: str = ""
    witness: Head | None = None
    """The end of the journal that a right paper tells; None on those made before papers told it."""


class Papers(Protocol):
    """Papers out."""

    def confirmation(self, data: Confirmation, key: bytes) -> tuple[bytes, str]:
        """The signed PDF and its short check code."""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What a file is, by its content."""

    accepted: bool
    media_type: str
    size: int
    sha256: str
    pages: int = 0
    problems: tuple[Problem, ...] = ()


class Intake(Protocol):
    """Files in."""

    size_limit: int

    def check(self, path: str, kind: str) -> FileVerdict:
        """Look at a file for this kind of document; opens regular files only, never follows links."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content by 1 MiB."""
