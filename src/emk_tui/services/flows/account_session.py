"""The running session: how long it may stand without a key, and its extension (R19, B11)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.i18n import _, plural
from emk_tui.services.flows.asks import Choice, Flow, Option, Say
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.limits import IDLE, Limits
from emk_tui.services.running import begin_session

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

OFFERED = (1, 3, 5, 10, 15, 30, 60)


def minutes_words(presence: "Presence") -> str:
    """«10 минут»."""
    return _words(presence.account.idle_minutes or int(IDLE.total_seconds() // 60))


def _shown(presence: "Presence") -> str:
    """«через 1 минуту»: what holds now; a limit from outside may be shorter than what was chosen."""
    seconds = round(presence.limits.idle.total_seconds())
    if seconds < 60:
        return _("{n} с").format(n=seconds)
    return plural(seconds // 60, _("минуту"), _("минуты"), _("минут"))


def end_words(presence: "Presence") -> str:
    """«до 18:00»."""
    limits = presence.limits
    return _("до {time}").format(time=f"{limits.started + limits.absolute:%H:%M}")


def _words(minutes: int) -> str:
    return plural(minutes, _("минута"), _("минуты"), _("минут"))


def idle(presence: "Presence") -> Flow[None]:
    """Minutes without a key until it closes."""
    now = presence.account.idle_minutes or int(IDLE.total_seconds() // 60)
    options = tuple(Option(str(one), _words(one)) for one in OFFERED)
    question = _("Через сколько минут без клавиш закрывать сеанс")
    chosen = int(str((yield Choice("account.idle", question, options, default=str(now)))))
    after = replace(presence.account, idle_minutes=chosen)
    presence.store.save_account(after, presence.record("время бездействия изменено", str(chosen)))
    clock, world = presence.world.clock, presence.world
    presence.limits = replace(
        Limits.starting(clock.now(), chosen, world.idle_at_most), started=presence.limits.started
    )
    yield Say(_("Сеанс закроется через {time} без клавиш.").format(time=_shown(presence)))


def extend(presence: "Presence") -> Flow[None]:
    """A new code begins the whole session anew."""
    yield from confirm_person(presence, _("продление сеанса"), fresh=True)
    now = presence.world.clock.now()
    presence.limits.extend(now)
    begin_session(presence)
    until = now + presence.limits.absolute
    yield Say(_("Сеанс продлён до {time}.").format(time=f"{until:%H:%M}"))
