"""Choose a doctor: specialty and distance narrow the list together, one answer widens it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from emk_tui.card.sections.booking import HINTS
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Doctor
from emk_tui.services.bookings import doctor_sentence, narrowings, within
from emk_tui.services.flows.asks import EVERY, LATER, OTHER, Choice, Flow, Option, Say
from emk_tui.services.session import Session

NEAR = "near "
"""Begins the options of a distance: `near 3`."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What doctors are narrowed by; empty: by nothing. `full` are those without a free time."""

    specialty: str = ""
    km: int = 0
    full: frozenset[str] = frozenset()


def choose_specialty(session: Session, filters: Filters) -> Flow[Filters | None]:
    """From the specialties somebody works in, with what each is for; None: later."""
    schedule = session.registries.schedule
    counts = {name: len(within(schedule.doctors(name), filters.km)) for name in schedule.specialties()}
    options = [Option(name, _specialty(name, count)) for name, count in counts.items()]
    options.append(Option(LATER, _("записаться позже")))
    known = filters.specialty or session.draft.raw("booking.specialty")
    default = next((name for name in counts if fold(name) == fold(known)), "")
    chosen = str((yield Choice("booking.specialty", _("Специальность врача"), tuple(options), default)))
    if chosen == LATER:
        return None
    session.put("booking.specialty", chosen)
    if counts[chosen]:
        return replace(filters, specialty=chosen)
    if filters.km:
        yield Say(_("Не дальше {km} км таких врачей нет, показаны все.").format(km=filters.km))
    return replace(filters, specialty=chosen, km=0)


def _specialty(name: str, count: int) -> str:
    hint = _(HINTS[name]) if name in HINTS else ""
    return ", ".join(filter(None, (name, hint, _("врачей {n}").format(n=count))))


def choose_doctor(session: Session, filters: Filters) -> Flow[tuple[Doctor | None, Filters]]:
    """Nearest first, until one is chosen or left for later; with the filters as they are then."""
    while True:
        doctors = _working(session, filters)
        if not doctors:
            yield Say(_("По этой специальности сейчас никто не принимает. Записаться можно позже."))
            return None, filters
        if not within(doctors, filters.km):
            filters = replace(filters, km=0)
        chosen = str((yield _choice(session, doctors, filters)))
        doctor = next((one for one in doctors if one.id == chosen), None)
        if doctor is not None:
            session.put("booking.specialty", doctor.specialty)
            session.put("booking.doctor", doctor.name)
            return doctor, filters
        wanted = yield from _filtered(session, chosen, filters)
        if wanted is None:
            return None, filters
        filters = wanted


def _filtered(session: Session, chosen: str, filters: Filters) -> Flow[Filters | None]:
    """Other filters; None: later."""
    if chosen == EVERY:
        return Filters(full=filters.full)
    if chosen == OTHER:
        return (yield from choose_specialty(session, filters))
    if chosen.startswith(NEAR):
        return replace(filters, km=int(chosen.removeprefix(NEAR)))
    return None


def _working(session: Session, filters: Filters) -> tuple[Doctor, ...]:
    """Of the specialty, at any distance, without those who have no time."""
    found = session.registries.schedule.doctors(filters.specialty)
    return tuple(one for one in found if one.id not in filters.full)


def _choice(session: Session, doctors: tuple[Doctor, ...], filters: Filters) -> Choice:
    """The doctors, then what narrows and widens them."""
    now, shown = session.world.clock.now(), within(doctors, filters.km)
    every = not filters.specialty
    options = [Option(one.id, doctor_sentence(one, now, specialty=every)) for one in shown]
    known = fold(session.draft.raw("booking.doctor"))
    default = next((one.id for one in shown if known and fold(one.name) == known), "")
    options += _narrowing(session, doctors, filters)
    return Choice("booking.doctor", _question(doctors, filters), tuple(options), default)


def _question(doctors: tuple[Doctor, ...], filters: Filters) -> str:
    """The filters with their counts in words."""
    who = filters.specialty or _("все специальности")
    words = _("Врач, {who}, врачей {n}").format(who=who, n=len(doctors))
    if not filters.km:
        return words
    near = _("из них не дальше {km} км, врачей {n}")
    return f"{words}, {near.format(km=filters.km, n=len(within(doctors, filters.km)))}"


def _narrowing(session: Session, doctors: tuple[Doctor, ...], filters: Filters) -> Iterable[Option]:
    near = _("не дальше {km} км, врачей {n}")
    for km, count in narrowings(doctors, filters.km):
        yield Option(f"{NEAR}{km}", near.format(km=km, n=count))
    if filters.km and filters.specialty:
        yield Option(f"{NEAR}0", _("на любом расстоянии, врачей {n}").format(n=len(doctors)))
    yield Option(OTHER, _("выбрать специальность"))
    if filters.km or filters.specialty:
        total = len(_working(session, Filters(full=filters.full)))
        yield Option(EVERY, _("снять фильтры, все врачи {n}").format(n=total))
    yield Option(LATER, _("записаться позже"))
