"""Papers into the folder of papers, for their owner alone, each with its entry of the journal (R54, R91)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _, _l
from emk_tui.ports import Paper
from emk_tui.services.flows.asks import Flow, wait
from emk_tui.services.paper_files import save_paper

if TYPE_CHECKING:
    from emk_tui.services.session import Session

SAVED = {
    "card": _l("выписка карты сохранена"),
    "consent": _l("согласие сохранено"),
    "ticket": _l("талон сохранён"),
    "request": _l("запрос выписки сохранён"),
    "cover": _l("опись частей сохранена"),
}
"""Kind → action of the journal."""


def save_out(session: "Session", paper: Paper, text: str = "") -> Flow[str]:
    """Make the PDF (or write the given text beside it) and keep it; the name of the file."""
    folder = session.world.folder / "papers"
    papers, key = session.world.papers(), session.store.signing_key()
    name = papers.name(paper.kind, paper.number)
    if text:
        return save_paper(folder, name.removesuffix(".pdf") + ".txt", text.encode()).name
    content, code = yield from wait(_("Готовим бумагу."), lambda: papers.paper(paper, key))
    path = save_paper(folder, name, content)
    session.store.record(session.record(_(SAVED[paper.kind]), code))
    return path.name
