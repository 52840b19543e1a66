"""The documents of a made card: state of each in words, its files, what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.card.statement import missing_words
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, FileMeta, Record, ResultCheck
from emk_tui.services.completeness import files_of, lacks, pages_of, title_of
from emk_tui.services.reading import EXTRACT, RESULT, check_words, records_of, value_of

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

CONFIRMED = "Подтверждено"
"""Status of an extract that passed the automatic check (R125, K15)."""


@dataclass(frozen=True, slots=True, repr=False)
class CardDocument:
    """One document: its record, its current files part by part, its state in words."""

    record: Record
    files: tuple[FileMeta, ...]
    state: str

    @property
    def id(self) -> str:
        """Id of its record."""
        return value_of(self.record, "id")

    @property
    def title(self) -> str:
        """What it is and of which day."""
        return title_of(self.record)

    @property
    def is_extract(self) -> bool:
        """Does it need signature and stamp on every page."""
        return self.record.get("kind") == EXTRACT


def documents_of(presence: "Presence", card: CardRecord) -> tuple[CardDocument, ...]:
    """Every document of a card as it may be seen, in its order; whoever read the card asked for the right."""
    files, checks = presence.opened.files(), presence.opened.result_checks()
    return tuple(
        CardDocument(one, files_of(one, files), state_of(one, files, checks))
        for one in records_of(card, "documents")
    )


def states_of(presence: "Presence", card: CardRecord) -> dict[str, str]:
    """Id of every document of a card as it may be seen → its state."""
    return {one.id: one.state for one in documents_of(presence, card)}


def state_of(record: Record, files: Sequence[FileMeta], checks: Mapping[str, ResultCheck]) -> str:
    """«Подтверждено», «ждёт проверки специалиста», «нужно исправить: нет части 2»."""
    mine, why = files_of(record, files), lacks(record, files)
    if record.get("kind") == EXTRACT and mine:
        return _extract(mine, why)
    if why:
        return _("нужно исправить: {why}").format(why=why)
    if record.get("kind") == RESULT:
        return check_words(record, checks)
    return _("проверен автоматически")


def _extract(files: Sequence[FileMeta], why: str) -> str:
    """Format and integrity are checked by the program; what the owner has not stated yet is told with it."""
    unstated = not files[0].statement and why == missing_words("", pages_of(files))
    if not why or unstated:
        return ", ".join(filter(None, (_(CONFIRMED), why)))
    return _("нужно исправить: {why}").format(why=why)
