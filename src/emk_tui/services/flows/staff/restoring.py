"""The dead end of an account without contacts: a registrar sees two documents (R192, K23)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from emk_tui.i18n import _, _l
from emk_tui.services.code_tries import forgiven
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.notices import about_account
from emk_tui.services.rights import Right

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

DOCUMENTS = {
    "passport": _l("паспорт"),
    "snils": _l("СНИЛС"),
    "policy": _l("полис ОМС"),
    "licence": _l("водительское удостоверение"),
    "military": _l("военный билет"),
}
NEEDED = 2


def restore_sign_in(presence: "Presence") -> Flow[None]:
    """Two different documents, then the authenticator is bound anew at the next sign-in; no data shown."""
    presence.require(Right.RESTORE)
    yield Say(_("Нужны два разных документа. Данные карты этим не открываются: пароль остаётся прежним."))
    seen: list[str] = []
    while len(seen) < NEEDED:
        left = tuple(Option(key, _(name)) for key, name in DOCUMENTS.items() if key not in seen)
        number = _("Документ {n} из {all}").format(n=len(seen) + 1, all=NEEDED)
        seen.append(str((yield Choice("staff.document", number, left))))
    shown = ", ".join(_(DOCUMENTS[key]) for key in seen)
    question = _("Вы видели {documents}, лицо совпадает. Сбросить вход?").format(documents=shown)
    if not (yield Confirm("staff.restore", question)):
        yield Say(_("Ничего не изменено."))
        return
    holder, now = presence.opened.holder(), presence.world.clock.now()
    after = replace(forgiven(holder), totp_confirmed=False)
    notices = about_account(holder, now, _("Вход восстановлен регистратурой по документам."))
    event = presence.record("вход восстановлен по документам", f"{presence.account.name}: {shown}")
    presence.opened.save_holder(after, event, notices)
    yield Say(_("Готово: при следующем входе владелец привяжет приложение для кодов заново."))
