"""Notices on their way out over the owner's gateways; without one they stay in the program (R52, R145)."""

from functools import partial
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.delivery import has_waiting, send_waiting
from emk_tui.services.flows.asks import Cancelled, Flow, Say, wait

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


def send_out(presence: "Presence") -> Flow[None]:
    """Try what waits, once in a stay for each notice; how many were not taken is told."""
    if not has_waiting(presence):
        return
    try:
        _sent, failed = yield from wait(_("Отправляем уведомления."), partial(send_waiting, presence))
    except Cancelled:
        # not waited for any longer: what was not sent waits for the next sign-in
        presence.tried |= {one.id for one in presence.opened.outbox()}
        return
    if failed:
        yield Say(_("Не отправлено уведомлений: {n}. Они остались в программе.").format(n=failed))
