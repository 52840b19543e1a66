"""«Мои медицинские документы»: the list with states, one document, what came without a sign-in (R122)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import CardRecord, Fault
from emk_tui.services.card_documents import CardDocument, documents_of
from emk_tui.services.completeness import ready_lines
from emk_tui.services.file_words import kept_words
from emk_tui.services.flows.asks import Back, Cancelled, Choice, Flow, Option, Say
from emk_tui.services.flows.changing_documents import add_document
from emk_tui.services.flows.document_acts import ACTS
from emk_tui.services.flows.incoming import choose_incoming
from emk_tui.services.flows.saving import save_out
from emk_tui.services.papers import card_paper
from emk_tui.services.shown import restriction
from emk_tui.services.sources import of_file

if TYPE_CHECKING:
    from emk_tui.services.session import Session

ADD, PAPER, BACK = "add", "paper", "back"
DOCUMENT = "document."


def card_documents(session: "Session") -> Flow[None]:
    """The list with the state of each, until the owner goes back; nothing without a consent in force."""
    while (card := session.store.card()) is not None:
        if closed := restriction(session):
            yield Say(closed)
            return
        for line in ready_lines(session, card):
            yield Say(line)
        documents = documents_of(session, card)
        options = (
            *(Option(f"{DOCUMENT}{one.id}", one.title, note=one.state) for one in documents),
            Option(ADD, _("Добавить документ")),
            Option(PAPER, _("Выписка из карты, PDF")),
            Option(BACK, _("назад")),
        )
        chosen = str((yield Choice("documents.menu", _("Мои медицинские документы"), options, default=BACK)))
        if chosen == BACK:
            return
        try:
            yield from _chosen(session, card, documents, chosen)
        except Back:
            continue


def take_incoming(session: "Session") -> Flow[None]:
    """Files that came without a sign-in: into the card; before there is one, where they are taken (R13)."""
    if session.store.card() is None:
        yield Say(_("Файлов ждёт: {n}.").format(n=len(session.store.inbox())))
        yield Say(_("Паспорт и СНИЛС предложит подтверждение личности, остальное шаг 5 «Документы»."))
        return
    if closed := restriction(session):
        yield Say(closed)
        return
    while (one := (yield from choose_incoming(session))) is not None:
        yield from add_document(session, one)


def _chosen(
    session: "Session", card: CardRecord, documents: tuple[CardDocument, ...], chosen: str
) -> Flow[None]:
    if chosen == ADD:
        yield from add_document(session)
    elif chosen == PAPER:
        name = yield from save_out(session, card_paper(session, card))
        yield Say(_("Сохранено в папку papers: {name}.").format(name=name))
    else:
        one = next(one for one in documents if chosen == f"{DOCUMENT}{one.id}")
        yield from _document(session, card, one)


def _document(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    """What may be done with one document, until the owner goes back to the list."""
    while True:
        yield Say(f"{one.title}: {one.state}.")
        for meta in one.files:
            yield Say(f"{meta.name}: {kept_words(meta)}.")
        if not (yield from _act(session, card, one)):
            return
        card = session.store.card() or card
        one = next((found for found in documents_of(session, card) if found.id == one.id), one)


def _act(session: "Session", card: CardRecord, one: CardDocument) -> Flow[bool]:
    """One thing done with it, one back from it included; False: back to the list."""
    offered = {key: act for key, act in ACTS.items() if act.offered(one)}
    options = (*(Option(key, _(act.title)) for key, act in offered.items()), Option(BACK, _("назад")))
    chosen = str((yield Choice("documents.act", _("Что сделать"), options, default=BACK)))
    if chosen == BACK:
        return False
    try:
        yield from offered[chosen].flow(session, card, one)
    except Back:
        return True
    except Cancelled:
        yield Say(_("Остановлено, документ остался прежним."))
    except Fault as refused:
        yield Say("", of_file(refused))
    return True
