"""Sign in: login, password, second factor; the recovery code where the password is lost (R18–R23, K41)."""

from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from emk_tui import ports
from emk_tui.card.fields import Field
from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Input, Option, Progress, Say
from emk_tui.services.flows.questions import LOGIN, PASSWORD, RECOVERY
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.flows.sign_up import (
    closed_unless_done,
    enrol_authenticator,
    keep_recovery,
    new_password,
    open_session,
)
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore
    from emk_tui.services.session import Session

RETRY, RECOVER, STOP = "retry", "recover", "stop"


def sign_in(world: World) -> Flow["Session"]:
    """Open the store and prove the second factor; an enrolment that was cut short goes on."""
    store = yield from _open(world)
    with closed_unless_done(store):
        if store.rolled_back:
            yield Say("", problem("STORE_ROLLED_BACK", level="warning"))
        enrolled = yield from _finish_enrolment(world, store)
        session = open_session(world, store)
        if enrolled:
            session.verified()
        else:
            yield from confirm_person(session, _("вход"), fresh=True)
        store.record(session.record("вход"))
    return session


def _open(world: World) -> Flow["CardStore"]:
    while True:
        login = (yield from _given("account.login", LOGIN)).strip()
        password = normalize("NFC", (yield from _given("account.password", PASSWORD)))
        yield Progress(_("Проверяем."))
        try:
            return world.vault().open(login, password)
        except Fault as fault:
            refused = fault
        if (yield from _way(refused)) == RECOVER:
            return (yield from _recover(world))


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
    recover = Option(RECOVER, _("войти кодом восстановления"))
    found = refused.problem
    if found.code == "SIGN_IN_REFUSED":
        options = (Option(RETRY, _("ввести ещё раз")), recover)
        return str((yield Choice("sign_in.way", found.text, options, default=RETRY)))
    if found.code != "LOCKED_OUT":
        raise refused
    options = (Option(STOP, _("закончить")), recover)
    if (yield Choice("sign_in.locked", found.text, options, default=STOP)) == RECOVER:
        return RECOVER
    raise refused


def _recover(world: World) -> Flow["CardStore"]:
    """The recovery code opens the data; a new password is set at once."""
    found: Problem | None = None
    while True:
        code = str((yield Input("account.recovery", RECOVERY, "", found)) or "")
        try:
            store = world.vault().open_with_recovery(code)
            break
        except Fault as fault:
            if fault.problem.code != "RECOVERY_REFUSED":
                raise
            found = fault.problem
    with closed_unless_done(store):
        yield from _new_password(world, store)
        yield from _authenticator_at_hand(world, store)
    return store


def _authenticator_at_hand(world: World, store: "CardStore") -> Flow[None]:
    """A lost authenticator is bound anew: who holds the recovery code holds the data anyway (K41)."""
    question = _("Приложение для кодов у вас осталось?")
    if (yield Confirm("account.has_authenticator", question, True)):
        return
    event = ports.Event("приложение для кодов потеряно", at=world.clock.now())
    store.save_account(replace(store.account(), totp_confirmed=False), event)


def _new_password(world: World, store: "CardStore") -> Flow[None]:
    login = store.account().login
    raw = yield from new_password(world, login, "account.new_password")
    world.vault().change_password(store, login, raw)
    store.record(ports.Event("пароль сменён по коду восстановления", at=world.clock.now()))
    yield Say(_("Новый пароль принят. Логин прежний: {login}.").format(login=login))


def _finish_enrolment(world: World, store: "CardStore") -> Flow[bool]:
    """What was cut short, or lost; True where an authenticator was proven just now."""
    if not store.account().recovery_confirmed:
        yield Say(_("Код восстановления не был проверен. Вот новый, прежний больше не действует."))
        code = world.vault().new_recovery(store)
        yield from keep_recovery(world, store, code)
    if store.account().totp_confirmed:
        return False
    yield Say(_("Нужно привязать приложение для кодов. Прежнюю запись EMK в нём удалите."))
    yield from enrol_authenticator(world, store)
    return True
