"""The end of an account: every key destroyed, then the data (R190, K43)."""

import shutil
from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Confirm, Flow, Input, Progress, Say
from emk_tui.services.flows.questions import ERASE_WORD
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.rights import Right

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


def erase(presence: "Presence") -> Flow[None]:
    """What goes and what stays, a fresh code, a word typed in full; ends with Fault ACCOUNT_ERASED."""
    presence.require(Right.ERASE)
    yield Say(
        _(
            "Будут удалены учётная запись, карта, черновик, документы, журнал и все ключи. "
            "Вернуть их нельзя. Копии, сделанные командой emk backup, остаются там, куда вы их положили."
        )
    )
    papers = presence.world.folder / "papers"
    with_papers = papers.exists() and bool(
        (yield Confirm("account.erase_papers", _("Удалить и бумаги из папки papers?"), True))
    )
    yield from confirm_person(presence, _("удаление учётной записи"), fresh=True)
    typed = str((yield Input("account.erase_word", ERASE_WORD)) or "")
    if typed.strip().casefold() != _("удалить"):
        yield Say(_("Ничего не удалено."))
        return
    yield Progress(_("Удаляем ключи и данные."))
    presence.world.vault().destroy(presence.opened)
    if with_papers:
        shutil.rmtree(papers, ignore_errors=True)
    raise Fault("ACCOUNT_ERASED", 0)
