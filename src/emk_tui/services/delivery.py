"""Ways out: the owner's gateways for codes and notices, their lines kept beside the keys (R52, R145)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _l
from emk_tui.ports import Fault

if TYPE_CHECKING:
    from emk_tui.ports import CardStore, CodeSender, Gateway
    from emk_tui.services.presence import Presence

CHANNELS = ("sms", "email")
CHANNEL_WORDS = {"email": _l("почта"), "app": _l("приложение"), "sms": _l("СМС")}
"""Channel of a code or a notice → its word; the program itself is one."""
WAITS, SENT, FAILED = "ждёт", "отправлено", "не отправлено"


def line_name(channel: str) -> str:
    """The name of the secret that holds the address line of a channel."""
    return f"gateway.{channel}"


def lines_of(store: "CardStore") -> dict[str, str]:
    """Channel → address line, as far as there are any; read from the opened store itself."""
    found = {channel: store.secret(line_name(channel)) for channel in CHANNELS}
    return {channel: line.decode() for channel, line in found.items() if line}


def gateway_of(presence: "Presence") -> "Gateway | None":
    """The owner's gateways; None where no line is kept, or one that is taken no more: it shuts no door."""
    lines = lines_of(presence.opened)
    if not lines:
        return None
    try:
        return presence.world.gateways().open(lines)
    except Fault:
        return None


def sender_of(presence: "Presence") -> "CodeSender":
    """Who delivers codes here."""
    return gateway_of(presence) or presence.world.sender


def has_waiting(presence: "Presence") -> bool:
    """Is there a notice that a gateway of the owner could take and that was not tried in this stay."""
    waiting = [one for one in presence.opened.outbox() if one.state == WAITS and one.id not in presence.tried]
    if not waiting:
        return False
    gateway = gateway_of(presence)
    return gateway is not None and any(one.channel in gateway.channels for one in waiting)


def send_waiting(presence: "Presence") -> tuple[int, int]:
    """Try every notice that waits; how many were sent, and how many were not taken."""
    gateway = gateway_of(presence)
    if gateway is None:
        return 0, 0
    sent = failed = 0
    for notice in presence.opened.outbox():
        if notice.state == SENT or notice.channel not in gateway.channels:
            continue
        presence.tried.add(notice.id)
        try:
            gateway.deliver(notice)
        except Fault:
            presence.opened.mark_notice(notice.id, FAILED)
            failed += 1
        else:
            presence.opened.mark_notice(notice.id, SENT)
            sent += 1
    return sent, failed
