"""A world of real parts: the store with cheap keys, demonstration registers, a clock set by hand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from emk_tui.demo_example import example_rows
from emk_tui.ports import Account, Event, KeyRing, Vault
from emk_tui.registries.demonstration import (
    DemonstrationCards,
    DemonstrationClinics,
    DemonstrationIdentities,
    DemonstrationPolicies,
    DemonstrationVaccinations,
    demonstration_directories,
)
from emk_tui.registries.timetable import DemonstrationSchedule
from emk_tui.services.applying import fill
from emk_tui.services.flows.asks import (
    SUBMIT,
    Ask,
    Back,
    Cancelled,
    Choice,
    Code,
    Confirm,
    Flow,
    Form,
    Input,
    Page,
    Records,
    Reply,
    Result,
    Review,
    Say,
    Slots,
    Wait,
)
from emk_tui.services.flows.terms import TERMS_VERSION
from emk_tui.services.identity import BY_OWNER
from emk_tui.services.presence import Presence
from emk_tui.services.session import Session
from emk_tui.services.world import Registries, World
from emk_tui.store.keys import KdfCost
from emk_tui.store.staffing import Staff
from emk_tui.store.vault import FileVault
from emk_tui.wiring import has_store, intake, papers

CHEAP = KdfCost(64, 1, 1)
MOSCOW = timezone(timedelta(hours=3))
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=MOSCOW)
LOGIN, PASSWORD, SECRET = "ivanova", "Река-7-мост!", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ACCOUNT = Account(
    login=LOGIN, phone="+79161234567", email="ivanova@example.ru", totp_secret=SECRET, totp_confirmed=True,
    recovery_confirmed=True, terms_version=TERMS_VERSION, confirmed_basis=BY_OWNER, confirmed_at=NOW,
    contacts_checked_at=NOW,
)  # fmt: skip


@dataclass
class Hands:
    """A clock that is set by hand."""

    moment: datetime = field(default=NOW)

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def today(self) -> date:
        """The day."""
        return self.moment.date()

    def sleep(self, seconds: float) -> None:
        """Go on instead of waiting."""
        self.moment += timedelta(seconds=seconds)

    def on(self, **ahead: float) -> None:
        """Move it: `on(minutes=6)`."""
        self.moment += timedelta(**ahead)


@dataclass
class Post:
    """A sender that keeps what it sent, and says only that it did."""

    channels: tuple[str, ...] = ("sms", "email")
    sent: list[tuple[str, str, str, str]] = field(default_factory=list)

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """Keep it."""
        self.sent.append((channel, address, code, purpose))
        return "Код отправлен."

    @property
    def code(self) -> str:
        """The code sent last."""
        return self.sent[-1][2]


class Shown(Post):
    """Codes are shown, as in the demonstration."""

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """The sentence with the code."""
        super().send(channel, address, code, purpose)
        return f"Код для показа: {code}"


@cache
def directories() -> Mapping[str, object]:
    """Read once: nobody changes them."""
    return demonstration_directories()


def registers(clock: Hands) -> Registries:
    """The registers of the demonstration at this clock."""
    return Registries(
        directories=directories(),  # type: ignore[arg-type]
        policies=DemonstrationPolicies(clock),
        identities=DemonstrationIdentities(clock),
        cards=DemonstrationCards(clock),
        clinics=DemonstrationClinics(clock),
        vaccines=DemonstrationVaccinations(clock),
        schedule=DemonstrationSchedule(clock),
    )


def world_at(
    folder: Path,
    clock: Hands,
    post: Post | None = None,
    registries: Registries | None = None,
    *,
    staff: Staff = (),
    keyring: KeyRing | None = None,
) -> World:
    """The world of this folder; with staff, or a key store of the system, where they are given."""
    asked = registries or registers(clock)

    @cache
    def vault() -> Vault:
        return FileVault(folder / "store", "demo", clock=clock, kdf=CHEAP, staff=staff, keyring=keyring)

    return World(
        kind="demo", clock=clock, folder=folder, vault=vault, registries=lambda: asked, papers=papers,
        intake=intake, sender=post or Post(), has_store=lambda: has_store(folder),
    )  # fmt: skip


def make_store(world: World) -> str:
    """The account `ivanova`, ready to work with; returns the recovery code."""
    store, recovery = world.vault().create(ACCOUNT, PASSWORD)
    store.save_account(ACCOUNT, Event("проба", at=NOW))
    store.close()
    return recovery


def opened(world: World) -> Session:
    """A session after sign-in."""
    session = Session(world, world.vault().open(LOGIN, PASSWORD))
    session.verified()
    return session


def reopened(session: Session) -> Session:
    """The same store closed and opened again: what is not durable is gone."""
    session.store.close()
    return opened(session.world)


def dumped(presence: Presence) -> str:
    """Every value of every table, decrypted."""
    from sqlalchemy import inspect, text

    engine = presence.opened.engine  # type: ignore[attr-defined]
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names()]
        rows = [row for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    return "\n".join(str(value) for row in rows for value in row)


Answers = Mapping[str, object]


class Unanswered(AssertionError):
    """A question that the test did not expect."""


class Killed(Exception):
    """The program ends here."""


class Talk:
    """Answers by key: a value, a list of values in turn, or a function of the ask; keeps every ask."""

    def __init__(self, answers: Answers | None = None, *, kill_at: int = 0) -> None:
        self.answers = {
            key: list(one) if isinstance(one, list) else one for key, one in (answers or {}).items()
        }
        self.asks: list[Ask] = []
        self.kill_at = kill_at

    def __call__(self, ask: Ask) -> Reply:
        """The reply; Killed where the test ends the program, Unanswered for a question out of the blue."""
        self.asks.append(ask)
        if isinstance(ask, Wait):
            return ask.call()
        if len(self.asks) == self.kill_at:
            raise Killed
        assert len(self.asks) < 300, "the conversation goes round"
        key = key_of(ask)
        if isinstance(ask, Form | Review | Code) or key in self.answers:
            return self._told(key, ask)
        if isinstance(ask, Confirm | Choice | Input | Slots):
            raise Unanswered(key)
        return True if isinstance(ask, Page) else None

    def _told(self, key: str, ask: Ask) -> Reply:
        given = self.answers.get("review" if isinstance(ask, Review) else key)
        if isinstance(given, list):
            given = given.pop(0)
        if callable(given):
            given = given(ask)
        if given is None and isinstance(ask, Code):
            found = re.search(r"\b\d{6}\b", ask.shown)
            assert found, "no code is shown: the test must give one"
            return found[0]
        if given is None and isinstance(ask, Review):
            return SUBMIT
        assert given is None or isinstance(given, str | bool)
        return given

    @property
    def keys(self) -> list[str]:
        """Keys of the questions in order."""
        return [
            key_of(ask)
            for ask in self.asks
            if isinstance(ask, Input | Confirm | Choice | Code | Page | Slots)
        ]

    @property
    def said(self) -> list[str]:
        """What was told."""
        return [ask.text for ask in self.asks if isinstance(ask, Say)]

    @property
    def codes(self) -> list[str]:
        """Codes of the problems that were shown, in order."""
        found = (getattr(ask, "problem", None) for ask in self.asks)
        return [one.code for one in found if one is not None]


def key_of(ask: Ask) -> str:
    """What a test calls this question: its key, the menu of a list, the form of a record."""
    if isinstance(ask, Records):
        return f"{ask.prefix}.menu"
    key = getattr(ask, "key", None)
    return str(key).removesuffix(".again") if key else f"form.{getattr(ask, 'record', '')}"


def seen(ask: Ask) -> str:
    """All that a person sees of an ask: asks have no repr of their own."""
    return " ".join(str(getattr(ask, name)) for name in ask.__dataclass_fields__ if name != "field")


def hold(flow: Flow[Result], answers: Answers | None = None) -> tuple[Result, Talk]:
    """Hold a conversation; its result and what was asked."""
    talk = Talk(answers)
    return held(flow, talk), talk


def held(flow: Flow[Result], answer: Callable[[Ask], Reply]) -> Result:
    """As the full screen does it: leaving and one back are thrown into the flow."""
    try:
        ask = next(flow)
        while True:
            try:
                reply = answer(ask)
            except (Cancelled, Back) as left:
                ask = flow.throw(left)
            else:
                ask = flow.send(reply)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        flow.close()


BY_APP = {"code.channel": "app"}
SIGNS: Answers = {
    "consent.statistics": True, "consent.accepted": True, "consent.signature": True, "code.channel": "email",
}  # fmt: skip


def type_in(session: Session, key: str, **changed: str) -> None:
    """The demonstration person's answers of a step, some of them otherwise."""
    for name, raw in {**example_rows()[key], **changed}.items():
        session.put(f"{key}.{name}", raw)
    session.move(f"{key}.{next(iter(example_rows()[key]))}")


def fill_to(session: Session, last: str, answers: Answers = SIGNS) -> None:
    """Finish the steps up to and with this one as the demonstration person."""
    from emk_tui.card.draft import FILE, Draft
    from emk_tui.card.steps import BY_KEY, STEPS

    draft = Draft()
    for section, values in example_rows().items():
        for name, raw in values.items():
            draft.put(f"{section}.{name}", raw, FILE)
    keys = [step.key for step in STEPS if step.number <= BY_KEY[last].number]
    post = session.world.sender
    assert isinstance(post, Post)
    talk = Talk({"code.подпись согласия": lambda ask: post.code, **answers})
    blocked = fill(session, draft, talk, keys)
    assert blocked == ()


Taken = Callable[[str], Session]
