"""`emk docs list`, `emk docs save`, `emk export`: what the card holds, out of the store after a sign-in."""

from argparse import Namespace
from pathlib import Path

from emk_tui.cli.output import say
from emk_tui.cli.stored import card_of, signed_in
from emk_tui.i18n import _
from emk_tui.ports import CardRecord, Fault
from emk_tui.services.card_documents import CardDocument, documents_of
from emk_tui.services.completeness import ready_lines
from emk_tui.services.file_words import kept_words
from emk_tui.services.flows.document_acts import kind_words
from emk_tui.services.paper_files import save_paper
from emk_tui.services.papers import card_paper
from emk_tui.services.rights import Right
from emk_tui.services.session import Session, owner_of
from emk_tui.services.shown import restriction
from emk_tui.services.sources import content_of

PROBLEMS = 1


def docs_list(args: Namespace) -> int:
    """Number, title, state and files of every document, then what is missing by name (R127)."""
    with signed_in() as presence:
        session, card = _opened(owner_of(presence), None)
        documents = documents_of(session, card)
        if not documents:
            say(_("Документов нет."))
        for number, one in enumerate(documents, 1):
            say(f"{number}. {one.title}: {one.state}.")
            for meta in one.files:
                say(f"   {meta.name}: {kept_words(meta)}.")
        for line in ready_lines(session, card):
            say(line)
    return 0


def docs_save(args: Namespace) -> int:
    """The files of one document into a folder, 0600, with an entry of the journal (R54)."""
    with signed_in() as presence:
        session, card = _opened(owner_of(presence), None)
        one = _numbered(documents_of(session, card), args.number)
        session.require(Right.EXPORT)
        intake = session.world.intake()
        for meta in one.files:
            content = intake.shareable(content_of(session, meta))
            say(save_paper(Path(args.output), meta.name, content).name)
        session.store.record(session.record("документ скачан", kind_words(one)))
    return 0


def export(args: Namespace) -> int:
    """The extract of the card as a signed PDF (R53)."""
    with signed_in() as presence:
        session, card = _opened(owner_of(presence), args.card)
        target = Path(args.output)
        paper, code = session.world.papers().paper(card_paper(session, card), session.store.signing_key())
        written = save_paper(target.parent, target.name, paper)
        session.store.record(session.record("выписка карты сохранена", code))
    say(_("Сохранено: {name}. Проверочный код {code}.").format(name=written.name, code=code))
    return 0


def _opened(session: Session, number: str | None) -> tuple[Session, CardRecord]:
    """The card, as long as a consent is in force (R102). Fault CARD_ABSENT, RESTRICTED."""
    card = card_of(session, number)
    if restriction(session):
        raise Fault("RESTRICTED", 3)
    return session, card


def _numbered(documents: tuple[CardDocument, ...], number: int) -> CardDocument:
    if not 0 < number <= len(documents):
        raise Fault("NO_DOCUMENT", 2, count=len(documents))
    return documents[number - 1]
