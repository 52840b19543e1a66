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


def save_out(session: "Session", paper: Paper) -> Flow[str]:
    """Make the PDF and keep it; the name of the file."""
    papers, key = session.world.papers(), session.store.signing_key()
    name, folder = papers.name(paper.kind, paper.number), session.world.folder / "papers"
    content, code = yield from wait(_("Готовим бумагу."), lambda: papers.paper(paper, key))
    path = save_paper(folder, name, content)
    session.store.record(session.record(_(SAVED[paper.kind]), code))
    return path.name


def save_text(session: "Session", paper: Paper) -> str:
    """The same words as plain text beside it, to be copied into a letter; the name of the file."""
    lines = [f"{label}: {told}" for label, told in paper.head]
    lines += [line for part in paper.parts for line in part.paragraphs]
    name = session.world.papers().name(paper.kind, paper.number).removesuffix(".pdf")
    text = "\n".join([*lines, ""])
    return save_paper(session.world.folder / "papers", f"{name}.txt", text.encode()).name
