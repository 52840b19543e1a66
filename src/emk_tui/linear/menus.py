"""Lists and schedules by ear: the same asks as numbered choices (rule 7)."""

from collections.abc import Callable
from itertools import groupby

from emk_tui.i18n import _
from emk_tui.services.bookings import day_words
from emk_tui.services.flows.asks import ADD, LATER, NEXT, Choice, Option, Records, Slots


def records_menu(ask: Records) -> Choice:
    """Go on, add, then change and delete each record by its number and name."""
    edit, drop = _("Редактировать {n}: {name}"), _("Удалить {n}: {name}")
    numbered = [(row.record.rpartition(".")[2], row) for row in ask.rows]
    edits = [Option(f"edit {row.record}", edit.format(n=n, name=row.title)) for n, row in numbered]
    drops = [Option(f"drop {row.record}", drop.format(n=n, name=row.title)) for n, row in numbered]
    name = _("{name}, записей {n}").format(name=ask.title, n=len(ask.rows)) if ask.rows else ask.title
    options = (Option(NEXT, _("Дальше")), Option(ADD, ask.add), *edits, *drops)
    return Choice(f"{ask.prefix}.menu", name, options, NEXT)


def choose_slot(ask: Slots, choose: Callable[[Choice], str]) -> str:
    """A day first, then its times; all of them said as «свободно»."""
    days = [(day, tuple(group)) for day, group in groupby(ask.slots, key=lambda slot: slot.start.date())]
    options = [
        Option(day.isoformat(), f"{day_words(group[0].start)}, {_('свободно')} {len(group)}")
        for day, group in days
    ]
    options.append(Option(LATER, _("записаться позже")))
    chosen = choose(Choice("booking.day", ask.question, tuple(options)))
    group = next((group for day, group in days if day.isoformat() == chosen), ())
    times = tuple(Option(one.id, f"{one.start.hour}:{one.start.minute:02}, {_('свободно')}") for one in group)
    return choose(Choice(ask.key, _("Время"), times)) if times else LATER
