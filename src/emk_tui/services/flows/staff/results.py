"""A specialist looks through results: confirms or returns each with a reason, by name and time (R112)."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import FileMeta, ResultCheck
from emk_tui.services.completeness import title_of
from emk_tui.services.flows.asks import Back, Choice, Flow, Option, Say
from emk_tui.services.flows.questions import REFUSAL, ask_field
from emk_tui.services.flows.viewing import view_safely
from emk_tui.services.notices import about_card
from emk_tui.services.reading import Waiting, content_for_check, file_to_check, results_to_check, value_of
from emk_tui.services.shown import record_lines

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

CONFIRM, RETURN, VIEW, BACK = "confirm", "return", "view", "back"


def check_results(presence: "Presence") -> Flow[None]:
    """The queue until it is empty or the specialist goes back."""
    while waiting := results_to_check(presence):
        options = (
            *(Option(value_of(one.record, "id"), title_of(one.record), note=one.reason) for one in waiting),
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


def _judge(presence: "Presence", waiting: Waiting) -> Flow[None]:
    for line in record_lines(SECTIONS["documents"].cls, waiting.record):
        yield Say(line)
    files = file_to_check(presence, waiting.record)
    look_at = (Option(VIEW, _("посмотреть файл")),) if files else ()
    options = (
        Option(CONFIRM, _("подтвердить")), Option(RETURN, _("вернуть")), *look_at, Option(BACK, _("назад")),
    )  # fmt: skip
    while (chosen := (yield Choice("staff.result", _("Что записать"), options, default=BACK))) == VIEW:
        yield from _look(presence, waiting, files)
    if chosen == BACK:
        return
    today, why = presence.world.clock.today(), ""
    if chosen == RETURN:
        why = yield from ask_field("staff.refusal", REFUSAL, today)
    _keep(presence, waiting, confirmed=chosen == CONFIRM, why=why)
    yield Say(_("Записано: подтверждено.") if chosen == CONFIRM else _("Записано: возвращено."))


def _look(presence: "Presence", waiting: Waiting, files: tuple[FileMeta, ...]) -> Flow[None]:
    """The file itself; that it was opened is a line in the owner's journal."""
    which = _("результат {n}").format(n=waiting.number)
    presence.opened.record(presence.record("файл результата открыт", which))
    content = partial(content_for_check, presence)
    yield from view_safely(presence.world.intake(), files, content, presence.world.clock.today())


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
