"""«Запросить выписку»: a letter to the clinic, by one of three ways (R114, R115)."""

from typing import TYPE_CHECKING

from emk_tui.card.text import fold
from emk_tui.i18n import _, _l
from emk_tui.services.completeness import Requested, note_request, requested
from emk_tui.services.flows.asks import Back, Choice, Flow, Option, Say
from emk_tui.services.flows.organisations import choose_organisation
from emk_tui.services.flows.questions import PERIOD, ask_field
from emk_tui.services.flows.saving import save_out, save_text
from emk_tui.services.papers import request_paper
from emk_tui.services.shown import restriction

if TYPE_CHECKING:
    from emk_tui.services.session import Session

WAYS = {
    "person": _l("лично"),
    "email": _l("через электронную почту учреждения"),
    "portal": _l("через портал государственных услуг"),
}
ADVICE = {
    "person": _l("Распечатайте два экземпляра, на втором попросите отметку о приёме."),
    "email": _l("Подпишите, отсканируйте и отправьте на почту учреждения, адрес есть на его сайте."),
    "portal": _l("Приложите файл к обращению на портале: раздел «Обращения» или сайт учреждения."),
}
"""Way → what to do with the letter."""


def request_extract(session: "Session") -> Flow[None]:
    """Which clinic, of what, by which way; the letter as PDF and as text, and a place in what is missing."""
    if closed := restriction(session):
        yield Say(closed)
        return
    for one in requested(session):
        yield Say(_("Уже запрошено: {clinic}, {way}.").format(clinic=one.clinic, way=one.way))
    known = session.draft.raw("clinic.name") if session.store.card() is None else ""
    clinic = yield from choose_organisation(session, "request", _("Кого просим"), known)
    if not clinic:
        return
    today = session.world.clock.today()
    what = yield from ask_field("request.what", PERIOD, today)
    options = tuple(Option(key, _(words)) for key, words in WAYS.items())
    try:
        way = str((yield Choice("request.way", _("Как подать запрос"), options, default="person")))
    except Back:
        return
    number = f"{today:%Y%m%d}-{len(requested(session)) + 1:02}"
    paper = request_paper(session, number, clinic, _(WAYS[way]), what)
    saved = yield from save_out(session, paper)
    saved_text = save_text(session, paper)
    repeated = any(fold(one.clinic) == fold(clinic) for one in requested(session))
    note_request(session, Requested(clinic, _(WAYS[way]), session.world.clock.now().isoformat()))
    yield Say(_("Запрос готов: {pdf} и {text}, папка papers.").format(pdf=saved, text=saved_text))
    yield Say(_(ADVICE[way]))
    if not repeated:
        yield Say(_("Пока выписка не загружена, она стоит в списке недостающих."))
