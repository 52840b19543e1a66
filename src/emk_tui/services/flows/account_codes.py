"""The authenticator bound anew, backup codes for the day without it (R193)."""

from typing import TYPE_CHECKING

from emk_tui.i18n import _
from emk_tui.services.codes import new_backup_codes as made
from emk_tui.services.codes import read_backup_code
from emk_tui.services.flows.asks import Confirm, Flow, Input, Reveal, Say
from emk_tui.services.flows.questions import BACKUP
from emk_tui.services.flows.sign_up import enrol_authenticator
from emk_tui.services.notices import about_account

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence


def change_authenticator(presence: "Presence") -> Flow[None]:
    """The former one stays good until a code of the new one was right."""
    yield Say(_("Прежняя запись в приложении действует, пока новая не проверена."))
    yield from enrol_authenticator(presence.world, presence.opened)
    now = presence.world.clock.now()
    notices = about_account(presence.account, now, _("Приложение для кодов привязано заново."))
    presence.opened.record(presence.record("приложение для кодов сменено"), notices)
    presence.verified()


def new_backup_codes(presence: "Presence") -> Flow[None]:
    """Ten anew, the former ones are worth nothing; one is typed back to prove that they were written down."""
    left = presence.opened.backup_codes_left()
    if left and not (
        yield Confirm(
            "account.backup_anew", _("Прежние {n} перестанут действовать. Сделать новые?").format(n=left)
        )
    ):
        return
    codes = made()
    lines = tuple(_("Код {n}: {code}").format(n=number, code=code) for number, code in enumerate(codes, 1))
    yield Reveal(_("Запасные коды. Запишите на бумаге: каждый заменит код приложения один раз."), lines)
    yield from _typed_back(codes[-1], len(codes))
    presence.store.set_backup_codes(
        [read_backup_code(one) for one in codes], presence.record("запасные коды сделаны")
    )
    yield Say(_("Запасные коды действуют: {n}.").format(n=len(codes)))


def _typed_back(code: str, number: int) -> Flow[None]:
    from dataclasses import replace

    from emk_tui.card.problems import Problem, problem

    field = replace(
        BACKUP, label=_("Код {n}").format(n=number), hint=_("из записанных"), secret=False, required=True
    )
    found: Problem | None = None
    while True:
        typed = str((yield Input("recovery.backup", field, "", found)) or "")
        if read_backup_code(typed) == read_backup_code(code):
            return
        found = problem("BACKUP_REPEAT", number=number)
