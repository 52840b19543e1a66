"""Ask for a code: by the authenticator or by a sent one; resend, expiry and pauses (R20–R23, K27)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.services.codes import (
    DIGITS,
    TRIES,
    masked_phone,
    new_code,
    totp_shown,
    totp_step,
)
from emk_tui.services.flows.asks import RESEND, Choice, Code, Flow, Option, Say

if TYPE_CHECKING:
    from emk_tui.ports import Account
    from emk_tui.services.session import Session

APP = "app"


def confirm_person(session: "Session", purpose: str, *, fresh: bool = False) -> Flow[str]:
    """The second factor where its window is over; returns the channel it was proven by."""
    if not fresh and not session.needs_code():
        return APP
    options = channels(session)
    if len(options) == 1:
        return (yield from by_code(session, APP, purpose))
    reply = yield Choice("code.channel", _("Откуда взять код"), options, default=APP)
    return (yield from by_code(session, str(reply), purpose))


def by_code(session: "Session", channel: str, purpose: str) -> Flow[str]:
    """Prove the person over this channel and remember it; returns the channel."""
    account = session.store.account()
    if channel == APP:
        yield from _by_app(session, account, purpose)
    else:
        yield from _by_message(session, account, channel, purpose)
    session.verified()
    session.store.record(session.record("второй фактор подтверждён", f"{purpose}, {channel}"))
    return channel


def channels(session: "Session") -> tuple[Option, ...]:
    """Where a code may come from; asked only where there is a choice (R21)."""
    account = session.store.account()
    options = [Option(APP, _("код из приложения"))]
    addresses = {"sms": account.phone, "email": account.email}
    words = {
        "sms": _("СМС на {to}").format(to=masked_phone(account.phone)),
        "email": _("письмо на вашу почту"),
    }
    options += [Option(name, words[name]) for name in session.world.sender.channels if addresses.get(name)]
    return tuple(options)


def format_problem(typed: str) -> Problem | None:
    """Digits only, fixed length; spaces as printed by some apps are fine."""
    return None if len(typed) == DIGITS and typed.isascii() and typed.isdigit() else problem("CODE_FORMAT")


def _typed(reply: object) -> str:
    return "".join(str(reply).split())


def _by_app(session: "Session", account: "Account", purpose: str) -> Flow[None]:
    """A code of the authenticator: ±1 step, none twice."""
    found: Problem | None = None
    left = TRIES
    while True:
        now = session.world.clock.now()
        shown = _("Код из приложения.")
        if session.world.sample:
            code_shown = totp_shown(account.totp_secret, now, account.totp_last_step)
            shown += " " + _("Для показа: {code}.").format(code=code_shown)
        reply = yield Code(f"code.{purpose}", purpose, shown, 30, found)
        if reply == RESEND:
            found = None
            yield Say(_("Код в приложении сменяется сам каждые 30 секунд."))
            continue
        typed = _typed(reply)
        if found := format_problem(typed):
            continue
        step = totp_step(account.totp_secret, typed, session.world.clock.now(), account.totp_last_step)
        if step is not None:
            _remember_step(session, account, step)
            return
        if totp_step(account.totp_secret, typed, session.world.clock.now(), 0) is not None:
            found = problem("CODE_USED")
        else:
            left, found = _count(session, left)


def _count(session: "Session", left: int) -> tuple[int, Problem]:
    """One try less; after the third the counter starts anew with what usually helps: the phone's clock."""
    session.store.record(session.record("код не подошёл"))
    if left > 1:
        return left - 1, problem("CODE_REFUSED", left=left - 1)
    return TRIES, problem("CODE_CLOCK")


def _remember_step(session: "Session", account: "Account", step: int) -> None:
    session.store.save_account(replace(account, totp_last_step=step), session.record("код приложения принят"))


def _by_message(session: "Session", account: "Account", channel: str, purpose: str) -> Flow[None]:
    """A sent code: five minutes, three tries, then a new one."""
    address = account.phone if channel == "sms" else account.email
    code = new_code(session.world.clock.now())
    shown = session.world.sender.send(channel, address, code.text, purpose)
    found: Problem | None = None
    while True:
        now = session.world.clock.now()
        left_seconds = max(0, int((code.until - now).total_seconds()))
        reply = yield Code(f"code.{purpose}", purpose, shown, left_seconds, found)
        if reply == RESEND or code.left == 0:
            code = new_code(now)
            shown, found = session.world.sender.send(channel, address, code.text, purpose), None
            yield Say(_("Новый код отправлен."))
            continue
        typed = _typed(reply)
        if found := format_problem(typed):
            continue
        if code.accepts(typed, session.world.clock.now()):
            return
        found = _why(session, code.left, expired=session.world.clock.now() > code.until)


def _why(session: "Session", left: int, *, expired: bool) -> Problem:
    session.store.record(session.record("код не подошёл"))
    if expired:
        return problem("CODE_EXPIRED")
    return problem("CODE_REFUSED", left=left) if left else problem("CODE_PAUSE")
