"""«Результаты обследований», «Выписки»: what the card holds of them, with states (R17, R112, R125)."""

from typing import TYPE_CHECKING

from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Flow, Say
from emk_tui.services.reading import EXTRACT, RESULT, check_words, records_of
from emk_tui.services.shown import record_lines, restriction

if TYPE_CHECKING:
    from emk_tui.services.session import Session


def show_results(session: "Session") -> Flow[None]:
    """Every result with what a specialist said of it."""
    yield from _show(session, RESULT, _("Результатов обследований {n}."))


def show_extracts(session: "Session") -> Flow[None]:
    """Every extract."""
    yield from _show(session, EXTRACT, _("Выписок {n}."))


def _show(session: "Session", kind: str, counted: str) -> Flow[None]:
    card = session.store.card()
    if card is None:
        return
    if closed := restriction(session):
        yield Say(closed)
        return
    checks = session.store.result_checks()
    records = [one for one in records_of(card, "documents") if one.get("kind") == kind]
    yield Say(counted.format(n=len(records)))
    for number, record in enumerate(records, 1):
        state = check_words(record, checks)
        yield Say(_("{n}. {state}").format(n=number, state=f"{state}." if state else ""))
        for line in record_lines(SECTIONS["documents"].cls, record):
            yield Say(line)
