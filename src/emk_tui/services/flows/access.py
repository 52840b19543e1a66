"""«Доступ к карте»: give it to an organisation or a doctor, list it, take it back (R8)."""

import uuid
from typing import TYPE_CHECKING

from emk_tui.card.text import fold
from emk_tui.i18n import _
from emk_tui.ports import Entry, Grant, Role
from emk_tui.services.access import DOCTOR, ORGANISATION, opening
from emk_tui.services.flows.asks import Back, Choice, Confirm, Flow, Input, Option, Say
from emk_tui.services.flows.questions import GRANTEE
from emk_tui.services.flows.second_factor import confirm_person
from emk_tui.services.rights import Right
from emk_tui.services.shown import restriction

if TYPE_CHECKING:
    from emk_tui.services.session import Session

GIVE, BACK, REVOKE = "give", "back", "revoke "
CANCEL = "cancel"
MOST = 6
"""Organisations offered at once."""


def access(session: "Session") -> Flow[None]:
    """Who has access now; give and revoke until the owner goes back."""
    session.require(Right.ACCESS)
    while True:
        held = [one for one in session.store.grants() if one.revoked_at is None]
        yield Say(_who_sees(session, held))
        options = (
            Option(GIVE, _("Дать доступ")),
            *(
                Option(f"{REVOKE}{one.id}", _("Отозвать: {name}").format(name=one.name), note=_since(one))
                for one in held
            ),
            Option(BACK, _("назад")),
        )
        chosen = str((yield Choice("access.menu", _("Доступ к карте"), options, default=BACK)))
        if chosen == BACK:
            return
        try:
            yield from confirm_person(session, _("доступ к карте"))
            if chosen == GIVE:
                yield from _give(session)
            else:
                yield from _revoke(session, next(one for one in held if chosen == f"{REVOKE}{one.id}"))
        except Back:
            continue


def _who_sees(session: "Session", held: list[Grant]) -> str:
    """How far the access that was given reaches now (R8, R102)."""
    if closed := restriction(session):
        return closed + " " + _("Карту не откроет никто, пока вы не подпишете новое согласие.")
    given = opening(held)
    return _("Поликлиника прикрепления видит карту сама. Доступ дан ещё: {n}.").format(n=given)


def _since(grant: Grant) -> str:
    since = _("с {day}").format(day=f"{grant.granted_at:%d.%m.%Y}")
    return since if grant.code else ", ".join((since, _("не по справочнику")))


def _give(session: "Session") -> Flow[None]:
    found = yield from _chosen(session)
    if found is None:
        return
    kind, entry = found
    if any(_is_same(one, kind, entry) for one in session.store.grants() if one.revoked_at is None):
        yield Say(_("Доступ уже дан: {name}.").format(name=entry.name))
        return
    question = _("Дать доступ ко всей карте: {name}?").format(name=entry.name)
    if not (yield Confirm("access.sure", question)):
        return
    grant = Grant(str(uuid.uuid4()), kind, entry.name, entry.code, session.world.clock.now())
    session.store.grant(grant, session.record("доступ дан", entry.name))
    given = _("Доступ дан: {name}. Отозвать можно в любой день.")
    # nobody can be recognised by a name alone
    written = _("Записано: {name}. В справочнике её нет, сама она карту не откроет: дайте ей копию.")
    yield Say((given if entry.code else written).format(name=entry.name))


def _is_same(grant: Grant, kind: str, entry: Entry) -> bool:
    """By the code of the directory; without one, by the name as it was written."""
    if grant.code or entry.code:
        return (grant.kind, grant.code) == (kind, entry.code)
    return fold(grant.name) == fold(entry.name)


def _chosen(session: "Session") -> Flow[tuple[str, Entry] | None]:
    """An organisation by its directory, a doctor by the schedule; narrowed by what is typed."""
    typed = ""
    while True:
        typed = str((yield Input("access.name", GRANTEE, typed)) or "").strip()
        if not typed:
            return None
        found = candidates(session, typed)
        options = tuple(Option(str(number), _line(kind, entry)) for number, (kind, entry) in enumerate(found))
        back = Option(CANCEL, _("другое имя"))
        try:
            chosen = str((yield Choice("access.who", _("Кому дать доступ"), (*options, back))))
        except Back:
            continue
        if chosen != CANCEL:
            return found[int(chosen)]


def candidates(session: "Session", typed: str) -> list[tuple[str, Entry]]:
    """Organisations and doctors that these letters fit; else what was typed itself."""
    clinics = session.registries.directories["clinics"].find(typed, MOST).entries
    found = [(ORGANISATION, Entry(one.values.get("inn", ""), one.name)) for one in clinics]
    doctors = [
        one for one in session.store.staff() if one.role == Role.DOCTOR and fold(typed) in fold(one.name)
    ]
    found += [(DOCTOR, Entry(one.login, one.name, note=one.clinic)) for one in doctors]
    return found or [(ORGANISATION, Entry("", typed))]


def _line(kind: str, entry: Entry) -> str:
    word = _("организация") if kind == ORGANISATION else _("врач")
    known = entry.note if entry.code else _("не по справочнику")
    return ", ".join(filter(None, (entry.name, word, known)))


def _revoke(session: "Session", grant: Grant) -> Flow[None]:
    if not (yield Confirm("access.revoke", _("Отозвать доступ: {name}?").format(name=grant.name))):
        return
    session.store.revoke(grant.id, session.world.clock.now(), session.record("доступ отозван", grant.name))
    yield Say(_("Доступ отозван: {name}.").format(name=grant.name))
