"""Doors to the data: password and login, recovery code, the system's key store, PIN (storage.md 3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from emk_tui.card.sections.account import ACCOUNT
from emk_tui.i18n import _, _l
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Input, Option, Progress, Say
from emk_tui.services.flows.questions import PIN, ask_field
from emk_tui.services.flows.sign_up import new_password, renew_recovery
from emk_tui.services.notices import about_account

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

NEW, DROP, KEEP = "new", "drop", "keep"
DOORS = {"keyring": _l("ключ в системе"), "pin": _l("ПИН")}
"""Kind of a slot → its name."""


def change_password(presence: "Presence") -> Flow[None]:
    """One slot is rewritten, the data stay as they are."""
    raw = yield from new_password(
        presence.world, presence.account.login, "account.new_password", birth_of(presence)
    )
    yield from _set(presence, presence.account.login, raw, _("Пароль сменён."))


def change_login(presence: "Presence") -> Flow[None]:
    """Login and password open one slot together: both are set."""
    world = presence.world
    login = yield from ask_field("account.new_login", ACCOUNT.fields["login"], world.clock.today())
    yield Say(_("С новым логином задайте и пароль, можно прежний."))
    raw = yield from new_password(world, login, "account.new_password", birth_of(presence))
    yield from _set(presence, login, raw, _("Логин и пароль сменены."))


def _set(presence: "Presence", login: str, raw: str, told: str) -> Flow[None]:
    yield Progress(_("Переписываем ключ, несколько секунд."))
    vault = presence.world.vault()
    doors = vault.doors()
    vault.change_password(presence.opened, login, raw)
    before = presence.account
    notices = about_account(before, presence.world.clock.now(), told)
    deed = "пароль сменён" if login == before.login else "логин и пароль сменены"
    presence.store.save_account(replace(before, login=login), presence.record(deed), notices)
    yield Say(told)
    if gone := [_(DOORS[door]) for door in sorted(doors - vault.doors())]:
        told = _("Убрано вместе с прежним паролем: {doors}. Можно задать снова.")
        yield Say(told.format(doors=", ".join(gone)))


def birth_of(presence: "Presence") -> date | None:
    """The owner's birth date, where it is known (K32)."""
    from emk_tui.services.session import Session

    if not isinstance(presence, Session):
        return None
    card = presence.store.card()
    known = [card.sections["personal"]] if card else map(presence.values, ("personal", "identity"))
    born = (values.get("birth_date") for values in known if isinstance(values, Mapping))
    return next((day for day in born if isinstance(day, date)), None)


def new_recovery(presence: "Presence") -> Flow[None]:
    """Another recovery code (K41)."""
    yield from renew_recovery(presence.world, presence.opened)


def keyring(presence: "Presence") -> Flow[None]:
    """A key in the key store of the system: opens the data where the password is lost."""
    vault = presence.world.vault()
    has = "keyring" in vault.doors()
    yield Say(
        _(
            "Ключ в системе откроет данные, если пароль забыт. "
            "Его прочтёт и тот, кто войдёт в систему под вами."
        )
    )
    question = _("Убрать ключ из системы?") if has else _("Положить ключ в хранилище ключей системы?")
    if not (yield Confirm("account.keyring", question)):
        return
    vault.set_keyring(presence.opened, on=not has)
    presence.opened.record(presence.record("ключ в системе убран" if has else "ключ в системе добавлен"))
    yield Say(_("Ключ убран.") if has else _("Ключ добавлен."))


def pin(presence: "Presence") -> Flow[None]:
    """A short PIN opens a session that was locked; five wrong ones take it away."""
    vault = presence.world.vault()
    if "pin" in vault.doors():
        options = (Option(NEW, _("новый ПИН")), Option(DROP, _("убрать ПИН")), Option(KEEP, _("оставить")))
        chosen = str((yield Choice("account.pin", _("ПИН"), options, default=KEEP)))
        if chosen == KEEP:
            return
        if chosen == DROP:
            vault.set_pin(presence.opened, "")
            presence.opened.record(presence.record("ПИН убран"))
            yield Say(_("ПИН убран."))
            return
    typed = yield from _new_pin(presence)
    vault.set_pin(presence.opened, typed)
    presence.opened.record(presence.record("ПИН задан"))
    yield Say(_("ПИН задан. Пять неверных попыток уберут его, тогда откроет пароль."))


def _new_pin(presence: "Presence") -> Flow[str]:
    from emk_tui.card.problems import problem
    from emk_tui.services.flows.questions import AGAIN, PIN_REPEAT

    today, found = presence.world.clock.today(), None
    while True:
        raw = str((yield Input("account.new_pin", PIN, "", found)) or "")
        reading = PIN.read(raw, today)
        found = getattr(reading, "problem", None)
        if found is not None:
            continue
        again = str((yield Input(f"account.new_pin{AGAIN}", PIN_REPEAT)) or "")
        if again.strip() == raw.strip():
            return raw.strip()
        found = problem("PIN_REPEAT")
