"""Ask for a code: by the authenticator, by a sent one, by a backup code; pauses (R20–R23, R100, K27)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.card.masked import masked_email, masked_phone
from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.code_tries import count_wrong, forgiven, pause_until
from emk_tui.services.codes import (
    DIGITS,
    OneTimeCode,
    drift_of,
    new_code,
    read_backup_code,
    totp_drift,
    totp_shown,
    totp_step,
)
from emk_tui.services.delivery import CHANNEL_WORDS, sender_of
from emk_tui.services.flows.asks import RESEND, Back, Cancelled, Choice, Code, Flow, Input, Option, Say, wait
from emk_tui.services.flows.questions import BACKUP

if TYPE_CHECKING:
    from datetime import datetime

    from emk_tui.ports import Account, CodeSender
    from emk_tui.services.presence import Presence

APP = "app"
WAITING, SPARE = "wait", "spare"
APP_LIFE = 30
"""Seconds that a code of the authenticator is shown."""


def confirm_person(presence: "Presence", purpose: str, *, fresh: bool = False) -> Flow[str]:
    """The second factor where its window is over; returns the channel it was proven by."""
    if not fresh and not presence.needs_code():
        return APP
    options = channels(presence)
    if len(options) == 1:
        return (yield from by_code(presence, APP, purpose))
    while True:
        reply = yield Choice("code.channel", _("Откуда взять код"), options, default=APP)
        try:
            return (yield from by_code(presence, str(reply), purpose))
        except (Back, NotSent):
            # one back from a code is where it comes from
            continue


class NotSent(Cancelled):
    """The gateway did not take the code, which was told, or nobody waited for it: another way is chosen."""


def by_code(presence: "Presence", channel: str, purpose: str) -> Flow[str]:
    """Prove the person over this channel and remember it; returns the channel. Raises NotSent."""
    spare = False
    if channel == APP:
        spare = yield from _by_app(presence, purpose)
    elif not (yield from by_message(presence, channel, purpose)):
        raise NotSent
    presence.verified()
    word = _("запасной код") if spare else _(CHANNEL_WORDS[channel])
    presence.opened.record(presence.record("второй фактор подтверждён", f"{purpose}, {word}"))
    return channel


def channels(presence: "Presence") -> tuple[Option, ...]:
    """Where a code may come from; asked only where there is a choice (R21)."""
    account = presence.account
    return (Option(APP, _("код из приложения")), *message_channels(presence, account))


def message_channels(presence: "Presence", account: "Account") -> tuple[Option, ...]:
    """Ways to send a code to the contacts of this account."""
    addresses = {"sms": account.phone, "email": account.email}
    words = {
        "sms": _("СМС на {to}").format(to=masked_phone(account.phone)),
        "email": _("письмо на {to}").format(to=masked_email(account.email)),
    }
    return tuple(Option(name, words[name]) for name in sender_of(presence).channels if addresses.get(name))


def format_problem(typed: str) -> Problem | None:
    """Digits only, fixed length; spaces as printed by some apps are fine."""
    return None if len(typed) == DIGITS and typed.isascii() and typed.isdigit() else problem("CODE_FORMAT")


def _typed(reply: object) -> str:
    return "".join(str(reply).split())


def _by_app(presence: "Presence", purpose: str) -> Flow[bool]:
    """A code of the authenticator: ±1 step, none twice; True where a backup code was given instead."""
    found = _paused(presence, "APP_PAUSE")
    while True:
        shown = _("Код из приложения.")
        expected = _expected(presence)
        if expected:
            shown += " " + _("Для показа: {code}.").format(code=expected)
        reply = yield Code(f"code.{purpose}", purpose, shown, APP_LIFE, found)
        if reply == RESEND:
            found = None
            try:
                if (yield from _other_way(presence)):
                    return True
            except Back:
                # one back from a backup code is the code of the application
                pass
            continue
        typed = _typed(reply)
        found = format_problem(typed) or _paused(presence, "APP_PAUSE") or _judged(presence, typed)
        if found is None:
            yield from _tell_drift(presence, typed if typed != expected else "")
            return False


def _expected(presence: "Presence") -> str:
    """What the demonstration shows beside the question; nothing elsewhere."""
    if not presence.world.sample:
        return ""
    account = presence.account
    return totp_shown(account.totp_secret, presence.world.clock.now(), account.totp_last_step)


def _judged(presence: "Presence", typed: str) -> Problem | None:
    """What stands against this code; a right one is remembered, a wrong one counted."""
    account, now = presence.account, presence.world.clock.now()
    step = totp_step(account.totp_secret, typed, now, account.totp_last_step)
    if step is not None:
        taken = replace(forgiven(account), totp_last_step=step)
        presence.opened.save_account(taken, presence.record("код приложения принят"))
        return None
    if totp_step(account.totp_secret, typed, now, 0) is not None:
        return problem("CODE_USED")
    drift = totp_drift(account.totp_secret, typed, now)
    left = count_wrong(presence)
    if not left:
        return _paused(presence, "APP_PAUSE")
    if drift is not None:
        return problem("CODE_DRIFT", seconds=abs(drift))
    return problem("CODE_REFUSED", left=left)


def _tell_drift(presence: "Presence", typed: str) -> Flow[None]:
    """A code of the step before or after was taken: the clocks differ, or it was typed slowly (R193)."""
    step, now = presence.account.totp_last_step, presence.world.clock.now()
    drift = drift_of(step, now)
    if typed and abs(drift) > APP_LIFE / 2:
        told = _("Код принят: часы расходятся примерно на {seconds} с, или код введён с опозданием.")
        yield Say(told.format(seconds=abs(drift)))


def _paused(presence: "Presence", code: str) -> Problem | None:
    """The pause that runs now, as a problem."""
    until = pause_until(presence)
    return None if until is None else problem(code, until=_clock_words(until))


def _clock_words(until: "datetime") -> str:
    return f"{until:%H:%M:%S}" if until.second else f"{until:%H:%M}"


def _other_way(presence: "Presence") -> Flow[bool]:
    """No code at hand: wait for the next one, or a backup code; True where that was taken."""
    yield Say(_("Код в приложении сменяется сам каждые 30 секунд."))
    if not presence.opened.backup_codes_left():
        return False
    options = (Option(WAITING, _("ввести код из приложения")), Option(SPARE, _("ввести запасной код")))
    if (yield Choice("code.other", _("Как подтвердить"), options, default=WAITING)) != SPARE:
        return False
    return (yield from _by_backup_code(presence))


def _by_backup_code(presence: "Presence") -> Flow[bool]:
    """One of the codes written down before; each once."""
    found = _paused(presence, "APP_PAUSE")
    while True:
        typed = str((yield Input("account.backup_code", BACKUP, "", found)) or "")
        if not typed.strip():
            return False
        found = _paused(presence, "APP_PAUSE")
        if found is not None:
            continue
        event = presence.record("запасной код использован")
        if presence.opened.use_backup_code(read_backup_code(typed), event):
            break
        left = count_wrong(presence)
        found = problem("BACKUP_REFUSED") if left else _paused(presence, "APP_PAUSE")
    presence.opened.save_account(forgiven(presence.account), presence.record("попытки обнулены"))
    left = presence.opened.backup_codes_left()
    yield Say(_("Запасной код принят, осталось {n}. Новые: меню «Учётная запись».").format(n=left))
    return True


def by_message(
    presence: "Presence", channel: str, purpose: str, address: str = "", sender: "CodeSender | None" = None
) -> Flow[bool]:
    """A sent code: five minutes, three tries, then a pause and a new one. False: it could not be sent.

    To the account's own contact over the way that is configured, unless others are given.
    """
    account = presence.account
    to = address or (account.phone if channel == "sms" else account.email)
    way = sender or sender_of(presence)
    beside = way is not presence.world.sender
    send: Callable[[OneTimeCode], Flow[str | Problem]] = partial(_send, way, beside, (channel, to, purpose))
    code = new_code(presence.world.clock.now())
    found: Problem | None = _paused(presence, "CODE_PAUSE")
    if found is None:
        shown = yield from send(code)
    else:
        # nothing is sent that could not be used: the first answer behind the pause sends it
        code.left, shown = 0, _("Код отправим после паузы.")
    while isinstance(shown, str):
        now = presence.world.clock.now()
        left_seconds = max(0, int((code.until - now).total_seconds()))
        reply = yield Code(f"code.{purpose}", purpose, shown, left_seconds, found)
        found = _paused(presence, "CODE_PAUSE")
        if reply == RESEND or (code.left == 0 and found is None):
            if found is None:
                code = new_code(presence.world.clock.now())
                shown = yield from send(code)
                if isinstance(shown, str):
                    yield Say(_("Новый код отправлен."))
            continue
        typed = _typed(reply)
        found = format_problem(typed) or found
        if found is None and code.accepts(typed, presence.world.clock.now()):
            event = presence.record("код принят", _(CHANNEL_WORDS[channel]))
            presence.opened.save_account(forgiven(presence.account), event)
            return True
        if found is None:
            found = _why(presence, expired=presence.world.clock.now() > code.until)
    yield Say("", shown)
    return False


def _send(
    sender: "CodeSender", beside: bool, to: tuple[str, str, str], code: OneTimeCode
) -> Flow[str | Problem]:
    """Hand a code to who delivers it, a gateway beside the keys. What to tell, or why it failed."""
    channel, address, purpose = to

    def call() -> str | Problem:
        try:
            return sender.send(channel, address, code.text, purpose)
        except Fault as refused:
            return refused.problem

    if not beside:
        return call()
    try:
        return (yield from wait(_("Отправляем код."), call))
    except Cancelled:
        raise NotSent from None


def _why(presence: "Presence", *, expired: bool) -> Problem | None:
    """Why a sent code was not taken; a late one costs a try as well."""
    left = count_wrong(presence)
    if not left:
        return _paused(presence, "CODE_PAUSE")
    return problem("CODE_EXPIRED") if expired else problem("CODE_REFUSED", left=left)
