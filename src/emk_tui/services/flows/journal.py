"""«Журнал операций»: the newest entries, filters, whether it is whole (R189)."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from emk_tui.card.fields import Right as Read
from emk_tui.card.problems import problem
from emk_tui.i18n import _
from emk_tui.ports import JournalFilter
from emk_tui.services.flows.asks import Back, Choice, Flow, Input, Option, Say
from emk_tui.services.flows.questions import ACTOR, FIND, SINCE, UNTIL
from emk_tui.services.journal_words import entry_line, filter_words, verdict_lines
from emk_tui.services.rights import Right

if TYPE_CHECKING:
    from emk_tui.card.fields import Field
    from emk_tui.card.problems import Problem
    from emk_tui.services.presence import Presence

PAGE = 20
"""Entries told at once, the newest."""
VERIFY, FIND_WORD, PERSON, PERIOD = "verify", "find", "person", "period"
UNFILTERED, MORE, BACK = "unfiltered", "more", "back"


def journal(presence: "Presence") -> Flow[None]:
    """Entries that fit the filter, then what to do next; the chain is checked at once and on request."""
    presence.require(Right.JOURNAL)
    wanted = JournalFilter(last=PAGE)
    # whether it is whole comes before what it says
    yield from _verify(presence)
    yield from _show(presence, wanted)
    while True:
        options = (
            Option(PERIOD, _("за дни")), Option(FIND_WORD, _("найти слово")), Option(PERSON, _("кто")),
            Option(UNFILTERED, _("без отбора")), Option(MORE, _("показать больше")),
            Option(VERIFY, _("проверить журнал")), Option(BACK, _("назад")),
        )  # fmt: skip
        chosen = yield Choice("journal.menu", _("Журнал операций"), options, default=BACK)
        if chosen == BACK:
            return
        if chosen == VERIFY:
            yield from _verify(presence)
            continue
        try:
            wanted = yield from _narrowed(presence, str(chosen), wanted)
        except Back:
            continue
        yield from _show(presence, wanted)


def _narrowed(presence: "Presence", chosen: str, wanted: JournalFilter) -> Flow[JournalFilter]:
    """The filter after one answer."""
    today = presence.world.clock.today()
    if chosen == UNFILTERED:
        return JournalFilter(last=PAGE)
    if chosen == MORE:
        return replace(wanted, last=wanted.last * 5)
    if chosen == FIND_WORD:
        typed = str((yield Input("journal.find", FIND)) or "")
        return replace(wanted, find=typed.strip(), last=PAGE)
    if chosen == PERSON:
        typed = str((yield Input("journal.actor", ACTOR)) or "")
        return replace(wanted, actor=typed.strip(), last=PAGE)
    since = until = None
    while True:
        since = yield from _day("journal.since", SINCE, today, since)
        until = yield from _day("journal.until", UNTIL, today, until)
        if not (since and until and until < since):
            return replace(wanted, since=since, until=until, last=PAGE)
        yield Say("", problem("JOURNAL_DAYS"))


def _day(key: str, field: "Field", today: date, known: date | None) -> Flow[date | None]:
    """A day, or none for an empty answer; what was given before stands there to be mended."""
    found: Problem | None = None
    current = f"{known:%d.%m.%Y}" if known else ""
    while True:
        reading = field.read(str((yield Input(key, field, current, found)) or ""), today)
        if isinstance(reading, Read):
            return reading.value if isinstance(reading.value, date) else None
        found = reading.problem


def _show(presence: "Presence", wanted: JournalFilter) -> Flow[None]:
    entries = presence.store.journal(wanted)
    if told := filter_words(wanted):
        yield Say(told)
    if not entries:
        yield Say(_("Таких записей нет."))
    for entry in entries:
        yield Say(entry_line(entry))


def _verify(presence: "Presence") -> Flow[None]:
    for line in verdict_lines(presence.store.verify_journal()):
        yield Say(line)
