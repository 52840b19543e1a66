"""Every screen of the program by its name: what is there before, and the keys that lead to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copy

from textual.widget import Widget

from emk_tui.app import EmkApp
from emk_tui.demo_example import example_rows
from emk_tui.registries.deferred import NoSchedule
from emk_tui.services.codes import totp_now
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from tests.screens.before import FILES, enter_pair, fill_account, fill_identity, prove_recovery, sign_in
from tests.screens.folders import Folders, handover_of
from tests.screens.scene import Scene
from tests.services.people import accounts
from tests.services.worlds import (
    LOGIN,
    SECRET,
    Hands,
    opened,
    type_in,
)

IMAGE = "analiz-krovi.jpg"
HELLO = "Демонстрация, все данные вымышлены. Логин demo, пароль Река-7-мост!"
LONG = "Константиновская-Преображенская-Благовещенская"
RESULT = {
    "kind": "результат исследования", "file": IMAGE, "study": "Общий анализ крови",
    "performed_on": "10.02.2026", "received_on": "11.02.2026",
}  # fmt: skip
VALUE = {"indicator": "Гемоглобин", "value": "100", "unit": "г/л", "low": "120", "high": "140"}

Keys = Callable[[Scene], Awaitable[object]]
Before = Callable[[Session], None]


@dataclass(frozen=True, slots=True)
class View:
    """One screen as a person comes to it; `folder` says which store there is."""

    folder: str
    keys: Keys
    before: Before | None = None
    """Signed in already, and this happened; None: the program begins at sign-in."""
    locked: bool = False
    """The session is locked."""


def prepared(view: View, folders: Folders, to: Path, look: str = "emk-dark") -> EmkApp:
    """The program at its start, before the keys."""
    world = folders.copy(view.folder, to)
    if view.locked:
        return EmkApp(world, visit=Visit(locked=handover_of(world)), look=look)
    session = None
    if view.before is not None:
        session = opened(world)
        view.before(session)
    return EmkApp(world, session=session, hello=HELLO if session is None else "", look=look)


async def show(view: View, stage: Scene) -> None:
    """The keys that lead there."""
    await stage.settle()
    await view.keys(stage)
    await stage.settle()


# -- what happened before


def at(path: str, **filled: str) -> Before:
    """The cursor stands there, with these answers in that section."""

    def before(session: Session) -> None:
        session.base = FILES
        section = path.partition(".")[0]
        for name, raw in filled.items():
            session.put(f"{section}.{name}", raw)
        session.move(path)

    return before


def with_rows(path: str, rows: dict[str, str]) -> Before:
    """The cursor stands there, with these rows in the draft."""

    def before(session: Session) -> None:
        session.base = FILES
        session.put_rows(rows)
        session.move(path)

    return before


def named(record: str, values: dict[str, str]) -> dict[str, str]:
    """The rows of one record."""
    return {f"{record}.{name}": raw for name, raw in values.items()}


def wrong_person(session: Session) -> None:
    """Wrong text in many fields."""
    type_in(
        session, "personal", surname="Иванoва", birth_date="31.02.1980", snils="112-233-445 96",
        passport_series="45", phone="+7 916", email="ivanova@", given_name=LONG,
    )  # fmt: skip
    session.move("personal.snils")


def whole_person(session: Session) -> None:
    """Step 1 typed in, the cursor at its beginning."""
    type_in(session, "personal")


def at_review(session: Session) -> None:
    """Everything before the review is finished."""
    for key in ("documents", "vaccinations", "booking"):
        session.finish(key)
    session.move("review")


def wrong_review(session: Session) -> None:
    """An answer has become wrong."""
    at_review(session)
    session.put("personal.snils", "112-233-445 96")
    session.put("personal.given_name", LONG)


def no_schedule(session: Session) -> None:
    """No register of doctors is connected."""
    session.registries = replace(session.registries, schedule=NoSchedule())
    session.move("booking")


POLICY = example_rows()["policy"]

# -- the keys


async def nothing(stage: Scene) -> None:
    """It is there at once."""


def press(*keys: str) -> Keys:
    """Keys by their names."""
    return lambda stage: stage.press(*keys)


def typed(text: str) -> Keys:
    """Text; a line end is Enter."""
    return lambda stage: stage.type(text)


async def new_account(stage: Scene) -> None:
    """A password on its way."""
    await stage.type(f"{LOGIN}\nРека-7")


async def authenticator(stage: Scene) -> None:
    """Through the recovery code."""
    await fill_account(stage)
    await prove_recovery(stage)


async def sent_code(stage: Scene) -> None:
    """A code to the phone, then letters in it."""
    await enter_pair(stage)
    await stage.press("2", "enter")
    await stage.type("12б")


async def signed_in(stage: Scene) -> None:
    """Through the code."""
    hands = stage.app.world.clock
    assert isinstance(hands, Hands)
    await sign_in(stage, hands)


async def ticked(stage: Scene) -> None:
    """The terms read to the end and ticked."""
    await signed_in(stage)
    await stage.press("end", "tab", "space", "down")


async def regions(stage: Scene) -> None:
    """The list of regions is open."""
    await stage.type("обл")
    await stage.until("уточните")
    await stage.press("down", "down")


async def clinics(stage: Scene) -> None:
    """The list of clinics is open."""
    await stage.type("поли")
    await stage.until("поликлиника «")
    await stage.press("down")


async def consent_page(stage: Scene) -> None:
    """The question before it, then the text."""
    await stage.press("down", "enter")


async def consent_tick(stage: Scene) -> None:
    """At the box."""
    await consent_page(stage)
    await stage.press("end", "tab", "space")


async def consent_signature(stage: Scene) -> None:
    """The code is given, the last question stands."""
    await consent_tick(stage)
    await stage.press("down", "enter")
    await stage.press("enter")
    hands = stage.app.world.clock
    assert isinstance(hands, Hands)
    hands.on(minutes=1)
    await stage.type(totp_now(SECRET, hands.now()))


async def kinds(stage: Scene) -> None:
    """A new document, the list of kinds is open."""
    await stage.press("enter")
    await stage.until("Выписка из истории болезни")


async def made(stage: Scene) -> None:
    """«Оформить», yes."""
    await stage.press("f3")
    await stage.press("down", "enter")


async def home(stage: Scene) -> None:
    """The menu after sign-in, behind the first step."""
    await stage.press("f7")


async def identity(stage: Scene) -> None:
    """Another surname, a file that is no scan, the cursor at it."""
    await signed_in(stage)
    session = stage.app.dialogue.session
    assert session is not None
    session.base = stage.app.world.folder
    copy(FILES / "snils.pdf", session.base / "snils.pdf")
    (session.base / "scan.docx").write_bytes(b"PK\x03\x04")
    await fill_identity(stage, passport_file="scan.docx", snils_surname="Петрова", snils_file="snils.pdf")
    await stage.press("f8")


async def account(stage: Scene) -> None:
    """Everything that may be changed of it."""
    await signed_in(stage)
    await stage.type("учёт\n")


async def desk(stage: Scene) -> None:
    """Of the registrar."""
    await enter_pair(stage, login="registrar")
    (secret,) = (one.totp_secret for one, _password in accounts() if one.login == "registrar")
    await stage.type(totp_now(secret, stage.app.world.clock.now()))


async def journal(stage: Scene) -> None:
    """Many lines on a page of their own."""
    await signed_in(stage)
    await stage.type("журнал\n")


TIMES = ("down", "enter", "enter", "enter")

VIEWS: dict[str, View] = {
    "sign-in": View("account", nothing),
    "sign-in-refused": View("account", lambda stage: enter_pair(stage, password="другой")),
    "sign-in-layout": View("account", typed("ivanova\n\n")),
    "factor": View("account", enter_pair),
    "sign-up": View("empty", new_account),
    "sign-up-wrong": View("empty", lambda stage: fill_account(stage, email="a@b")),
    "recovery": View("empty", fill_account),
    "authenticator": View("empty", authenticator),
    "code": View("account", sent_code),
    "terms": View("unconfirmed", signed_in),
    "terms-ticked": View("unconfirmed", ticked),
    "home": View("account", signed_in),
    "identity": View("unproven", identity),
    "account": View("account", account),
    "desk": View("desk", desk),
    "locked": View("account", nothing, locked=True),
    "personal": View("account", nothing, at("personal.surname")),
    "personal-errors": View("account", nothing, wrong_person),
    "personal-blocked": View("account", press("f3"), at("personal.surname", surname="Иванова")),
    "personal-note": View("account", typed("Иванoва"), at("personal.surname")),
    "personal-regions": View("account", regions, at("personal.registration_region")),
    "personal-end": View("account", press(*["pagedown"] * 4), whole_person),
    "personal-review": View("consent", press("1", "enter"), at_review),
    "clinic": View("personal", clinics, at("clinic.name")),
    "policy": View("clinic", nothing, at("policy.number", **POLICY)),
    "policy-wrong": View("clinic", typed("5"), at("policy.number", number="123456789012345")),
    "policy-old": View("clinic", nothing, at("policy.series", kind="старый", **{**POLICY, "number": "123"})),
    "policy-inactive": View(
        "clinic", press("f3"), at("policy.number", **{**POLICY, "number": "7754410885000251"})
    ),
    "consent": View("policy", nothing, at("consent")),
    "consent-page": View("policy", consent_page, at("consent")),
    "consent-tick": View("policy", consent_tick, at("consent")),
    "consent-signature": View("policy", consent_signature, at("consent")),
    "documents": View("consent", nothing, at("documents")),
    "documents-kinds": View("consent", kinds, at("documents")),
    "documents-list": View(
        "consent", press("home"),
        with_rows("documents", named("documents.1", RESULT) | named("documents.2", {"kind": "рецепт"})),
    ),
    "documents-form": View(
        "consent", press("home", "enter"), with_rows("documents", named("documents.1", RESULT))
    ),
    "documents-results": View(
        "consent", press("home", "enter", "f3", "home"),
        with_rows("documents", named("documents.1", RESULT) | named("documents.1.results.1", VALUE)),
    ),
    "documents-result": View(
        "consent", press("home", "enter", "f3", "home", "enter"),
        with_rows("documents", named("documents.1", RESULT) | named("documents.1.results.1", VALUE)),
    ),
    "vaccinations": View("consent", nothing, at("vaccinations")),
    "vaccinations-list": View(
        "consent", press("home", "delete"),
        with_rows("vaccinations", named("vaccinations.1", {"vaccine": "Совигрипп", "date": "10.10.2025"})),
    ),
    "booking": View("consent", press("down"), at("booking")),
    "booking-doctors": View("consent", press("down", "enter", "enter"), at("booking")),
    "booking-grid": View("consent", press(*TIMES, "right", "down"), at("booking")),
    "booking-summary": View("consent", press(*TIMES, "enter"), at("booking")),
    "booking-later": View("consent", nothing, no_schedule),
    "review": View("consent", press("space", "space", "space"), at_review),
    "review-errors": View("consent", press("f8"), wrong_review),
    "review-end": View("consent", press("end"), at_review),
    "result": View("consent", made, at_review),
    "goto": View("clinic", press("f2", "8"), wrong_person),
    "menu": View("account", press("f5"), at("personal.surname")),
    "menu-found": View("account", lambda stage: menu_found(stage), at("personal.surname")),
    "help": View("account", press("f6"), wrong_person),
    "journal": View("account", journal),
    "long": View("account", press("f3"), wrong_person),
}  # fmt: skip
"""The name of a screen → how to come to it; one of each step and each special screen."""


async def menu_found(stage: Scene) -> None:
    """Letters narrow the menu; a closed place says why."""
    await stage.press("f5")
    await stage.type("вакц\n")


def place_of(widget: Widget | None) -> str:
    """A name of what is in focus that holds at any size."""
    return "" if widget is None else f"{type(widget).__name__}#{widget.id or ''}"
