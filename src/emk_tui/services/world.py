"""One world: the store, the registries, the clock and the sender that belong together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emk_tui.ports import (
        CardRegistry,
        ClinicRegistry,
        Clock,
        CodeSender,
        Directory,
        Gateways,
        IdentityRegistry,
        Intake,
        Papers,
        PolicyRegistry,
        Schedule,
        Signer,
        VaccineRegistry,
        Vault,
    )


@dataclass(frozen=True, slots=True)
class Registries:
    """Whom we ask. A real world without connections answers «проверка отложена»."""

    directories: "Mapping[str, Directory]"
    policies: "PolicyRegistry"
    identities: "IdentityRegistry"
    cards: "CardRegistry"
    clinics: "ClinicRegistry"
    vaccines: "VaccineRegistry"
    schedule: "Schedule"


def _nothing() -> None:
    """A world where nothing is loaded ahead."""


def _no_gateways() -> "Gateways":
    """A world where none can be configured."""
    raise LookupError("no gateways")


def _no_sample(kind: str) -> None:
    """A world without scans to try it with."""


@dataclass(frozen=True, slots=True)
class World:
    """A ready world; what is heavy to import is a factory and comes when it is first needed."""

    kind: str
    """`real` or `demo`."""
    clock: "Clock"
    folder: Path
    vault: "Callable[[], Vault]"
    registries: Callable[[], Registries]
    papers: "Callable[[], Papers]"
    intake: "Callable[[], Intake]"
    sender: "CodeSender"
    has_store: Callable[[], bool]
    signer: "Signer | None" = None
    """The program that signs; None: none is connected, nothing of it is offered (K5)."""
    gateways: "Callable[[], Gateways]" = _no_gateways
    """Ways out that the owner may configure."""
    idle_at_most: timedelta | None = None
    """Shortens the time without a key after which a session locks; None: nothing shortens it."""
    operated: bool = False
    """Are there operators who identify people (R5); else the owner's own statement is the basis (K38)."""
    sample_file: Callable[[str], Path | None] = _no_sample
    """Kind of identity document → a scan to try the program with; None outside the demonstration."""
    warm: Callable[[], None] = _nothing
    """Loads what is heavy before it is needed, while a person types the login."""

    @property
    def sample(self) -> bool:
        """Demonstration: papers are marked, codes are shown."""
        return self.kind == "demo"
