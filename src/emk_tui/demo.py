"""The demonstration world: throw-away store, invented registers, visible codes, a clock that can be set."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.registries.sender import DemonstrationSender
from emk_tui.registries.signer import DemonstrationSigner
from emk_tui.services.world import Registries, World
from emk_tui.wiring import SystemClock, gateways, has_store, idle_at_most, intake, papers, warm

if TYPE_CHECKING:
    from emk_tui.ports import CardStore, Clock, Vault
    from emk_tui.services.session import Session

LOGIN, PASSWORD = "demo", "Река-7-мост!"
"""The demonstration account; its password is on the first line of the program."""


class SettableClock:
    """A clock that starts at a given moment and goes on from there."""

    def __init__(self, start: datetime | None = None) -> None:
        real = SystemClock().now()
        moment = start.astimezone() if start and start.tzinfo is None else start
        self._ahead = (moment - real) if moment else timedelta()

    def now(self) -> datetime:
        """The shifted time."""
        return SystemClock().now() + self._ahead

    def today(self) -> date:
        """The shifted day."""
        return self.now().date()

    def sleep(self, seconds: float) -> None:
        """Wait so long."""
        SystemClock().sleep(seconds)


def demo_world(
    folder: Path, now: datetime | None = None, *, seeded: bool = True, role: str = "citizen"
) -> World:  # fmt: skip
    """The world in a folder of its own; `seeded` makes the account `demo` when the store is first needed.

    For one of the staff it also makes what they come to: an application, a card (R5, R78, R112).
    """
    clock = SettableClock(now)

    @cache
    def vault() -> "Vault":
        from emk_tui.demo_staff import staff
        from emk_tui.store.keyring import FolderKeyRing
        from emk_tui.store.keys import KdfCost
        from emk_tui.store.terminal_name import terminal_name
        from emk_tui.store.vault import FileVault

        cheap = KdfCost(memory=8 * 1024, passes=1, lanes=1)
        made = FileVault(
            folder / "store", "demo", clock=clock, kdf=cheap, terminal=terminal_name(),
            keyring=FolderKeyRing(folder), staff=staff(PASSWORD),
        )  # fmt: skip
        if seeded and not made.exists():
            store = seed_account(made, clock)
            if role != "citizen":
                _prepare(world, store, role)
            store.close()
        return made

    world = World(
        kind="demo",
        clock=clock,
        folder=folder,
        vault=vault,
        registries=lambda: _registries(clock),
        papers=papers,
        intake=cache(intake),
        sender=DemonstrationSender(),
        signer=DemonstrationSigner(clock),
        has_store=lambda: seeded or has_store(folder),
        gateways=gateways,
        idle_at_most=idle_at_most(),
        operated=True,
        sample_file=lambda kind: _sample(folder, kind),
        warm=warm,
    )
    return world


def _prepare(world: World, store: "CardStore", role: str) -> None:
    from emk_tui.demo_staff import prepare
    from emk_tui.services.session import Session

    session = Session(world, store)
    session.verified()
    prepare(session, role)


def _sample(folder: Path, kind: str) -> Path | None:
    from emk_tui.registries.samples import sample_file

    return sample_file(folder / "samples", kind)


def _registries(clock: "Clock") -> Registries:
    from emk_tui.registries.demonstration import (
        DemonstrationCards,
        DemonstrationClinics,
        DemonstrationIdentities,
        DemonstrationPolicies,
        DemonstrationVaccinations,
        demonstration_directories,
    )
    from emk_tui.registries.timetable import DemonstrationSchedule

    return Registries(
        directories=demonstration_directories(),
        policies=DemonstrationPolicies(clock),
        identities=DemonstrationIdentities(clock),
        cards=DemonstrationCards(clock),
        clinics=DemonstrationClinics(clock),
        vaccines=DemonstrationVaccinations(clock),
        schedule=DemonstrationSchedule(clock),
    )


def seed_account(vault: "Vault", clock: "Clock") -> "CardStore":
    """Make the account `demo`, ready to work with; returned opened."""
    from emk_tui.ports import Account, Event
    from emk_tui.services.codes import new_totp_secret
    from emk_tui.services.flows.terms import TERMS_VERSION
    from emk_tui.services.identity import BY_OWNER

    now = clock.now()
    account = Account(
        login=LOGIN, phone="+79161234567", email="ivanova@example.ru", totp_secret=new_totp_secret(),
        totp_confirmed=True, recovery_confirmed=True, terms_version=TERMS_VERSION, confirmed_basis=BY_OWNER,
        confirmed_at=now, contacts_checked_at=now,
    )  # fmt: skip
    store, _recovery = vault.create(account, PASSWORD)
    store.save_account(account, Event("демонстрационная запись создана", at=now))
    return store


def open_session(world: World) -> "Session":
    """Signed in as `demo` without questions, for `--step`; Fault where the folder holds another account."""
    from emk_tui.services.running import begin_session
    from emk_tui.services.session import Session

    session = Session(world, world.vault().open(LOGIN, PASSWORD))
    session.verified()
    begin_session(session)
    return session
