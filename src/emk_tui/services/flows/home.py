"""The menu after sign-in: what can be done now, by number, name or any alias (R38, R43, R44, K7)."""

from collections.abc import Callable

from emk_tui.card.problems import Problem
from emk_tui.card.steps import STEPS
from emk_tui.i18n import _, _l
from emk_tui.ports import CardRecord
from emk_tui.services.actions import (
    ACCESS,
    ACCOUNT,
    BOOKING,
    BY_ID,
    COPY,
    DOCUMENTS,
    ENDS,
    EXTRACTS,
    IDENTITY,
    INCOMING,
    INSURER,
    JOURNAL,
    OUTBOX,
    PAPER,
    PRINT,
    PURPOSES,
    REQUEST,
    RESULTS,
    SHOW,
    SIGN,
    SUPPORT,
    WITHDRAW,
    WIZARD,
    offered,
    title_of,
)
from emk_tui.services.delivery import CHANNEL_WORDS, lines_of
from emk_tui.services.flows.access import access
from emk_tui.services.flows.account import account
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.flows.booking import my_booking
from emk_tui.services.flows.card_documents import card_documents, take_incoming
from emk_tui.services.flows.identity import begin_personal, identify, identity
from emk_tui.services.flows.insurer import insurer
from emk_tui.services.flows.journal import journal
from emk_tui.services.flows.kind import choose_kind
from emk_tui.services.flows.outgoing import send_out
from emk_tui.services.flows.print_papers import print_papers
from emk_tui.services.flows.requests import request_extract
from emk_tui.services.flows.results import show_extracts, show_results
from emk_tui.services.flows.rights import save_copy, show_purposes, sign_again, withdraw
from emk_tui.services.flows.submit import Created, confirmation
from emk_tui.services.flows.support import support
from emk_tui.services.identity import left_words
from emk_tui.services.notices import ACCOUNT as ACCOUNT_NOTICE
from emk_tui.services.paper_files import confirmation_name, save_paper
from emk_tui.services.session import Session
from emk_tui.services.shown import restriction, shown_lines
from emk_tui.services.standing import standing_of


def home(session: Session) -> Flow[str]:
    """Act until the wizard is chosen, the session locked or the person leaves; returns that action."""
    if not (session.confirmed or session.asked_identity):
        session.asked_identity = True
        yield from identify(session)
    while True:
        yield from send_out(session)
        yield from _tell_incoming(session)
        options = [
            Option(one.id, title_of(one, session), one.aliases, standing_of(one, session))
            for one in offered(session)
        ]
        first = options[0].key if session.confirmed else IDENTITY
        chosen = str((yield Choice("home", _("Моё здоровье"), tuple(options), default=first)))
        if why := _closed(session, chosen):
            yield from _explain(session, why)
        elif chosen in ENDS:
            if chosen == WIZARD:
                yield from _begin(session)
            return chosen
        else:
            yield from SHOWS[chosen](session)


def _tell_incoming(session: Session) -> Flow[None]:
    """What came without a sign-in, told once a stay for each number of files (R13)."""
    vault = session.world.vault()
    vault.take_dropped()
    count, left = len(session.store.inbox()), vault.left_dropped()
    if count > session.incoming_told:
        yield Say(_("Присланы файлы, ждут вас: {n}.").format(n=count))
    if left > session.left_told:
        yield Say(_("В папке drop осталось: {n}. ").format(n=left) + _(LEFT))
    session.incoming_told, session.left_told = count, left


LEFT = _l("Берутся обычные файлы владельца до 512 МБ, не ссылки, когда запись в них закончена.")


def _closed(session: Session, chosen: str) -> Problem | None:
    """What the table of rights has against it now."""
    right = BY_ID[chosen].right
    return session.why_not(right) if right is not None else None


def _explain(session: Session, why: Problem) -> Flow[None]:
    """Why it is closed, and what is still missing by name (R1)."""
    yield Say("", why)
    if left := left_words(session, why):
        yield Say(left)


def _begin(session: Session) -> Flow[None]:
    """Into the wizard, at its own cursor."""
    yield from choose_kind(session)
    begin_personal(session)
    if not session.wizard.step.number:
        session.move(session.wizard.first_path(STEPS[0]))


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


def show_outbox(session: Session) -> Flow[None]:
    """Notices with their state; without a consent in force not what they tell (R102)."""
    notices, closed = session.store.outbox(), bool(restriction(session))
    yield Say(_("Уведомлений {n}.").format(n=len(notices)))
    if not lines_of(session.opened):
        yield Say(_("Почта и СМС не подключены: уведомления лежат здесь, на этом компьютере."))
    for one in notices:
        head = f"{one.created_at:%d.%m.%Y}, {one.subject}, {_(CHANNEL_WORDS[one.channel])}, {one.state}."
        # what concerns the account alone says nothing of health
        told = not closed or one.subject == _(ACCOUNT_NOTICE)
        yield Say(f"{head} {one.text}" if told else head)


SHOWS: dict[str, Callable[[Session], Flow[None]]] = {
    SHOW: show_card, PAPER: save_confirmation, JOURNAL: journal, OUTBOX: show_outbox, IDENTITY: identity,
    DOCUMENTS: card_documents, REQUEST: request_extract, PRINT: print_papers, INCOMING: take_incoming,
    BOOKING: my_booking, RESULTS: show_results, EXTRACTS: show_extracts, COPY: save_copy, ACCESS: access,
    INSURER: insurer, PURPOSES: show_purposes, WITHDRAW: withdraw, SIGN: sign_again, ACCOUNT: account,
    SUPPORT: support,
}  # fmt: skip
"""Action → its conversation."""
