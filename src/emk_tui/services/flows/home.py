"""The menu after sign-in: what can be done now, by number, name or any alias (R38, R43, R44, K7)."""

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date
from typing import cast

from emk_tui.card.fields import Field, Right, Value
from emk_tui.card.section import members
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import CardRecord
from emk_tui.services.actions import IDENTITY, JOURNAL, OUTBOX, PAPER, SHOW, offered, title_of
from emk_tui.services.bookings import CHANNELS, booking_sentence
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.flows.submit import Created, confirmation
from emk_tui.services.paper_files import confirmation_name, save_paper
from emk_tui.services.session import Session


def home(session: Session) -> Flow[str]:
    """Act until the wizard is chosen or the person leaves; returns WIZARD or LEAVE."""
    shows = {
        SHOW: show_card, PAPER: save_confirmation, JOURNAL: show_journal, OUTBOX: show_outbox,
        IDENTITY: show_identity,
    }  # fmt: skip
    while True:
        options = [Option(one.id, title_of(one, session), one.aliases) for one in offered(session)]
        chosen = str((yield Choice("home", _("Моё здоровье"), tuple(options), default=options[0].key)))
        if chosen not in shows:
            return chosen
        yield from shows[chosen](session)


def show_card(session: Session) -> Flow[None]:
    """The card read-only (R168)."""
    card = session.store.card()
    if card is None:
        return
    yield Say(_("Карта {number}. Статус: {status}.").format(number=card.number, status=card.status))
    for line in (*card_lines(card), *booking_lines(session)):
        yield Say(line)


def booking_lines(session: Session) -> list[str]:
    """The booking that belongs to the card (R150)."""
    held = session.store.booking()
    if held is None:
        return []
    return [_("Запись к врачу."), _("{booking}.").format(booking=booking_sentence(held))]


def card_lines(card: CardRecord) -> list[str]:
    """Every stored value with its label, as it is shown."""
    lines: list[str] = []
    for key, section in SECTIONS.items():
        stored = card.sections.get(key)
        if stored is None or key == "consent":
            continue
        records = [stored] if isinstance(stored, Mapping) else stored
        told = [line for record in records for line in _record_lines(section.cls, record)]
        title = _(section.title)
        lines += [f"{title}.", *told] if told else [_("{title}: нет.").format(title=title)]
    return lines


def _told(field: Field, value: object) -> str:
    """A value as it is shown; of an empty one what the field says of that (R132), mostly nothing."""
    return shown_of(field, cast(Value, value)) if value not in (None, "") else _(field.empty)


def _record_lines(cls: type, record: Mapping[str, object]) -> list[str]:
    fields, lists = members(cls)
    lines = [
        f"{_(field.label)}: {told}."
        for name, field in fields.items()
        if not field.companion and (told := _told(field, record.get(name)))
    ]
    for name, (_many, inner) in lists.items():
        for row in cast(Sequence[Mapping[str, object]], record.get(name) or ()):
            lines += _record_lines(inner, row)
    return lines


def shown_of(field: Field, value: Value) -> str:
    """A stored value as it is shown everywhere: with its separators, a region by its name."""
    reading = field.read(field.raw_of(value), date(MAXYEAR, 1, 1))
    return reading.shown if isinstance(reading, Right) else field.raw_of(value)


def save_confirmation(session: Session) -> Flow[None]:
    """Write the confirming document with mode 0600 into the folder of papers (R91)."""
    card = session.store.card()
    if card is None:
        return
    paper, code = confirmation(session, card)
    yield from _keep(session, card, paper, code)


def offer_paper(session: Session, created: Created) -> Flow[None]:
    """Right after the card was made: keep its paper, or leave that to the menu."""
    if (yield Confirm("paper.save", _("Сохранить PDF?"), True)):
        yield from _keep(session, created.card, created.paper, created.check_code)


def _keep(session: Session, card: CardRecord, paper: bytes, code: str) -> Flow[None]:
    path = save_paper(session.world.folder / "papers", confirmation_name(card.number), paper)
    session.store.record(session.record("подтверждение сохранено", code))
    yield Say(_("Сохранено в папку papers: {name}.").format(name=path.name))


def show_identity(session: Session) -> Flow[None]:
    """The state of the account with its basis (R3, R6, K38); nobody comes here without it."""
    account = session.store.account()
    words = _("Учётная запись: Подтверждена, {basis}.").format(basis=_(account.confirmed_basis))
    yield Say(f"{words} {account.confirmed_at:%d.%m.%Y}." if account.confirmed_at else words)


def show_journal(session: Session) -> Flow[None]:
    """Who, when, what; whether the chain is whole (R189)."""
    for entry in session.store.journal()[-20:]:
        yield Say(
            f"{entry.seq}. {entry.at:%d.%m.%Y %H:%M}. {entry.action}. {entry.subject}".rstrip(". ") + "."
        )
    verdict = session.store.verify_journal()
    whole = _("Журнал цел, записей {n}.").format(n=verdict.count)
    yield Say(whole if verdict.ok else _("Журнал нарушен, запись {n}.").format(n=verdict.broken_seq))


def show_outbox(session: Session) -> Flow[None]:
    """Notices with their state."""
    notices = session.store.outbox()
    yield Say(_("Уведомлений {n}.").format(n=len(notices)))
    for one in notices:
        yield Say(
            f"{one.created_at:%d.%m.%Y}, {one.subject}, {_(CHANNELS[one.channel])}, {one.state}. {one.text}"
        )
