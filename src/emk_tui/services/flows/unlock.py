"""A locked session goes on: PIN or password, the same field; another person signs in anew (R19, R195)."""

from typing import TYPE_CHECKING
from unicodedata import normalize

from emk_tui.card.problems import Problem
from emk_tui.card.steps import IDENTITY
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Choice, Flow, Input, Option, Progress, Say
from emk_tui.services.flows.questions import PASSWORD_AGAIN, PIN_HERE
from emk_tui.services.flows.sign_in import proven, sign_in, wait_for_try
from emk_tui.services.flows.sign_up import closed_unless_done, open_session
from emk_tui.services.handover import Handover
from emk_tui.services.running import started_at
from emk_tui.services.session import Session
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore
    from emk_tui.services.presence import Presence

AGAIN, ANEW = "again", "anew"
ASKED_AGAIN = frozenset({"PIN_REFUSED", "PIN_FORMAT"})
PIN_FAULTS = ASKED_AGAIN | {"PIN_GONE", "KEYRING_ABSENT", "KEYRING_REFUSED"}


def unlock(world: World, handover: Handover) -> Flow["Presence"]:
    """Open the store again for the same session; the second factor only where that session is over."""
    yield Say(_("Сеанс закрыт, введённое сохранено. Он продолжится с того же места."))
    store = yield from _opened(world, handover)
    if store is None:
        return (yield from sign_in(world))
    with closed_unless_done(store):
        started = started_at(store, handover.token, world.clock.now())
        if started is None:
            return (yield from proven(world, store))
        presence = open_session(world, store)
        presence.token, presence.limits.started = handover.token, started
        store.record(presence.record("сеанс продолжен"))
    if isinstance(presence, Session):
        # whoever was locked in the menu had left the confirmation of identity for later
        presence.asked_identity = not presence.left_at.startswith(f"{IDENTITY.key}.")
    return presence


def _opened(world: World, handover: Handover) -> Flow["CardStore | None"]:
    """By PIN where there is one, else by password; None: somebody signs in anew."""
    if handover.owner and "pin" in world.vault().doors() and (store := (yield from _by_pin(world))):
        return store
    while True:
        password = normalize("NFC", str((yield Input("unlock.password", PASSWORD_AGAIN)) or ""))
        if not password.strip():
            continue
        try:
            yield from wait_for_try(world)
            yield Progress(_("Проверяем."))
            return world.vault().open(handover.login, password)
        except Fault as refused:
            if refused.problem.code not in ("SIGN_IN_REFUSED", "LOCKED_OUT", "TOO_EARLY"):
                raise
            told = refused.problem.text
        options = (Option(AGAIN, _("ввести пароль ещё раз")), Option(ANEW, _("войти заново")))
        if (yield Choice("unlock.way", told, options, default=AGAIN)) == ANEW:
            return None


def _by_pin(world: World) -> Flow["CardStore | None"]:
    """An empty answer leads to the password, so do five wrong ones."""
    found: Problem | None = None
    while True:
        typed = str((yield Input("unlock.pin", PIN_HERE, "", found)) or "").strip()
        if not typed:
            return None
        try:
            return world.vault().open_with_pin(typed)
        except Fault as refused:
            if refused.problem.code not in PIN_FAULTS:
                raise
            found = refused.problem
            if found.code not in ASKED_AGAIN:
                yield Say("", found)
                return None
