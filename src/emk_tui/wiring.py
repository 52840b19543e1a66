"""Puts the real world together and hands it to a face; what is heavy is imported when it is first used."""

import os
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.services.world import Registries, World
from emk_tui.settings import data_folder, file_limit

if TYPE_CHECKING:
    from emk_tui.ports import Clock, Gateways, Intake, Papers, Vault


class SystemClock:
    """The time of this computer."""

    def now(self) -> datetime:
        """Now, in the local zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """Today here."""
        return self.now().date()

    def sleep(self, seconds: float) -> None:
        """Wait so long."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class NoSender:
    """No gateway is connected: codes come from the authenticator only."""

    channels: tuple[str, ...] = ()

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """Never called, as no channel is offered; ValueError if it is."""
        raise ValueError(channel)


def real_world(folder: Path | None = None, clock: "Clock | None" = None) -> World:
    """The owner's own store with true directories; nothing else is connected.

    From here on nobody looks into this process: the password is typed before the store is opened.
    """
    from emk_tui.store.process import harden

    harden()
    home, watch = folder or data_folder(), clock or SystemClock()

    @cache
    def vault() -> "Vault":
        from emk_tui.store.keyring import SystemKeyRing
        from emk_tui.store.terminal_name import terminal_name
        from emk_tui.store.vault import FileVault

        return FileVault(
            home / "store", "real", clock=watch, terminal=terminal_name(), keyring=SystemKeyRing()
        )  # fmt: skip

    return World(
        kind="real", clock=watch, folder=home, vault=vault, registries=_registries, papers=papers,
        intake=cache(intake), sender=NoSender(), has_store=lambda: has_store(home), warm=warm,
        gateways=gateways, idle_at_most=idle_at_most(),
    )  # fmt: skip


def warm() -> None:
    """Import what opens a store: the database layer costs twice the screen."""
    from importlib import import_module

    for name in ("services.session", "store.vault", "store.opening"):
        import_module(f"emk_tui.{name}")


def has_store(folder: Path) -> bool:
    """Is there a store, whole or damaged, in this data folder."""
    return any((folder / "store" / name).exists() for name in ("keys.json", "emk.db", "keys.json.old"))


def stored_kind(folder: Path) -> str:
    """The kind that the header of the key slots names; empty where it cannot be read. The vault proves it."""
    return str(_header(folder).get("kind", ""))


def paper_key(folder: Path) -> bytes | None:
    """The public key of the store's papers, from the same header."""
    try:
        return bytes.fromhex(_header(folder)["papers"])
    except (KeyError, ValueError, TypeError):
        return None


def _header(folder: Path) -> dict[str, str]:
    """Of the key slots, of the former ones where those cannot be read; empty without any."""
    import json

    from emk_tui.store.folder import KEYS, OLD_KEYS, read_small

    for name in (KEYS, OLD_KEYS):
        try:
            header = json.loads(read_small(folder / "store" / name))["header"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(header, dict):
            return header
    return {}


def _registries() -> Registries:
    from emk_tui.registries.deferred import (
        DeferredCards,
        DeferredClinics,
        DeferredIdentities,
        DeferredPolicies,
        DeferredVaccinations,
        NoSchedule,
        no_clinics,
    )
    from emk_tui.registries.embedded import embedded_directories

    return Registries(
        directories={**embedded_directories(), "clinics": no_clinics()},
        policies=DeferredPolicies(),
        identities=DeferredIdentities(),
        cards=DeferredCards(),
        clinics=DeferredClinics(),
        vaccines=DeferredVaccinations(),
        schedule=NoSchedule(),
    )


def papers() -> "Papers":
    """Papers out, by typst."""
    from emk_tui.exports.papers import TypstPapers

    return TypstPapers()


def intake() -> "Intake":
    """Files in."""
    from emk_tui.documents.intake import FileIntake

    return FileIntake(file_limit())


def gateways() -> "Gateways":
    """Mail and SMS out, by apprise."""
    from emk_tui.gateways.gateway import AppriseGateways

    return AppriseGateways()


def idle_at_most() -> timedelta | None:
    """EMK_IDLE, in seconds, shortens the time without a key and never lengthens it; else None."""
    given = os.environ.get("EMK_IDLE", "")
    return timedelta(seconds=max(1, int(given[:6]))) if given.isascii() and given.isdigit() else None
