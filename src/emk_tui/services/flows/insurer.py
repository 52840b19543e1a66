"""«Сведения о страховой организации», «Изменить СМО»: chosen, proven, saved with its notice (R162–R167)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from emk_tui.card.sections import SECTIONS
from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Change, Entry, Value
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Input, Option, Say
from emk_tui.services.flows.questions import INSURER
from emk_tui.services.flows.signing import prove_person
from emk_tui.services.notices import about_account
from emk_tui.services.rights import Right
from emk_tui.services.shown import shown_of
from emk_tui.services.signatures import canonical

if TYPE_CHECKING:
    from emk_tui.services.session import Session

CHANGE, BACK, CANCEL = "change", "back", "cancel"
MOST = 8


def insurer(session: "Session") -> Flow[None]:
    """What the card says of the insurer, and the change of it."""
    card = session.store.card()
    if card is None:
        return
    policy = cast(Mapping[str, Value], card.sections["policy"])
    number = shown_of(SECTIONS["policy"].fields["number"], policy["number"])
    yield Say(_("Страховая компания: {name}. Полис {number}.").format(name=policy["insurer"], number=number))
    options = (Option(CHANGE, _("Изменить СМО")), Option(BACK, _("назад")))
    if (yield Choice("insurer.menu", _("Сведения о страховой организации"), options, default=BACK)) == CHANGE:
        session.require(Right.INSURER)
        yield from _change(session, str(policy["insurer"]))


def _change(session: "Session", before: str) -> Flow[None]:
    """One of the list, another than now; proven, then «Сохранить» (R164, R165)."""
    after = yield from _chosen(session, before)
    if after is None:
        return
    said = {"policy.insurer": after.name}
    yield from prove_person(session, _("смена страховой компании"), lambda: canonical(said))
    if not (yield Confirm("insurer.save", _("Сменить на {name}. Сохранить?").format(name=after.name))):
        yield Say(_("Страховая компания осталась прежней."))
        return
    event = session.record("страховая компания сменена", "", Change("policy.insurer", before, after.name))
    told = _("Страховая компания в карте сменена.")
    notices = about_account(session.account, session.world.clock.now(), told)
    card = session.store.change_section("policy", {"insurer": after.name}, {}, notices, event)
    yield Say(_("Сохранено: {name}. Версия карты {n}.").format(name=after.name, n=card.version))


def _chosen(session: "Session", before: str) -> Flow[Entry | None]:
    while True:
        typed = str((yield Input("insurer.name", INSURER)) or "").strip()
        if not typed:
            return None
        found = session.registries.directories["insurers"].find(typed, MOST).entries
        if not found:
            yield Say(_("Такой компании в справочнике нет. Введите другую часть названия."))
            continue
        options = tuple(Option(one.code, one.name, note=one.note) for one in found)
        chosen = yield Choice(
            "insurer.which", _("Страховая компания"), (*options, Option(CANCEL, _("другое название")))
        )
        entry = next((one for one in found if one.code == chosen), None)
        if entry is None:
            continue
        if fold(entry.name) != fold(before):
            return entry
        yield Say(_("Это ваша нынешняя компания. Выберите другую."))
