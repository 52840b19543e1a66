"""Papers out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


@dataclass(frozen=True, slots=True, repr=False)
class PaperPart:
    """A part of a paper under its own heading: sentences, then a table; either may be empty."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """Headings of the table's columns; empty: «Сведение», «Значение»."""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """A paper of ours besides the confirmation: what stands on it, in the order of reading."""

    kind: str
    """`card` (its extract), `consent`, `ticket` (booking), `request` (for an extract), `cover` (of parts)."""
    title: str
    number: str
    """Number of the card, the consent, the booking: shown, sealed, and in the file name."""
    made_at: datetime
    head: tuple[tuple[str, str], ...]
    """Label and text of the first table: who, when, where. Sealed and checked by `emk verify`: kept short."""
    parts: tuple[PaperPart, ...] = ()
    lines: tuple[str, ...] = ()
    """Sentences at the end, before the check code."""
    sign_here: tuple[str, ...] = ()
    """Captions of lines to sign by hand; empty: none."""
    sample: bool = False
    witness: Head | None = None


class Papers(Protocol):
    """Papers out."""

    def name(self, kind: str, number: str) -> str:
        """The name of the file of such a paper, without personal data."""

    def paper(self, data: Paper, key: bytes) -> tuple[bytes, str]:
        """The signed PDF of any other paper and its short check code; the same bytes for the same data."""

    def confirmation(self, data: Confirmation, key: bytes) -> tuple[bytes, str]:
        """The signed PDF and its short check code."""
