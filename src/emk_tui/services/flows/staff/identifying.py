"""A registrar over video: sees what the person gave, records how it went with name and time (R5, R6)."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.card.sections import SECTIONS
from emk_tui.i18n import _
from emk_tui.ports import Account, Application, FileMeta, Video
from emk_tui.services.file_words import kept_words
from emk_tui.services.flows.asks import Choice, Confirm, Flow, Option, Say
from emk_tui.services.flows.questions import REFUSAL, ask_field
from emk_tui.services.flows.viewing import view_safely
from emk_tui.services.identity import BY_OPERATOR
from emk_tui.services.notices import about_account
from emk_tui.services.reading import content_for_check, scans_to_check
from emk_tui.services.shown import shown_of_raw

if TYPE_CHECKING:
    from emk_tui.services.presence import Presence

PASSED, REFUSED, LATER, VIEW = "passed", "refused", "later", "view "


def identify_person(presence: "Presence") -> Flow[None]:
    """The application in the order of the papers, then the operator's word: nothing else counts (R5)."""
    holder = presence.store.holder()
    if holder.video != Video.WAITING:
        yield Say(_("Заявок на видеоверификацию нет. Последняя: {state}.").format(state=holder.video))
        return
    application = presence.store.application()
    presence.store.record(presence.record("заявка на подтверждение прочитана"))
    for line in application_lines(presence, application):
        yield Say(line)
    chosen = yield from _decision(presence, application)
    if chosen == PASSED:
        yield from _pass(presence, holder)
    elif chosen == REFUSED:
        yield from _refuse(presence, holder)


def _decision(presence: "Presence", application: Application) -> Flow[str]:
    """PASSED, REFUSED or LATER; the scans may be looked at before, each look is in the owner's journal."""
    options = (
        Option(PASSED, _("пройдена")),
        Option(REFUSED, _("отклонена")),
        Option(LATER, _("решить позже")),
        *(
            Option(f"{VIEW}{one.record}", _("посмотреть: {what}").format(what=_scan(one)))
            for one in application.files
        ),
    )
    while True:
        chosen = str((yield Choice("staff.video", _("Видеоверификация"), options, default=LATER)))
        if chosen in (PASSED, REFUSED, LATER):
            return chosen
        scan = next(one for one in scans_to_check(presence) if chosen == f"{VIEW}{one.record}")
        presence.opened.record(presence.record("скан документа открыт", _scan(scan)))
        content = partial(content_for_check, presence)
        yield from view_safely(presence.world.intake(), (scan,), content, presence.world.clock.today())


def _scan(meta: FileMeta) -> str:
    return _(SECTIONS["identity"].fields[meta.record.rpartition(".")[2]].label)


def application_lines(presence: "Presence", application: Application) -> tuple[str, ...]:
    """Labels and values as typed, then the scans by name and size."""
    fields, today = SECTIONS["identity"].fields, presence.world.clock.today()
    told = [
        f"{_(field.label)}: {shown_of_raw(field, application.rows.get(f'identity.{name}', ''), today)}."
        for name, field in fields.items()
        if application.rows.get(f"identity.{name}") and field.kind != "file"
    ]
    scans = [
        _("{what}: {name}, {words}, проверен автоматически.").format(
            what=_scan(one), name=one.name, words=kept_words(one)
        )
        for one in application.files
    ]
    return (*told, *scans)


def _pass(presence: "Presence", holder: Account) -> Flow[None]:
    question = _("Лицо и документы совпали, запись подтверждаете вы, {name}?").format(name=_me(presence))
    if not (yield Confirm("staff.video_sure", question)):
        return
    now = presence.world.clock.now()
    after = replace(
        holder, video=Video.PASSED, video_by=_me(presence), video_at=now, video_reason="",
        confirmed_basis=BY_OPERATOR, confirmed_at=now,
    )  # fmt: skip
    notices = about_account(holder, now, _("Личность подтверждена оператором."))
    presence.store.save_holder(after, presence.record("видеоверификация пройдена", _me(presence)), notices)
    yield Say(
        _("Записано: видеоверификация пройдена, {name}. Статус: Подтверждена.").format(name=_me(presence))
    )


def _refuse(presence: "Presence", holder: Account) -> Flow[None]:
    why = yield from ask_field("staff.refusal", REFUSAL, presence.world.clock.today())
    now = presence.world.clock.now()
    after = replace(holder, video=Video.REFUSED, video_by=_me(presence), video_at=now, video_reason=why)
    notices = about_account(holder, now, _("Видеоверификация отклонена, причина указана в программе."))
    presence.store.save_holder(after, presence.record("видеоверификация отклонена", _me(presence)), notices)
    yield Say(_("Записано: видеоверификация отклонена."))


def _me(presence: "Presence") -> str:
    return presence.account.name
