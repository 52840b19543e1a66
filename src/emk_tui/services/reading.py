"""The card as each role may see it; reading of another's card is a line in the journal (R78, R112, R113)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emk_tui.card.paths import belongs
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, FileMeta, Record, ResultCheck, Value
from emk_tui.services.rights import Right

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

HEALTH = frozenset(key for key, section in SECTIONS.items() if section.health)
"""Sections that need the right to health data."""
RESULT, EXTRACT = "result", "extract"


def card_for(presence: "Presence") -> CardRecord | None:
    """The owner's card, whole for the owner, as far as their right goes for others; Fault NO_ACCESS."""
    if presence.is_owner:
        return presence.store.card()
    presence.require(Right.READ)
    card = presence.opened.card()
    if card is None:
        return None
    presence.opened.record(presence.record("карта прочитана", card.number))
    return seen_by(card, presence.opened.result_checks(), health=presence.may(Right.HEALTH))


def seen_by(card: CardRecord, checks: Mapping[str, ResultCheck], *, health: bool) -> CardRecord:
    """Without health data, or without results that no specialist has confirmed (R113)."""
    sections = dict(card.sections)
    if not health:
        return replace(card, sections={key: one for key, one in sections.items() if key not in HEALTH})
    kept = [one for one in records_of(card, "documents") if is_open(one, checks)]
    return replace(card, sections={**sections, "documents": tuple(kept)})


def is_open(record: Record, checks: Mapping[str, ResultCheck]) -> bool:
    """May doctors see it: every document but a result that was not confirmed (R113, K15)."""
    check = checks.get(str(record["id"]))
    return record.get("kind") != RESULT or (check is not None and check.confirmed)


def records_of(card: CardRecord, key: str) -> Sequence[Record]:
    """The records of a list section."""
    found = card.sections.get(key) or ()
    return () if isinstance(found, Mapping) else found


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """One result that waits for a specialist: its record, its number among the results, why it came back."""

    record: Record
    number: int
    reason: str = ""


def results_to_check(presence: "Presence") -> tuple[Waiting, ...]:
    """Results that no specialist has confirmed yet, in the order of the card (R112)."""
    presence.require(Right.CHECK)
    card = presence.opened.card()
    if card is None:
        return ()
    checks = presence.opened.result_checks()
    results = enumerate((one for one in records_of(card, "documents") if one.get("kind") == RESULT), 1)
    waiting = [(number, one) for number, one in results if not is_open(one, checks)]
    if waiting:
        presence.opened.record(presence.record("результаты на проверке прочитаны", card.number))
    return tuple(
        Waiting(one, number, found.reason if (found := checks.get(str(one["id"]))) else "")
        for number, one in waiting
    )


def file_to_check(presence: "Presence", record: Record) -> tuple[FileMeta, ...]:
    """The files of a result that is judged, part by part; Fault where it is not theirs to judge (R112)."""
    presence.require(Right.CHECK)
    wanted = f"documents.{value_of(record, 'id')}"
    return tuple(one for one in presence.opened.files() if one.record == wanted)


def scans_to_check(presence: "Presence") -> tuple[FileMeta, ...]:
    """The scans that came with an application, for who identifies the person (R5)."""
    presence.require(Right.IDENTIFY)
    return presence.opened.application().files


def content_for_check(presence: "Presence", meta: FileMeta) -> bytes:
    """The content of a file that is judged: a scan for an operator, a result for a specialist."""
    presence.require(Right.IDENTIFY if belongs(meta.record, "identity") else Right.CHECK)
    return b"".join(presence.opened.read_file(meta.id))


def check_words(record: Record, checks: Mapping[str, ResultCheck]) -> str:
    """«подтверждено, Орлова И. П., 02.03.2026», «возвращено, …: причина», «ждёт проверки специалиста»."""
    if record.get("kind") != RESULT:
        return ""
    check = checks.get(str(record["id"]))
    if check is None:
        return _("ждёт проверки специалиста")
    by = {"who": check.checked_by, "day": f"{check.checked_at:%d.%m.%Y}", "why": check.reason}
    if not check.confirmed:
        return _("возвращено, {who}, {day}: {why}").format(**by)
    return _("подтверждено, {who}, {day}").format(**by)


def value_of(record: Mapping[str, Value | Sequence[Mapping[str, Value]]], name: str) -> str:
    """One value of a record as text."""
    found = record.get(name)
    return "" if found is None else str(found)
