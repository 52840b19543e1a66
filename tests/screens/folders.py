"""Stores made once for all pictures and looks; every scene gets a copy of one."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

from emk_tui.ports import Event
from emk_tui.services.handover import Handover
from emk_tui.services.running import begin_session
from emk_tui.services.world import World
from tests.services.people import made_for_staff, staffed_world
from tests.services.worlds import LOGIN, NOW, SIGNS, Hands, Post, fill_to, make_store, opened, world_at


class Folders:
    """Stores made once; every scene gets a copy of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    def copy(self, kind: str, to: Path) -> World:
        """A world of its own with this store."""
        if kind != "empty":
            copytree(self._ready(kind), to)
        return (staffed_world if kind == "desk" else world_at)(to, Hands(), Post())

    def _ready(self, kind: str) -> Path:
        if kind not in self._made:
            self._made[kind] = folder = self._folder / kind
            self._make(kind, folder)
        return self._made[kind]

    def _make(self, kind: str, folder: Path) -> None:
        if kind == "account":
            make_store(world_at(folder, Hands()))
            return
        if kind == "desk":
            made_for_staff(folder, "registrar")
            return
        copytree(self._ready("account"), folder)
        session = opened(world_at(folder, Hands(), Post()))
        if kind in ("unconfirmed", "unproven"):
            account = replace(session.store.account(), confirmed_basis="", confirmed_at=None)
            terms = account.terms_version if kind == "unproven" else ""
            session.store.save_account(replace(account, terms_version=terms), Event("проба", at=NOW))
        else:
            fill_to(session, kind, SIGNS)
        session.store.close()


def handover_of(world: World) -> Handover:
    """What somebody left who was in step 1."""
    session = opened(world)
    begin_session(session)
    session.store.close()
    return Handover(LOGIN, session.token, in_wizard=True)
