"""Files that came without a sign-in: by `emk docs add`, by the drop folder; offered one by one (R13)."""

from typing import TYPE_CHECKING

from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import InboxItem
from emk_tui.services.file_words import harmless, size_words
from emk_tui.services.flows.asks import LATER, Choice, Confirm, Flow, Option, Say
from emk_tui.services.shown import shown_of
from emk_tui.services.sources import waiting

if TYPE_CHECKING:
    from emk_tui.services.session import Session

TAKE, DROP = "take ", "drop"


def choose_incoming(session: "Session") -> Flow[InboxItem | None]:
    """One of the files that wait, to be taken now; None: later, or there are none (left)."""
    session.world.vault().take_dropped()
    while found := waiting(session):
        options = (
            *(Option(f"{TAKE}{one.id}", item_words(one)) for one in found),
            Option(DROP, _("удалить присланное")),
            Option(LATER, _("Добавлю позже")),
        )
        asked = _("Пришли файлы: {n}. Какой взять").format(n=len(found))
        chosen = str((yield Choice("documents.incoming", asked, options, default=options[0].key)))
        if chosen == LATER:
            return None
        if chosen != DROP:
            return next((one for one in found if chosen == f"{TAKE}{one.id}"), None)
        yield from _drop(session, found)
    return None


def item_words(item: InboxItem) -> str:
    """«analiz.pdf, результат исследования, 340 КБ, 02.03.2026»."""
    kind = shown_of(SECTIONS["documents"].fields["kind"], item.kind) if item.kind else ""
    told = (harmless(item.name), kind, size_words(item.size), f"{item.at:%d.%m.%Y}")
    return ", ".join(filter(None, told))


def _drop(session: "Session", found: tuple[InboxItem, ...]) -> Flow[None]:
    """Which one is to be thrown away, after a question."""
    options = (*(Option(one.id, item_words(one)) for one in found), Option(LATER, _("ничего не удалять")))
    chosen = str((yield Choice("documents.incoming_drop", _("Что удалить"), options, default=LATER)))
    item = next((one for one in found if one.id == chosen), None)
    if item is None:
        return
    if (yield Confirm("documents.incoming_sure", _("Удалить {name}?").format(name=item_words(item)))):
        session.store.leave_inbox(item.id, session.record("присланный файл удалён"))
        yield Say(_("Удалено."))
