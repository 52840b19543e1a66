"""«Учётная запись»: password, login, contacts, codes, keys, gateways, the session, the end (R190–R197)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emk_tui.i18n import _, _l
from emk_tui.ports import Fault
from emk_tui.services.flows import account_codes, account_doors, account_end, account_session, gateways
from emk_tui.services.flows.asks import Back, Choice, Flow, Option, Say
from emk_tui.services.flows.contacts import change_contacts
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.rights import Right

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

Change = Callable[["Presence"], Flow[None]]
BACK = "back"


def _own(change: Change) -> Change:
    """The same behind the table of rights, whoever leads to it (R7)."""

    def asked(presence: "Presence") -> Flow[None]:
        presence.require(Right.ACCOUNT)
        yield from change(presence)

    return asked


CHANGES: dict[str, tuple[str, Change]] = {
    "password": (_l("Сменить пароль"), _own(account_doors.change_password)),
    "login": (_l("Сменить логин"), _own(account_doors.change_login)),
    "contacts": (_l("Телефон и почта"), _own(change_contacts)),
    "authenticator": (_l("Приложение для кодов"), _own(account_codes.change_authenticator)),
    "backup": (_l("Запасные коды"), _own(account_codes.new_backup_codes)),
    "recovery": (_l("Новый код восстановления"), _own(account_doors.new_recovery)),
    "keyring": (_l("Ключ в системе"), _own(account_doors.keyring)),
    "pin": (_l("ПИН для закрытого сеанса"), _own(account_doors.pin)),
    "gateways": (_l("Почта и СМС"), _own(gateways.gateways)),
    "idle": (_l("Когда закрывать сеанс"), _own(account_session.idle)),
    "extend": (_l("Продлить сеанс"), _own(account_session.extend)),
    "erase": (_l("Удалить учётную запись"), _own(account_end.erase)),
}
"""Key → its title and what it does."""


def account(presence: "Presence") -> Flow[None]:
    """One change after the other; each within the window of the last code (K27)."""
    presence.require(Right.ACCOUNT)
    while True:
        options = tuple(
            Option(key, _(title), note=_note(presence, key)) for key, (title, _do) in CHANGES.items()
        )
        back = Option(BACK, _("Назад в меню"), (_("назад"),))
        chosen = str((yield Choice("account.menu", _("Учётная запись"), (*options, back), default=BACK)))
        if chosen == BACK:
            return
        title, change = CHANGES[chosen]
        try:
            yield from confirm_person(presence, _(title).lower())
            yield from change(presence)
        except Back:
            continue
        except Fault as refused:
            if refused.problem.code not in TOLD:
                raise
            yield Say("", refused.problem)


TOLD = frozenset({"KEYRING_ABSENT", "GATEWAY_FAILED", "GATEWAY_LINE", "GATEWAY_SCHEME"})
"""Refusals after which nothing was changed and the menu goes on."""


def _note(presence: "Presence", key: str) -> str:
    """How it stands now, in words."""
    match key:
        case "backup":
            return _("осталось {n}").format(n=presence.opened.backup_codes_left())
        case "keyring" | "pin":
            return _("есть") if key in presence.world.vault().doors() else _("нет")
        case "gateways":
            return ", ".join(gateways.connected(presence)) or _("не подключены")
        case "idle":
            return account_session.minutes_words(presence)
        case "extend":
            return account_session.end_words(presence)
    return ""
