"""What may be done with a document of the card: look, download, hand over, replace, mend (R54, R126)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.card.sections.documents import CATEGORIES
from emk_tui.i18n import _, _l
from emk_tui.ports import CardRecord, FileMeta
from emk_tui.services.card_documents import CardDocument
from emk_tui.services.completeness import pages_of
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say, wait
from emk_tui.services.flows.changing_documents import change_document, replace_file
from emk_tui.services.flows.organisations import choose_organisation
from emk_tui.services.flows.page_statement import state_pages
from emk_tui.services.flows.saving import save_out
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.flows.viewing import view, view_safely
from emk_tui.services.paper_files import save_paper
from emk_tui.services.papers import cover_paper
from emk_tui.services.reading import RESULT
from emk_tui.services.sources import content_of

if TYPE_CHECKING:
    from emk_tui.services.session import Session


BACK = "back"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with a document: title, its conversation, when it makes sense."""

    title: str
    flow: "Callable[[Session, CardRecord, CardDocument], Flow[None]]"
    offered: Callable[[CardDocument], bool] = lambda one: bool(one.files)


def _view(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    intake, content = session.world.intake(), partial(content_of, session)
    yield from view(intake, one.files, content, session.world.clock.today())


def _download(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    """Every part, and the cover sheet of a divided document."""
    yield from confirm_person(session, _("скачивание документа"))
    names = yield from _written(session, one)
    session.store.record(session.record("документ скачан", kind_words(one)))
    if len(one.files) > 1:
        names += ((yield from save_out(session, cover_paper(session, card, one.record))),)
    yield Say(_("Сохранено в папку papers: {names}. Файл не зашифрован.").format(names=", ".join(names)))


def _hand_over(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    """To an organisation that is named: the files to give, and the entry that says to whom (R54)."""
    name = yield from choose_organisation(session, "documents.organisation", _("Кому передать"))
    if not name:
        return
    question = _("Передать «{title}»: {name}?").format(title=one.title, name=name)
    if not (yield Confirm("documents.hand_over", question)):
        return
    yield from confirm_person(session, _("передача документа"))
    names = yield from _written(session, one)
    session.store.record(session.record("документ передан", f"{kind_words(one)}, {name}"))
    told = _("Файл для передачи в папке papers: {names}. Передача записана в журнал: {name}.")
    yield Say(told.format(names=", ".join(names), name=name))
    yield Say(_("Программа сама ничего не отправляет: отнесите файл или приложите его на сайте организации."))


def _written(session: "Session", one: CardDocument) -> Flow[tuple[str, ...]]:
    """The files as they may leave: 0600, without the place where a picture was taken."""
    folder, intake = session.world.folder / "papers", session.world.intake()

    def write() -> tuple[str, ...]:
        return tuple(
            save_paper(folder, meta.name, intake.shareable(content_of(session, meta))).name
            for meta in one.files
        )

    return (yield from wait(_("Записываем файл."), write))


def _state(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    statement = yield from state_pages(pages_of(one.files))
    if statement:
        event = session.record("подписи и печати указаны", kind_words(one))
        session.store.state_pages(one.files[0].record, statement, event)
        yield Say(_("Записано."))


def _versions(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    """Every version that is kept; the old ones may be looked at too (R126)."""
    kept = session.store.file_versions(one.files[0].record)
    numbers = sorted({meta.version for meta in kept}, reverse=True)
    options = (*(Option(str(n), _version_words(n, kept)) for n in numbers), Option(BACK, _("назад")))
    while True:
        chosen = str((yield Choice("documents.version", _("Какую посмотреть"), options, default=BACK)))
        if chosen == BACK:
            return
        files = tuple(meta for meta in reversed(kept) if str(meta.version) == chosen)
        intake, content = session.world.intake(), partial(content_of, session)
        files = tuple(sorted(files, key=lambda meta: meta.part))
        yield from view_safely(intake, files, content, session.world.clock.today())


def _version_words(number: int, kept: Sequence[FileMeta]) -> str:
    """«версия 1, 02.03.2026, выписка.pdf»."""
    first = next(meta for meta in kept if meta.version == number)
    day = f"{first.at:%d.%m.%Y}" if first.at else ""
    return ", ".join(filter(None, (_("версия {n}").format(n=number), day, first.name)))


def _category(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    """Where a result stands in the card (R111)."""
    options = tuple(Option(key, _(words)) for key, words, _aliases in CATEGORIES)
    known = str(one.record.get("category") or "")
    chosen = str((yield Choice("documents.category", _("Раздел карты"), options, default=known)))
    if chosen != known:
        kept = {**one.record, "category": chosen}
        session.store.keep_records("documents", (kept,), {}, session.record("раздел карты изменён"))
        yield Say(_("Записано в карту."))


def _replace(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    yield from replace_file(session, one)


def _change(session: "Session", card: CardRecord, one: CardDocument) -> Flow[None]:
    yield from change_document(session, one)


def kind_words(one: CardDocument) -> str:
    """Kind of a document for the journal, which names no study and no organisation."""
    from emk_tui.card.sections import SECTIONS
    from emk_tui.services.shown import shown_of

    return shown_of(SECTIONS["documents"].fields["kind"], str(one.record.get("kind") or ""))


ACTS: dict[str, Act] = {
    "view": Act(_l("посмотреть"), _view),
    "download": Act(_l("скачать"), _download),
    "hand_over": Act(_l("передать в организацию"), _hand_over),
    "replace": Act(_l("заменить файл"), _replace, lambda one: True),
    "change": Act(_l("исправить сведения"), _change, lambda one: True),
    "category": Act(_l("сменить раздел карты"), _category, lambda one: one.record.get("kind") == RESULT),
    "state": Act(
        _l("указать подписи и печати"), _state, lambda one: one.is_extract and pages_of(one.files) > 0
    ),
    "versions": Act(_l("прежние версии"), _versions, lambda one: any(meta.version > 1 for meta in one.files)),
}
"""Key → what it is; in the order of the menu."""
