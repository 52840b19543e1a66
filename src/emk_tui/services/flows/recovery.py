"""The password is lost: recovery code or key store open the data, a code proves the person (R191, K41)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui import ports
from emk_tui.card.problems import Problem, problem
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.delivery import CHANNEL_WORDS
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Input, Option, Say
from emk_tui.services.flows.questions import RECOVERY
from emk_tui.services.flows.second_factor import by_message, message_channels
from emk_tui.services.flows.sign_up import closed_unless_done, new_password, open_session
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.ports import CardStore

BY_CODE, BY_KEYRING = "code", "keyring"
APP, LOST = "app", "lost"


def recover(world: World) -> Flow["CardStore"]:
    """Open without the password, prove the person by what is at hand, set a new password at once."""
    store = yield from _opened(world)
    with closed_unless_done(store):
        lost = yield from _second_proof(world, store)
        yield from _new_password(world, store)
        if lost is not None:
            # behind the new password: who leaves before it has changed nothing (R20)
            event = ports.Event("приложение для кодов потеряно", lost, at=world.clock.now())
            store.save_account(replace(store.account(), totp_confirmed=False), event)
    return store


def _opened(world: World) -> Flow["CardStore"]:
    """By the code written down, or by the key store of the system where it holds a key."""
    if "keyring" in world.vault().doors():
        options = (
            Option(BY_CODE, _("код восстановления")), Option(BY_KEYRING, _("ключ в системе")),
        )  # fmt: skip
        if (yield Choice("recovery.way", _("Чем открыть данные"), options, default=BY_CODE)) == BY_KEYRING:
            try:
                return world.vault().open_with_keyring()
            except Fault as fault:
                if fault.problem.code != "KEYRING_REFUSED":
                    raise
                yield Say("", fault.problem)
    return (yield from _by_code(world))


def _by_code(world: World) -> Flow["CardStore"]:
    found: Problem | None = None
    while True:
        code = str((yield Input("account.recovery", RECOVERY, "", found)) or "")
        try:
            return world.vault().open_with_recovery(code)
        except Fault as fault:
            if fault.problem.code != "RECOVERY_REFUSED":
                raise
            found = fault.problem


def _second_proof(world: World, store: "CardStore") -> Flow[str | None]:
    """None: the authenticator is at hand, the sign-in asks it. Else a sent code, if one can be sent (R191).

    Returns the channel then, empty without one.
    """
    question = _("Приложение для кодов у вас осталось?")
    if (yield Confirm("account.has_authenticator", question, True)):
        return None
    presence = open_session(world, store)
    options = message_channels(presence, store.account())
    channel = ""
    if options:
        channel = str((yield Choice("recovery.channel", _("Куда прислать код"), options, options[0].key)))
    if not channel or not (yield from by_message(presence, channel, _("восстановление входа"))):
        # nothing can be sent: who holds the recovery code holds the data anyway
        yield Say("", problem("RECOVERY_ALONE", level="warning"))
        return ""
    return _(CHANNEL_WORDS[channel])


def _new_password(world: World, store: "CardStore") -> Flow[None]:
    login = store.account().login
    raw = yield from new_password(world, login, "account.new_password")
    world.vault().change_password(store, login, raw)
    store.record(ports.Event("пароль сменён при восстановлении", at=world.clock.now()))
    yield Say(_("Новый пароль принят. Логин прежний: {login}.").format(login=login))
