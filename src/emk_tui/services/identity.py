"""Account confirmation: what is there, what is missing, the list of its documents (R1–R16, K38)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emk_tui.card.check import check_section, errors
from emk_tui.card.draft import DERIVED
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections import SECTIONS
from emk_tui.card.sections.identity import SLOTS
from emk_tui.card.text import fold
from emk_tui.i18n import _, _l
from emk_tui.ports import Video

if TYPE_CHECKING:
    from emk_tui.services.session import Session

BY_OWNER, BY_OPERATOR = _l("подтверждено владельцем"), _l("подтверждено оператором")
"""The basis beside the word «Подтверждена» and on every paper; never ЕСИА (K38)."""
CONFIRMED, UNCONFIRMED = _l("Подтверждена"), _l("не подтверждена")
SURNAME = "checks.confirmed.surname"
"""Draft row: the surname that was confirmed, while another may be typed."""
NAMES = {"passport_file": _l("Паспорт"), "snils_file": _l("СНИЛС"), "change_file": _l("Смена фамилии")}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that identifies, and how it stands in words."""

    name: str
    state: str


def mistakes(session: "Session") -> tuple[Problem, ...]:
    """What stands against what was typed, its rules included."""
    return tuple(errors(check_section(SECTIONS["identity"], session.draft, session.world.clock.today())))


def surname_changes(session: "Session") -> tuple[Problem, ...]:
    """A surname other than the one confirmed before needs its document (R13)."""
    now, before = session.draft.raw("identity.surname"), _surname_before(session)
    changed = session.values("identity").get("surname_changed")
    if not before or changed or fold(now) == fold(before):
        return ()
    return (problem("SURNAMES_DIFFER").at("identity.surname_changed"),)


def _surname_before(session: "Session") -> str:
    """Of the card, else of what was typed; nothing before the first confirmation."""
    if not session.confirmed:
        return ""
    card = session.store.card()
    if card is None:
        return confirmed_surname(session) or session.draft.raw("personal.surname")
    known = card.sections.get("personal")
    return str(known.get("surname") or "") if isinstance(known, Mapping) else ""


def remember_surname(session: "Session") -> None:
    """The form may be typed over from here on; what was confirmed stays what it was until the next proof."""
    session.put_rows({SURNAME: confirmed_surname(session)}, DERIVED)


def confirmed_surname(session: "Session") -> str:
    """That of the passport at the last proof, whatever was typed into the form since."""
    noted, proven = session.draft.rows.get(SURNAME), session.account.confirmed_at
    # one that an operator has overtaken since says nothing any more
    if noted and noted.at and proven and noted.at >= proven:
        return noted.raw
    return session.draft.raw("identity.surname")


def other_surname(session: "Session") -> tuple[Problem, ...]:
    """Step 1 under another surname than the passport that was confirmed (R13)."""
    confirmed, typed = confirmed_surname(session), session.draft.raw("personal.surname")
    if not (session.confirmed and confirmed) or fold(confirmed) == fold(typed):
        return ()
    return (problem("SURNAME_NOT_CONFIRMED").at("personal.surname"),)


def kept_slots(session: "Session") -> dict[str, str]:
    """Field of a file → sha256 of the scan that was taken for it."""
    files = {one.record: one.sha256 for one in session.store.application().files}
    return {name: files[f"identity.{name}"] for name in SLOTS if f"identity.{name}" in files}


def papers(session: "Session") -> tuple[Paper, ...]:
    """The list of documents: scans, ИНН where there is one, the consent that is made in the program (R12)."""
    kept = kept_slots(session)
    taken, open_ = _("принят"), _("не загружен")
    lines = [
        Paper(_(NAMES[name]), taken if name in kept else open_) for name in ("passport_file", "snils_file")
    ]
    if "change_file" in kept or session.values("identity").get("surname_changed"):
        lines.append(Paper(_(NAMES["change_file"]), taken if "change_file" in kept else open_))
    inn = session.draft.raw("personal.inn")
    lines.append(Paper(_("ИНН"), _("указан") if inn else _("при наличии, шаг 1")))
    signed = _("подписано") if session.consent_id else _("подписывается в программе, шаг 4")
    return (*lines, Paper(_("Согласие на обработку персональных данных"), signed))


def missing(session: "Session") -> Iterator[str]:
    """What is still to be done before the account is «Подтверждена» (R1)."""
    kept = kept_slots(session)
    if "passport_file" not in kept:
        yield _("скан паспорта")
    if "snils_file" not in kept:
        yield _("скан СНИЛС")
    if "change_file" not in kept and session.values("identity").get("surname_changed"):
        yield _("документ о смене фамилии")
    if any(one.path not in _file_paths() for one in mistakes(session)):
        yield _("сведения из паспорта и СНИЛС")
    yield _("видеоверификация") if session.world.operated else _("заявление владельца")


def left_words(session: "Session", why: Problem) -> str:
    """What is still missing by name, where that is what a place is closed for (R1); else empty."""
    if why.code != "ACCOUNT_NOT_CONFIRMED":
        return ""
    left = ", ".join(missing(session))
    return _("Осталось: {steps}. Это в меню, «Подтверждение личности».").format(steps=left)


def _file_paths() -> frozenset[str]:
    return frozenset(f"identity.{name}" for name in SLOTS)


def status_words(session: "Session") -> str:
    """«Учётная запись: Подтверждена, подтверждено владельцем. 02.03.2026.»"""
    account = session.account
    if not account.confirmed_basis:
        return _("Учётная запись не подтверждена.")
    words = _("Учётная запись: {word}, {basis}.").format(word=_(CONFIRMED), basis=_(account.confirmed_basis))
    return f"{words} {account.confirmed_at:%d.%m.%Y}." if account.confirmed_at else words


def video_words(session: "Session") -> str:
    """«Видеоверификация: пройдена, Смирнова А. П., 02.03.2026 10:05.»"""
    account = session.account
    told = [str(account.video or Video.NOT_BEGUN)]
    if account.video_by:
        told.append(account.video_by)
    if account.video_at is not None:
        told.append(f"{account.video_at:%d.%m.%Y %H:%M}")
    if account.video_reason:
        told.append(account.video_reason)
    return _("Видеоверификация: {state}.").format(state=", ".join(told))
