"""«Подтверждение личности»: passport and СНИЛС, automatic checks, video or the owner's statement (R1–R6)."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.card.check import errors
from emk_tui.card.draft import ACCOUNT
from emk_tui.card.problems import Problem, problem
from emk_tui.card.sections.identity import SLOTS
from emk_tui.card.steps import IDENTITY, STEPS
from emk_tui.i18n import _, _l
from emk_tui.ports import Fault, Video
from emk_tui.services.file_words import measured_words, size_words
from emk_tui.services.flows.asks import (
    Back,
    Cancelled,
    Choice,
    Confirm,
    Flow,
    Form,
    Option,
    Progress,
    Say,
    look,
)
from emk_tui.services.identity import (
    BY_OWNER,
    CONFIRMED,
    NAMES,
    SURNAME,
    confirmed_surname,
    kept_slots,
    mistakes,
    papers,
    remember_surname,
    status_words,
    surname_changes,
    video_words,
)
from emk_tui.services.sources import intact, item_of, meta_of, note_item, of_file, source_of, waiting

if TYPE_CHECKING:
    from emk_tui.services.session import Session

PASSPORT_ONLY = _l("Эта версия принимает паспорт гражданина Российской Федерации.")
VIDEO, LATER = "video", "later"
PERSONAL = ("surname", "birth_date", "passport_issued_on")
"""What personal data begin with: read from the passport that was shown (R9)."""


def identity(session: "Session") -> Flow[None]:
    """The menu item: how the account stands, and on with what is missing."""
    yield Say(status_words(session))
    for paper in papers(session):
        yield Say(f"{paper.name}: {paper.state}.")
    if session.world.operated or session.account.video != Video.NOT_BEGUN:
        yield Say(video_words(session))
    anew = _("Фамилия сменилась, подтвердить заново?")
    if session.confirmed:
        if not (yield Confirm("account.identify_again", anew, False)):
            return
        remember_surname(session)
    yield from identify(session)


def identify(session: "Session") -> Flow[None]:
    """Fill in, check, and prove; what was given stays where one leaves in between."""
    if session.account.video == Video.WAITING:
        yield Say(_("Документы приняты и проверены. Ждём оператора: он свяжется по видеосвязи."))
        return
    if session.account.video == Video.REFUSED:
        yield Say(_("Оператор отклонил заявку: {why}.").format(why=session.account.video_reason))
    yield Say(_("Подтверждение личности. ") + _(PASSPORT_ONLY))
    _offer_samples(session)
    if not (yield from _filled(session)):
        return
    yield Say(_("Документы проверены автоматически: замечаний нет."))
    yield from _prove(session)


def _offer_samples(session: "Session") -> None:
    """What was sent for these slots, else the scans of the demonstration, stand in those that are empty."""
    for item in waiting(session):
        slot = next((f"identity.{name}" for name, kind in SLOTS.items() if kind == item.kind), "")
        if slot and not session.draft.raw(slot):
            session.put(slot, item.name)
            note_item(session, slot, item)
    for name, kind in SLOTS.items():
        sample, path = session.world.sample_file(kind), f"identity.{name}"
        if sample is not None and not session.draft.raw(path):
            session.put(path, str(sample))


def _filled(session: "Session") -> Flow[bool]:
    """The form until nothing stands against it; False where one went back."""
    at, found = _begin(session), tuple[Problem, ...]()
    while True:
        try:
            yield Form(IDENTITY.key, _(IDENTITY.title), at, mending=bool(found), found=found)
        except Back:
            _leave(session)
            return False
        try:
            found = mistakes(session) or surname_changes(session) or (yield from _take_files(session))
        except Cancelled:
            yield Say(_("Остановлено, введённое сохранено."))
            at, found = f"{IDENTITY.key}.{next(iter(SLOTS))}", ()
            continue
        if not found:
            _leave(session)
            return True
        at = found[0].path


def _begin(session: "Session") -> str:
    """Where the cursor was left, also by a killed program (R195)."""
    left, session.left_at = session.left_at, ""
    return left if left.startswith(f"{IDENTITY.key}.") else ""


def _leave(session: "Session") -> None:
    """The wizard's own cursor again."""
    session.move(session.wizard.first_path(STEPS[0]))


def _take_files(session: "Session") -> Flow[tuple[Problem, ...]]:
    """Each scan by its content; what was taken before and is the same is not read again (R15)."""
    values = session.values(IDENTITY.key)
    yield Progress(_("Проверяем документы."))
    for name, kind in SLOTS.items():
        raw = str(values.get(name) or "")
        if raw and (found := (yield from _take(session, name, kind, raw))):
            return found
    return ()


def _take(session: "Session", name: str, kind: str, raw: str) -> Flow[tuple[Problem, ...]]:
    path = f"{IDENTITY.key}.{name}"
    intake = session.world.intake()
    if session.taken(path) == f"{kind}|{raw}" and name in kept_slots(session):
        return ()
    try:
        source = source_of(session, path, raw)
    except KeyError:
        return (problem("DOC_ABSENT").at(path),)
    verdict = yield from look(
        _("Проверяем файл: {name}.").format(name=_(NAMES[name])),
        lambda track: intake.check(source, kind, track),
    )
    if not verdict.accepted:
        return tuple(one.at(path) for one in errors(verdict.problems))
    if verdict.sha256 in _others(session, name):
        return (problem("FILE_TWICE").at(path),)
    event = session.record("документ личности добавлен", _(NAMES[name]))
    meta = meta_of(path, Path(raw).name, verdict, session.world.clock.now())
    content = intact(intake.chunks(source), verdict.sha256)
    try:
        session.store.keep_document(((meta, content),), event, item_of(session, path, raw))
    except Fault as fault:
        return (of_file(fault).at(path),)
    session.note_taken(path, f"{kind}|{raw}")
    words = ", ".join(filter(None, (size_words(verdict.size), measured_words(verdict))))
    yield Say(_("{name}: принят, {words}.").format(name=_(NAMES[name]), words=words))
    return ()


def _others(session: "Session", name: str) -> set[str]:
    """Digests of the scans in the other slots; one that is about to be replaced does not count."""
    values = session.values(IDENTITY.key)
    standing = {
        slot for slot, kind in SLOTS.items()
        if slot != name and session.taken(f"{IDENTITY.key}.{slot}") == f"{kind}|{values.get(slot)}"
    }  # fmt: skip
    return {digest for slot, digest in kept_slots(session).items() if slot in standing}


def _prove(session: "Session") -> Flow[None]:
    """By an operator over video where there are any (R5), else by the owner's own statement (K38)."""
    if not session.world.operated:
        yield from _state(session)
        return
    options = (Option(VIDEO, _("передать оператору")), Option(LATER, _("позже")))
    if (yield Choice("account.proof", _("Видеоверификация"), options, default=VIDEO)) == VIDEO:
        waiting = replace(session.account, video=Video.WAITING, video_by="", video_at=None, video_reason="")
        session.store.save_account(waiting, session.record("заявка на видеоверификацию"))
        yield Say(_("Заявка передана оператору. Статус изменится сам, вы увидите его при входе."))


def _state(session: "Session") -> Flow[None]:
    """The owner's statement, with its own confirmation sentence."""
    question = _("Заявляю: паспорт и СНИЛС действующие и мои. Подтверждаете?")
    refused = problem("ACCOUNT_NOT_CONFIRMED").text
    if not (yield Confirm("account.confirmed", question, refused=refused)):
        yield Say("", problem("ACCOUNT_NOT_CONFIRMED", level="warning"))
        return
    now = session.world.clock.now()
    account = replace(session.account, confirmed_basis=BY_OWNER, confirmed_at=now)
    session.store.save_account(account, session.record("личность подтверждена", BY_OWNER))
    session.confirmed = True
    session.drop(SURNAME)
    session.move(session.wizard.first_path(STEPS[0]))
    yield Say(_("Учётная запись: {word}, {basis}.").format(word=_(CONFIRMED), basis=_(BY_OWNER)))


def begin_personal(session: "Session") -> None:
    """Personal data begin with what the passport says, whoever confirmed it (R9)."""
    given = {f"personal.{name}": session.draft.raw(f"{IDENTITY.key}.{name}") for name in PERSONAL}
    given["personal.surname"] = confirmed_surname(session)
    session.put_rows(
        {path: raw for path, raw in given.items() if raw and not session.draft.raw(path)}, ACCOUNT
    )
