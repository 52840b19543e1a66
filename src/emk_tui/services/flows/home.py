"""The menu after sign-in: what can be done now, by number, name or any alias (R38, R43, R44, K7)."""

from emk_tui.i18n import _
from emk_tui.ports import CardRecord
from emk_tui.services.actions import (
    BOOKING,
    COPY,
    IDENTITY,
    JOURNAL,
    OUTBOX,
    PAPER,
    PURPOSES,
    SHOW,
    SIGN,
    WITHDRAW,
    WIZARD,
    offered,
    title_of,
)
from emk_tui.services.bookings import CHANNELS
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.flows.booking import my_booking
from emk_tui.services.flows.kind import choose_kind
from emk_tui.services.flows.rights import save_copy, show_purposes, sign_again, withdraw
from emk_tui.services.flows.submit import Created, confirmation
from emk_tui.services.paper_files import confirmation_name, save_paper
from emk_tui.services.session import Session
from emk_tui.services.shown import restriction, shown_lines
from emk_tui.services.standing import standing_of


def home(session: Session) -> Flow[str]:
    """Act until the wizard is chosen or the person leaves; returns WIZARD or LEAVE."""
    shows = {
        SHOW: show_card, PAPER: save_confirmation, JOURNAL: show_journal, OUTBOX: show_outbox,
        IDENTITY: show_identity, BOOKING: my_booking, COPY: save_copy, PURPOSES: show_purposes,
        WITHDRAW: withdraw, SIGN: sign_again,
    }  # fmt: skip
    while True:
        options = [
            Option(one.id, title_of(one, session), one.aliases, standing_of(one, session))
            for one in offered(session)
        ]
        chosen = str((yield Choice("home", _("Моё здоровье"), tuple(options), default=options[0].key)))
        if chosen == WIZARD:
            yield from choose_kind(session)
        if chosen not in shows:
            return chosen
        yield from shows[chosen](session)


def show_card(session: Session) -> Flow[None]:
    """The card read-only (R168); without a consent in force only whose it is (R102)."""
    card = session.store.card()
    if card is None:
        return
    for line in shown_lines(session, card):
        yield Say(line)


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
    """Notices with their state; without a consent in force not what they tell (R102)."""
    notices, closed = session.store.outbox(), bool(restriction(session))
    yield Say(_("Уведомлений {n}.").format(n=len(notices)))
    for one in notices:
        head = f"{one.created_at:%d.%m.%Y}, {one.subject}, {_(CHANNELS[one.channel])}, {one.state}."
        yield Say(head if closed else f"{head} {one.text}")
