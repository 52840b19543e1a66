"""Is the card «готова к использованию», how complete it is, and what is missing, by name (R127, K10, K12)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from emk_tui.card.naming import missing_parts
from emk_tui.card.statement import is_complete, missing_words
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, FileMeta, Record
from emk_tui.services.reading import EXTRACT, records_of, value_of

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence
    from emk_tui.services.session import Session

CREATED, READY = "создана", "готова к использованию"
REQUESTS = "requests"
"""Name of the secret that holds the extracts asked for."""


@dataclass(frozen=True, slots=True)
class Requested:
    """An extract that was asked for: it counts as missing until one of this organisation comes after it."""

    clinic: str
    way: str
    at: str
    """The moment, ISO."""


def requested(session: "Presence") -> tuple[Requested, ...]:
    """What was asked for, oldest first."""
    kept = session.opened.secret(REQUESTS)
    return tuple(Requested(**one) for one in json.loads(kept)) if kept else ()


def note_request(session: "Session", one: Requested) -> None:
    """Remember it, once a clinic; the journal names neither clinic nor way."""
    others = [known for known in requested(session) if fold(known.clinic) != fold(one.clinic)]
    kept = json.dumps([asdict(known) for known in (*others, one)], ensure_ascii=False)
    session.store.keep_secret(REQUESTS, kept.encode(), session.record("выписка запрошена"))


def forget_requests(session: "Session") -> None:
    """Nothing was asked for any more (R102)."""
    if requested(session):
        session.store.keep_secret(REQUESTS, None)


@dataclass(frozen=True, slots=True)
class Completeness:
    """State of the card, its share in percent, what is missing by name: what it needs, what would be good."""

    state: str
    percent: int
    needed: tuple[str, ...]
    useful: tuple[str, ...]


def completeness(session: "Presence", card: CardRecord) -> Completeness:
    """By the documents and vaccinations of the card, their files, and what was asked for."""
    documents, files = records_of(card, "documents"), session.opened.files()
    extracts = [one for one in documents if one.get("kind") == EXTRACT]
    awaited = list(_awaited(session, extracts, files))
    needed = [*awaited, *_unready(documents, files)]
    if not extracts and not awaited:
        needed.insert(0, _("Выписка из истории болезни"))
    vaccinations = records_of(card, "vaccinations")
    useful = [
        _("Прививка {name}: серия не указана").format(name=value_of(one, "vaccine"))
        for one in vaccinations
        if not one.get("batch")
    ]
    # the four sections without which there is no card count as well
    total = 4 + max(len(extracts), 1) + len(awaited) + len(documents) - len(extracts) + len(vaccinations)
    lacking = min(len(needed) + len(useful), total)
    percent = (total - lacking) * 100 // total
    return Completeness(CREATED if needed else READY, percent, tuple(needed), tuple(useful))


def _awaited(
    session: "Presence", extracts: Sequence[Record], files: Sequence[FileMeta]
) -> Iterator[str]:  # fmt: skip
    """Extracts that were asked for and have not come."""
    for one in requested(session):
        at = datetime.fromisoformat(one.at)
        theirs = [record for record in extracts if fold(value_of(record, "source")) == fold(one.clinic)]
        if not any(_came_after(at, record, files) for record in theirs):
            words = _("Выписка: {clinic}, запрошена {day}")
            yield words.format(clinic=one.clinic, day=f"{at:%d.%m.%Y}")


def _came_after(at: datetime, record: Record, files: Sequence[FileMeta]) -> bool:
    """Was it issued on a later day, or its file taken after this moment: an older one was known before."""
    issued = record.get("issued_on")
    later = isinstance(issued, date) and issued > at.date()
    return later or any(one.at is not None and one.at > at for one in files_of(record, files))


def _unready(documents: Sequence[Record], files: Sequence[FileMeta]) -> Iterator[str]:
    for record in documents:
        if why := lacks(record, files):
            yield f"{title_of(record)}: {why}"


def lacks(record: Record, files: Sequence[FileMeta]) -> str:
    """What a document still needs: its file, its parts, signature and stamp; empty where nothing."""
    mine = files_of(record, files)
    if not mine:
        return _("нет файла") if record.get("file") else ""
    if gaps := missing_parts(one.name for one in mine):
        absent, _total = next(iter(gaps.values()))
        return _("нет части {n}").format(n=", ".join(map(str, absent)))
    if record.get("kind") != EXTRACT or is_complete(mine[0].statement, pages_of(mine)):
        return ""
    return missing_words(mine[0].statement, pages_of(mine))


def files_of(record: Record, files: Sequence[FileMeta]) -> tuple[FileMeta, ...]:
    """The current parts of a document of the card, in order."""
    return tuple(one for one in files if one.record == f"documents.{value_of(record, 'id')}")


def pages_of(files: Sequence[FileMeta]) -> int:
    """Pages of all parts."""
    return sum(one.pages for one in files)


def title_of(record: Mapping[str, object]) -> str:
    """«Общий анализ крови, 10.02.2026»; «Выписка из истории болезни, 15.01.2026, Больница № 1»."""
    from emk_tui.card.sections import SECTIONS
    from emk_tui.services.shown import shown_of

    fields = SECTIONS["documents"].fields
    first = value_of(cast(Record, record), "study") or shown_of(fields["kind"], str(record.get("kind") or ""))
    days = (record.get("performed_on"), record.get("issued_on"))
    shown = next((f"{day:%d.%m.%Y}" for day in days if isinstance(day, date)), "")
    return ", ".join(filter(None, (first, shown, value_of(cast(Record, record), "source"))))


def ready_lines(session: "Presence", card: CardRecord) -> list[str]:
    """«Карта создана, полнота 80 %. Не хватает: …»: state, share and every missing thing by name."""
    found = completeness(session, card)
    head = _("Состояние карты: {state}, полнота {percent} %.")
    lines = [head.format(state=_(found.state), percent=found.percent)]
    lines += [_("Не хватает: {what}.").format(what=one) for one in found.needed]
    return lines + [_("Можно дополнить: {what}.").format(what=one) for one in found.useful]
