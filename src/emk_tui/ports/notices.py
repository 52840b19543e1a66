"""Codes and notices to the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from emk_tui.card.problems import Problem


class CodeSender(Protocol):
    """Delivers one-time codes; never stores or logs them."""

    @property
    def channels(self) -> tuple[str, ...]:
        """What can be used here: `sms`, `email`; the authenticator app needs no sender."""

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """Deliver the code; returns what to tell the person (in the demonstration the code itself)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to the person in the outbox: sent once, or kept with its state."""

    id: str
    channel: str
    address: str
    subject: str
    text: str
    created_at: datetime
    state: str = "ждёт"


class NoticeSender(Protocol):
    """Hands notices to a gateway that the owner configured; without one they wait in the outbox."""

    @property
    def channels(self) -> tuple[str, ...]:
        """What can be sent: `sms`, `email`; a notice of another channel stays on this machine."""

    def deliver(self, notice: Notice) -> None:
        """Hand it over; Fault GATEWAY_FAILED where the gateway did not take it."""


class Gateways(Protocol):
    """Ways out by address lines of the owner (`mailto://…`); loaded when one of them is used."""

    def refusal(self, channel: str, line: str) -> Problem | None:
        """Why this line is no gateway of this channel: GATEWAY_SCHEME, GATEWAY_LINE. Opens no connection."""

    def open(self, lines: Mapping[str, str]) -> "Gateway":
        """Channel → line to one sender of codes and notices; Fault GATEWAY_LINE for one that is none."""


class Gateway(CodeSender, NoticeSender, Protocol):
    """Codes and notices over the same ways; ValueError for a channel that has none."""
