"""An owner with a card of one extract: what the conversations about documents begin with."""

from collections.abc import Mapping
from pathlib import Path

from emk_tui.ports import CardRecord
from emk_tui.services.card_documents import CardDocument, documents_of
from emk_tui.services.flows.asks import Ask, Form
from emk_tui.services.flows.documents import take_file
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from tests.services.worlds import Answers, hold

FILES = Path(__file__).parents[3] / "examples" / "files"
EXTRACT = next(path.name for path in FILES.iterdir() if "Выписка" in path.name)
IMAGE = "analiz-krovi.jpg"
SOURCE = "Городская поликлиника «Берёзовая роща»"
ROWS = {"kind": "выписка", "file": EXTRACT, "issued_on": "15.01.2026", "source": SOURCE}
STATED = {"documents.page": True}


def typed(session: Session, rows: Mapping[str, str], record: str = "documents.1") -> None:
    """Answers of a record."""
    session.put_rows({f"{record}.{name}": raw for name, raw in rows.items()})


def with_extract(session: Session, answers: Answers = STATED) -> CardRecord:
    """The card with its extract, made."""
    session.base = FILES
    typed(session, ROWS)
    assert hold(take_file(session, "documents.1"), answers)[0] == ()
    session.finish("documents")
    session.finish("vaccinations")
    session.move("review")
    hold(submit(session), {"submit": True})
    session.reload()
    return card_of(session)


def card_of(session: Session) -> CardRecord:
    """The card as it is now."""
    card = session.store.card()
    assert card is not None
    return card


def only(session: Session) -> CardDocument:
    """Its only document."""
    (one,) = documents_of(session, card_of(session))
    return one


def filling(session: Session, rows: Mapping[str, str]) -> object:
    """Types these into whatever record the form is of, as a face does."""

    def fill(ask: Ask) -> None:
        assert isinstance(ask, Form)
        typed(session, rows, ask.record)

    return fill


def form(number: int = 1) -> str:
    """The key of the form of that record of the draft."""
    return f"form.documents.{number}"
