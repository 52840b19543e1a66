"""Sign in: login, password, second factor, for the owner and for the staff of a demonstration (R18–R23)."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from emk_tui.card.fields import Field
from emk_tui.card.problems import Problem, problem
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Event, Fault
from emk_tui.services.flows.asks import Choice, Flow, Input, Option, Progress, Say, wait
from emk_tui.services.flows.questions import LOGIN, PASSWORD
from emk_tui.services.flows.recovery import recover
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.flows.sign_up import (
    closed_unless_done,
    enrol_authenticator,
    open_session,
    renew_recovery,
)
from emk_tui.services.flows.stand_by import CLOSED, stand_by
from emk_tui.services.news import SIGNED_IN, decision_words, failures_since, last_sign_in
from emk_tui.services.running import begin_session
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore
    from emk_tui.services.presence import Presence

RETRY, RECOVER, STOP = "retry", "recover", "stop"


def sign_in(world: World) -> Flow["Presence"]:
    """Open the store and prove the second factor; an enrolment that was cut short goes on."""
    store = yield from _opened(world)
    with closed_unless_done(store):
        presence = yield from proven(world, store)
    return presence


def proven(world: World, store: "CardStore") -> Flow["Presence"]:
    """The second factor behind an opened store, and what must be told at every sign-in."""
    if store.rolled_back:
        yield Say("", problem("STORE_ROLLED_BACK", level="warning"))
    presence = open_session(world, store)
    before = last_sign_in(store)
    failures = failures_since(store, before)
    bound = store.account().totp_confirmed
    if bound:
        # nothing of the person is shown before it, least of all a code that opens the data (R20)
        yield from confirm_person(presence, _("вход"), fresh=True)
    yield from finish_enrolment(world, store)
    if not bound:
        presence.verified()
    store.record(presence.record(SIGNED_IN))
    if failures:
        told = _("С прошлого входа неудачных попыток: {n}, последняя {when}.")
        yield Say(told.format(n=len(failures), when=f"{failures[-1].at:%d.%m.%Y %H:%M}"))
    if decided := decision_words(store.account(), before):
        yield Say(decided)
    begin_session(presence)
    return presence


def _opened(world: World) -> Flow["CardStore"]:
    """The store; where it cannot be opened at all the program stands by instead of ending (B2)."""
    while True:
        try:
            return (yield from _open(world))
        except Fault as fault:
            if fault.problem.code not in CLOSED:
                raise
            yield from stand_by(world, fault)


def _open(world: World) -> Flow["CardStore"]:
    while True:
        login = (yield from _given("account.login", LOGIN)).strip()
        password = normalize("NFC", (yield from _given("account.password", PASSWORD)))
        try:
            # what lies open in the drop folder is sealed, whoever signs in and however that ends
            world.vault().take_dropped()
            yield from wait_for_try(world)
            yield Progress(_("Проверяем."))
            store = world.vault().open(login, password)
            with closed_unless_done(store):
                _note_login(world, store, login)
            return store
        except Fault as fault:
            refused = fault
        if (yield from _way(refused)) == RECOVER:
            return (yield from recover(world))


def _note_login(world: World, store: "CardStore", login: str) -> None:
    """A change of the login that was cut short behind its key: the account gets it now."""
    account = store.account()
    if fold(account.login) != fold(login):
        event = Event("логин приведён в порядок", at=world.clock.now())
        store.save_account(replace(account, login=login), event)


def wait_for_try(world: World) -> Flow[None]:
    """Failures bring growing pauses: the next try counts only after it (R190)."""
    seconds = world.vault().delay()
    if seconds > 0:
        told = _("Пауза перед попыткой, {n} с.").format(n=seconds)
        yield from wait(told, partial(world.clock.sleep, seconds))


def _given(key: str, field: Field) -> Flow[str]:
    """Something at least: an Enter by mistake costs no try."""
    found: Problem | None = None
    while True:
        raw = str((yield Input(key, field, "", found)) or "")
        if raw.strip():
            return raw
        found = problem("REQUIRED_HERE")


def _way(refused: Fault) -> Flow[str]:
    """Again, or by the recovery code: that stays open during a pause too (K23, K41)."""
    recovery = Option(RECOVER, _("восстановить вход"))
    found = refused.problem
    if found.code in ("SIGN_IN_REFUSED", "TOO_EARLY"):
        options = (Option(RETRY, _("ввести ещё раз")), recovery)
        return str((yield Choice("sign_in.way", found.text, options, default=RETRY)))
    if found.code != "LOCKED_OUT":
        raise refused
    options = (Option(STOP, _("закончить")), recovery)
    if (yield Choice("sign_in.locked", found.text, options, default=STOP)) == RECOVER:
        return RECOVER
    raise refused


def finish_enrolment(world: World, store: "CardStore") -> Flow[None]:
    """What was cut short, or lost."""
    account = store.account()
    if not account.recovery_confirmed:
        yield Say(_("Код восстановления не был проверен. Вот новый, вместо прежнего."))
        yield from renew_recovery(world, store)
    if not account.totp_confirmed:
        yield Say(_("Нужно привязать приложение для кодов."))
        if account.totp_secret:
            yield Say(_("Прежнюю запись EMK в нём удалите."))
        yield from enrol_authenticator(world, store)
