"""The menu of one of the staff: what their role may do, nothing else (R5, R78, R112, R192)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.i18n import _, _l
from emk_tui.ports import Fault
from emk_tui.services.actions import LEAVE, LOCK
from emk_tui.services.flows.asks import Choice, Flow, Option, Say
from emk_tui.services.flows.journal import journal
from emk_tui.services.flows.staff.identifying import identify_person
from emk_tui.services.flows.staff.people import list_staff
from emk_tui.services.flows.staff.reading import read_card
from emk_tui.services.flows.staff.restoring import restore_sign_in
from emk_tui.services.flows.staff.results import check_results
from emk_tui.services.rights import ROLES, Right

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that staff do: its right, title and conversation."""

    id: str
    right: Right
    title: str
    flow: Callable[["Presence"], Flow[None]]


DUTIES: tuple[Duty, ...] = (
    Duty("identify", Right.IDENTIFY, _l("Подтверждение личности"), identify_person),
    Duty("results", Right.CHECK, _l("Результаты на проверку"), check_results),
    Duty("card", Right.READ, _l("Открыть карту"), read_card),
    Duty("restore", Right.RESTORE, _l("Восстановить вход по документам"), restore_sign_in),
    Duty("journal", Right.JOURNAL, _l("Журнал операций"), journal),
    Duty("staff", Right.STAFF, _l("Сотрудники"), list_staff),
)


def duties(presence: "Presence") -> tuple[Duty, ...]:
    """What this role has at all; whether it may be done now is told when it is chosen."""
    from emk_tui.services.rights import need_of

    return tuple(one for one in DUTIES if need_of(presence.role, one.right) is not None)


def desk(presence: "Presence") -> Flow[str]:
    """Act until the person leaves or locks; returns LEAVE or LOCK."""
    mine = {one.id: one for one in duties(presence)}
    if not presence.greeted:
        presence.greeted = True
        yield Say(_greeting(presence))
    around = (Option(LOCK, _("Закрыть на время")), Option(LEAVE, _("Выйти"), (_("стоп"),)))
    while True:
        options = (
            *(Option(one.id, _(one.title), note=_note(presence, one)) for one in mine.values()),
            *around,
        )
        chosen = str((yield Choice("home", _("Рабочее место"), options, default=options[0].key)))
        if chosen not in mine:
            return chosen
        try:
            presence.require(mine[chosen].right)
            yield from mine[chosen].flow(presence)
        except Fault as refused:
            if refused.exit_code != 3:
                raise
            yield Say("", refused.problem)


def _greeting(presence: "Presence") -> str:
    """Who signed in, as what and where; once in a stay."""
    account = presence.account
    who = _("Вы вошли: {name}, {role}. {clinic}").format(
        name=account.name, role=_(ROLES[presence.role]), clinic=account.clinic
    )
    return f"{who.rstrip('. ')}."


def _note(presence: "Presence", duty: Duty) -> str:
    """Why it is closed now; empty where it is open."""
    why = presence.why_not(duty.right)
    return why.short if why else ""
