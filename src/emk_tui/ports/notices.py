"""Codes and notices to the person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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
