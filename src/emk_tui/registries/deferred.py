"""Registers of a real store while nothing is connected: every answer is «проверка отложена» (K21)."""

from collections.abc import Mapping
from datetime import date

from emk_tui.i18n import _
from emk_tui.ports import Answer, Doctor, Slot, Value, Verdict
from emk_tui.registries.listing import ListDirectory


def deferred(source: str) -> Answer:
    """The answer of a register that isn't connected; source is its name."""
    return Answer(Verdict.DEFERRED, source, note=_("реестр не подключён"))


class DeferredPolicies:
    """ports.PolicyRegistry without a connection (R156)."""

    def check(self, policy: Mapping[str, Value], person: Mapping[str, Value]) -> Answer:
        """Always DEFERRED."""
        return deferred(_("единый регистр застрахованных лиц"))


class DeferredIdentities:
    """ports.IdentityRegistry without a connection (R69)."""

    def reconcile(self, person: Mapping[str, Value]) -> Answer:
        """Always DEFERRED."""
        return deferred(_("государственные реестры"))


class DeferredCards:
    """ports.CardRegistry without a connection (R47)."""

    def card_of(self, person: Mapping[str, Value]) -> Answer:
        """Always DEFERRED."""
        return deferred(_("реестр электронных карт"))


class DeferredClinics:
    """ports.ClinicRegistry without a connection (R76)."""

    def compare(self, clinic: Mapping[str, Value]) -> Answer:
        """Always DEFERRED."""
        return deferred(_("реестр медицинских организаций"))


class DeferredVaccinations:
    """ports.VaccineRegistry without a connection: records wait in the queue (R135)."""

    def send(self, record_id: str, vaccination: Mapping[str, Value]) -> Answer:
        """Always DEFERRED."""
        return deferred(_("федеральный реестр прививок"))


class NoSchedule:
    """ports.Schedule without a connection: nobody to book, the step may be left for later."""

    connected = False

    def specialties(self) -> tuple[str, ...]:
        """Empty."""
        return ()

    def doctors(self, specialty: str) -> tuple[Doctor, ...]:
        """Empty."""
        return ()

    def slots(self, doctor_id: str, limit: int = 60) -> tuple[Slot, ...]:
        """Empty."""
        return ()


def no_clinics() -> ListDirectory:
    """The directory of clinics before any import: empty, an own clinic may be entered."""
    return ListDirectory(
        "clinics", _("Поликлиники"), _("не загружен"), date.min, _("загрузите: emk registry import"), tuple
    )
