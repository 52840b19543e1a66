"""«Почта и СМС»: the owner's own ways out; a line counts once a code that went over it was typed (R145)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _, _l
from emk_tui.services.delivery import CHANNEL_WORDS, CHANNELS, line_name, lines_of
from emk_tui.services.flows.asks import Choice, Flow, Input, Option, Say
from emk_tui.services.flows.contacts import mark_confirmed
from emk_tui.services.flows.questions import GATEWAY
from emk_tui.services.flows.second_factor import by_message

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

TITLES = {"email": _l("почта"), "sms": _l("СМС")}
BACK, NONE = "back", "нет"


def connected(presence: "Presence") -> tuple[str, ...]:
    """Names of the channels that have a line."""
    return tuple(_(TITLES[channel]) for channel in lines_of(presence.opened))


def gateways(presence: "Presence") -> Flow[None]:
    """Choose a channel; its line is asked, tried, kept beside the keys."""
    yield Say(
        _(
            "Без подключения уведомления лежат в программе, а коды даёт приложение. "
            "Подключённый сервис увидит ваш адрес, тему и текст сообщений."
        )
    )
    options = (
        *(Option(channel, _(TITLES[channel])) for channel in reversed(CHANNELS)),
        Option(BACK, _("назад")),
    )
    channel = str((yield Choice("account.gateway", _("Что подключить"), options, default=BACK)))
    if channel != BACK:
        yield from _connect(presence, channel)


def _connect(presence: "Presence", channel: str) -> Flow[None]:
    account = presence.account
    address = account.phone if channel == "sms" else account.email
    if not address:
        yield Say(_("Сначала укажите телефон или почту: «Телефон и почта»."))
        return
    line = yield from _line(presence, channel)
    if line == NONE:
        event = presence.record("отправка отключена", _(CHANNEL_WORDS[channel]))
        presence.store.keep_secret(line_name(channel), None, event)
        yield Say(_("Отключено."))
        return
    gateway = presence.world.gateways().open({channel: line})
    if (yield from by_message(presence, channel, _("проверка подключения"), address, gateway)):
        event = presence.record("отправка подключена", _(CHANNEL_WORDS[channel]))
        presence.store.keep_secret(line_name(channel), line.encode(), event)
        mark_confirmed(presence, channel)
        yield Say(_("Подключено: код дошёл. Уведомления уйдут сюда же."))


def _line(presence: "Presence", channel: str) -> Flow[str]:
    while True:
        typed = str((yield Input(f"account.gateway_{channel}", GATEWAY[channel])) or "").strip()
        if typed.casefold() == NONE:
            return NONE
        found = presence.world.gateways().refusal(channel, typed)
        if found is None:
            return typed
        # in full, with its cause and example: a prompt by ear holds the short form only
        yield Say("", found)
