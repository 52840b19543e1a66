"""A specialist looks through results: confirms or returns each with a reason, by name and time (R112)."""

import uuid
from typing import TYPE_CHECKING

from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import Record, ResultCheck
from emk_tui.services.flows.asks import Back, Choice, Flow, Option, Say
from emk_tui.services.flows.questions import REFUSAL, ask_field
from emk_tui.services.notices import about_card
from emk_tui.services.reading import Waiting, results_to_check, value_of
from emk_tui.services.shown import record_lines

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

CONFIRM, RETURN, BACK = "confirm", "return", "back"


def check_results(presence: "Presence") -> Flow[None]:
    """The queue until it is empty or the specialist goes back."""
    while waiting := results_to_check(presence):
        options = (
            *(Option(value_of(one.record, "id"), title(one.record), note=one.reason) for one in waiting),
            Option(BACK, _("назад")),
        )
        chosen = str((yield Choice("staff.results", _("Результаты на проверку"), options)))
        one = next((one for one in waiting if value_of(one.record, "id") == chosen), None)
        if one is None:
            return
        try:
            yield from _judge(presence, one)
        except Back:
            continue
    yield Say(_("Результатов на проверку нет."))


def title(record: Record) -> str:
    """«Общий анализ крови, 10.02.2026»."""
    day = record.get("performed_on")
    told = [value_of(record, "study"), f"{day:%d.%m.%Y}" if hasattr(day, "year") else ""]
    return ", ".join(filter(None, told))


def _judge(presence: "Presence", waiting: Waiting) -> Flow[None]:
    for line in record_lines(SECTIONS["documents"].cls, waiting.record):
        yield Say(line)
    options = (Option(CONFIRM, _("подтвердить")), Option(RETURN, _("вернуть")), Option(BACK, _("назад")))
    chosen = yield Choice("staff.result", _("Что записать"), options, default=BACK)
    if chosen == BACK:
        return
    today, why = presence.world.clock.today(), ""
    if chosen == RETURN:
        why = yield from ask_field("staff.refusal", REFUSAL, today)
    _keep(presence, waiting, confirmed=chosen == CONFIRM, why=why)
    yield Say(_("Записано: подтверждено.") if chosen == CONFIRM else _("Записано: возвращено."))


def _keep(presence: "Presence", waiting: Waiting, *, confirmed: bool, why: str) -> None:
    """By name and time; the owner is told, the journal names the result by its number alone (R112)."""
    now, which = presence.world.clock.now(), _("результат {n}").format(n=waiting.number)
    check = ResultCheck(value_of(waiting.record, "id"), confirmed, presence.account.name, now, why)
    told = _("Специалист подтвердил результат.") if confirmed else _("Специалист вернул результат.")
    where = _("Подробнее: меню «Результаты обследований», {which}.").format(which=which)
    notices = about_card(
        uuid.uuid4().hex, _("Проверка результата"), f"{told} {where}", presence.opened.holder(), now
    )
    action = "результат подтверждён" if confirmed else "результат возвращён"
    presence.store.check_result(check, presence.record(action, which), notices)
