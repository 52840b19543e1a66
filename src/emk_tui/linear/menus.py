"""Lists and schedules by ear: the same asks as numbered choices (rule 7)."""

from collections.abc import Callable
from itertools import groupby

from emk_tui.i18n import _
from emk_tui.ports import Slot
from emk_tui.services.bookings import day_words, time_words
from emk_tui.services.flows.asks import ADD, LATER, NEXT, OTHER, Choice, Option, Records, Slots

DAYS = "days"
"""From the times of a day back to the days."""


def records_menu(ask: Records) -> Choice:
    """Go on, add, then change and delete each record by its number and name."""
    edit, drop = _("Редактировать {n}: {name}"), _("Удалить {n}: {name}")
    numbered = [(row.record.rpartition(".")[2], row) for row in ask.rows]
    edits = [
        Option(f"edit {row.record}", edit.format(n=n, name=row.title), note=row.note) for n, row in numbered
    ]
    drops = [Option(f"drop {row.record}", drop.format(n=n, name=row.title)) for n, row in numbered]
    name = _("{name}, записей {n}").format(name=ask.title, n=len(ask.rows)) if ask.rows else ask.title
    options = (Option(NEXT, _("Дальше")), Option(ADD, ask.add), *edits, *drops)
    return Choice(f"{ask.prefix}.menu", name, options, NEXT)


def choose_slot(ask: Slots, choose: Callable[[Choice], str]) -> str:
    """A day first, then its times, or another day; all of them said as «свободно»."""
    days = {key: tuple(group) for key, group in groupby(ask.slots, key=_day)}
    around = (Option(OTHER, _("другой врач")), Option(LATER, _("записаться позже")))
    named = tuple(
        Option(key, f"{day_words(group[0].start)}, {_('свободно')} {len(group)}")
        for key, group in days.items()
    )
    while True:
        day = choose(Choice("booking.day", ask.question, (*named, *around)))
        if day not in days:
            return day
        times = tuple(Option(one.id, f"{time_words(one.start)}, {_('свободно')}") for one in days[day])
        chosen = choose(Choice(ask.key, _("Время"), (*times, Option(DAYS, _("другой день")), *around)))
        if chosen != DAYS:
            return chosen


def _day(slot: Slot) -> str:
    return slot.start.date().isoformat()
