"""Files that came without a sign-in: by `emk docs add`, by the drop folder; offered one by one (R13)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.card.check import errors
from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import InboxItem
from emk_tui.services.file_words import size_words
from emk_tui.services.flows.asks import LATER, Choice, Confirm, Flow, Option, Say
from emk_tui.services.shown import shown_of
from emk_tui.services.sources import begun_with

if TYPE_CHECKING:
    from emk_tui.services.session import Session

TAKE, DROP = "take ", "drop"


@dataclass(frozen=True, slots=True, repr=False)
class Arrived:
    """A file that waits, and the record of the draft that was begun with it; empty: none."""

    item: InboxItem
    record: str = ""


def arrived(session: "Session") -> tuple[Arrived, ...]:
    """Everything that waits, oldest first; what was begun and left is there as well."""
    begun = begun_with(session)
    return tuple(Arrived(one, begun.get(one.id, "")) for one in session.store.inbox())


def choose_incoming(session: "Session") -> Flow[Arrived | None]:
    """One of the files that wait, to be taken now; None: later, or there are none (left)."""
    session.world.vault().take_dropped()
    while found := arrived(session):
        options = (
            *(Option(f"{TAKE}{one.item.id}", item_words(one)) for one in found),
            Option(DROP, _("Удалить присланное")),
            Option(LATER, _("Добавлю позже")),
        )
        asked = _("Пришли файлы: {n}. Какой взять").format(n=len(found))
        chosen = str((yield Choice("documents.incoming", asked, options, default=options[0].key)))
        if chosen == LATER:
            return None
        if chosen == DROP:
            yield from _choose_to_drop(session, found)
            continue
        one = next((one for one in found if chosen == f"{TAKE}{one.item.id}"), None)
        if one is not None and (yield from _is_of_use(session, one)):
            return one
    return None


def item_words(one: Arrived) -> str:
    """«analiz.pdf, результат исследования, 340 КБ, 02.03.2026, начат»."""
    kind = shown_of(SECTIONS["documents"].fields["kind"], one.item.kind) if one.item.kind else ""
    told = (one.item.name, kind, size_words(one.item.size), f"{one.item.at:%d.%m.%Y}")
    return ", ".join(filter(None, (*told, _("начат") if one.record else "")))


def _is_of_use(session: "Session", one: Arrived) -> Flow[bool]:
    """What is no document of any kind is told before anything is asked about it."""
    try:
        content = session.store.inbox_content(one.item.id)
    except KeyError:
        return False
    verdict = session.world.intake().glance(content, one.item.kind)
    if verdict.accepted:
        return True
    yield Say("", next(iter(errors(verdict.problems)), None))
    yield from _drop(session, one)
    return False


def _choose_to_drop(session: "Session", found: tuple[Arrived, ...]) -> Flow[None]:
    options = (
        *(Option(one.item.id, item_words(one)) for one in found), Option(LATER, _("Ничего не удалять")),
    )  # fmt: skip
    chosen = str((yield Choice("documents.incoming_drop", _("Что удалить"), options, default=LATER)))
    one = next((one for one in found if one.item.id == chosen), None)
    if one is not None:
        yield from _drop(session, one)


def _drop(session: "Session", one: Arrived) -> Flow[None]:
    """After a question; what was begun with it goes too."""
    question = _("Удалить {name}?").format(name=item_words(one))
    if not (yield Confirm("documents.incoming_sure", question)):
        return
    if one.record:
        session.drop(one.record)
    session.store.leave_inbox(one.item.id, session.record("присланный файл удалён"))
    yield Say(_("Удалено."))
