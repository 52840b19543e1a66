"""What services may ask of the store, the registries, the papers and the clock: plain data and Protocols."""

from typing import TYPE_CHECKING

from emk_tui.lazy import lazy_names

if TYPE_CHECKING:
    from emk_tui.ports.base import Clock as Clock
    from emk_tui.ports.base import Fault as Fault
    from emk_tui.ports.base import SlotTaken as SlotTaken
    from emk_tui.ports.base import SnilsTaken as SnilsTaken
    from emk_tui.ports.base import Value as Value
    from emk_tui.ports.files import FilePart as FilePart
    from emk_tui.ports.files import FileVerdict as FileVerdict
    from emk_tui.ports.files import Intake as Intake
    from emk_tui.ports.files import PageView as PageView
    from emk_tui.ports.files import Source as Source
    from emk_tui.ports.files import Stopped as Stopped
    from emk_tui.ports.files import Track as Track
    from emk_tui.ports.keyring import KeyRing as KeyRing
    from emk_tui.ports.notices import CodeSender as CodeSender
    from emk_tui.ports.notices import Gateway as Gateway
    from emk_tui.ports.notices import Gateways as Gateways
    from emk_tui.ports.notices import Notice as Notice
    from emk_tui.ports.notices import NoticeSender as NoticeSender
    from emk_tui.ports.papers import Confirmation as Confirmation
    from emk_tui.ports.papers import Paper as Paper
    from emk_tui.ports.papers import PaperPart as PaperPart
    from emk_tui.ports.papers import Papers as Papers
    from emk_tui.ports.papers import PaperVerdict as PaperVerdict
    from emk_tui.ports.records import FAILED as FAILED
    from emk_tui.ports.records import FAILED_FOR as FAILED_FOR
    from emk_tui.ports.records import Account as Account
    from emk_tui.ports.records import Application as Application
    from emk_tui.ports.records import Booking as Booking
    from emk_tui.ports.records import Break as Break
    from emk_tui.ports.records import CardRecord as CardRecord
    from emk_tui.ports.records import Caution as Caution
    from emk_tui.ports.records import Change as Change
    from emk_tui.ports.records import DraftRow as DraftRow
    from emk_tui.ports.records import Event as Event
    from emk_tui.ports.records import FileMeta as FileMeta
    from emk_tui.ports.records import Grant as Grant
    from emk_tui.ports.records import Head as Head
    from emk_tui.ports.records import InboxItem as InboxItem
    from emk_tui.ports.records import JournalEntry as JournalEntry
    from emk_tui.ports.records import JournalFilter as JournalFilter
    from emk_tui.ports.records import JournalVerdict as JournalVerdict
    from emk_tui.ports.records import NewCard as NewCard
    from emk_tui.ports.records import Record as Record
    from emk_tui.ports.records import ResultCheck as ResultCheck
    from emk_tui.ports.records import Role as Role
    from emk_tui.ports.records import SignedConsent as SignedConsent
    from emk_tui.ports.records import StoredDraft as StoredDraft
    from emk_tui.ports.records import Video as Video
    from emk_tui.ports.registries import Answer as Answer
    from emk_tui.ports.registries import CardRegistry as CardRegistry
    from emk_tui.ports.registries import ClinicRegistry as ClinicRegistry
    from emk_tui.ports.registries import Difference as Difference
    from emk_tui.ports.registries import Directory as Directory
    from emk_tui.ports.registries import Doctor as Doctor
    from emk_tui.ports.registries import Entry as Entry
    from emk_tui.ports.registries import Found as Found
    from emk_tui.ports.registries import IdentityRegistry as IdentityRegistry
    from emk_tui.ports.registries import PolicyRegistry as PolicyRegistry
    from emk_tui.ports.registries import Schedule as Schedule
    from emk_tui.ports.registries import Slot as Slot
    from emk_tui.ports.registries import VaccineRegistry as VaccineRegistry
    from emk_tui.ports.registries import Verdict as Verdict
    from emk_tui.ports.signing import Signature as Signature
    from emk_tui.ports.signing import Signer as Signer
    from emk_tui.ports.store import CardStore as CardStore
    from emk_tui.ports.store import Vault as Vault

__getattr__ = lazy_names(
    __name__,
    {
        "base": "Clock Fault SlotTaken SnilsTaken Value",
        "keyring": "KeyRing",
        "notices": "CodeSender Gateway Gateways Notice NoticeSender",
        "files": "FilePart FileVerdict Intake PageView Source Stopped Track",
        "papers": "Confirmation Paper PaperPart Papers PaperVerdict",
        "records": (
            "Account Application Booking Break CardRecord Caution Change DraftRow Event FileMeta "
            "FAILED FAILED_FOR Grant Head InboxItem JournalEntry JournalFilter JournalVerdict NewCard Record "
            "ResultCheck Role SignedConsent StoredDraft Video"
        ),
        "registries": (
            "Answer CardRegistry ClinicRegistry Difference Directory Doctor Entry Found "
            "IdentityRegistry PolicyRegistry Schedule Slot VaccineRegistry Verdict"
        ),
        "signing": "Signature Signer",
        "store": "CardStore Vault",
    },
)
