"""Owner and staff of one store: who signs in to it, and what they find."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from emk_tui.demo_staff import PEOPLE, prepare, staff
from emk_tui.ports import Account, Fault, Grant, ResultCheck
from emk_tui.registries.samples import sample_file
from emk_tui.services.presence import Presence
from emk_tui.services.reading import records_of
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.worlds import LOGIN, NOW, PASSWORD, Hands, Post, Shown, make_store, opened, world_at

NAMES = {login: name for login, (_role, name, _clinic, _inn) in PEOPLE.items()}
"""Login → full name of one of the staff."""


@cache
def accounts() -> tuple[tuple[Account, str], ...]:
    """The staff of the demonstration, the same in every store."""
    return staff(PASSWORD)


def staffed_world(folder: Path, clock: Hands, post: Post | None = None) -> World:
    """A world with staff, operators, scans to try it with and a key store of the system."""
    return replace(
        world_at(folder, clock, post, staff=accounts(), keyring=FolderKeyRing(folder)),
        operated=True,
        sample_file=lambda kind: sample_file(folder / "samples", kind),
    )


def made_for_staff(folder: Path, role: str) -> None:
    """What somebody of this role comes to."""
    world = staffed_world(folder, Hands(), Shown())
    make_store(world)
    session = opened(world)
    session.base = folder
    prepare(session, role)
    session.opened.close()


@contextmanager
def signed_in(world: World, login: str = LOGIN) -> Iterator[Presence]:
    """One of the staff or the owner, second factor proven; closed afterwards."""
    store = world.vault().open(login, PASSWORD)
    presence = Session(world, store) if login == LOGIN else Presence(world, store)
    presence.verified()
    try:
        yield presence
    finally:
        presence.opened.close()


@contextmanager
def owner(world: World) -> Iterator[Session]:
    """The owner."""
    with signed_in(world) as presence:
        assert isinstance(presence, Session)
        yield presence


def code_of(call: object, *args: object, **words: object) -> str:
    """What a call is refused with; empty where it is allowed."""
    try:
        assert callable(call)
        call(*args, **words)
    except Fault as fault:
        assert fault.exit_code == 3
        return fault.problem.code
    return ""


def grant(kind: str, code: str, identity: str = "g-1") -> Grant:
    """Access for this organisation or doctor."""
    return Grant(identity, kind, "кому", code, NOW)


def check(record: str, *, confirmed: bool = True, reason: str = "") -> ResultCheck:
    """What the specialist says of a result."""
    return ResultCheck(record, confirmed, NAMES["specialist"], NOW, reason)


def results(presence: Presence) -> list[str]:
    """Ids of the results of the card, in its order."""
    card = presence.opened.card()
    assert card is not None
    return [str(one["id"]) for one in records_of(card, "documents") if one["kind"] == "result"]
