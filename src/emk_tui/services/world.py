"""One world: the store, the registries, the clock and the sender that belong together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emk_tui.ports import (
        ClinicRegistry,
        Clock,
        CodeSender,
        Directory,
        IdentityRegistry,
        Intake,
        Papers,
        PolicyRegistry,
        Schedule,
        VaccineRegistry,
        Vault,
    )


@dataclass(frozen=True, slots=True)
class Registries:
    """Whom we ask. A real world without connections answers «проверка отложена»."""

    directories: "Mapping[str, Directory]"
    policies: "PolicyRegistry"
    identities: "IdentityRegistry"
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
    warm: Callable[[], None] = _nothing
    """Loads what is heavy before it is needed, while a person types the login."""

    @property
    def sample(self) -> bool:
        """Demonstration: papers are marked, codes are shown."""
        return self.kind == "demo"
