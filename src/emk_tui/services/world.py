"""One world: the store, the registries, the clock and the sender that belong together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emk_tui.ports import (
        CardRegistry,
        ClinicRegistry,
        Clock,
        CodeSender,
        Directory,
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
    warm: Callable[[], None] = _nothing
    """Loads what is heavy before it is needed, while a person types the login."""

    @property
    def sample(self) -> bool:
        """Demonstration: papers are marked, codes are shown."""
        return self.kind == "demo"
