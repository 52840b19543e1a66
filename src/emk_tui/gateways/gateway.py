"""Codes and notices over the lines of the owner."""

from collections.abc import Mapping
from dataclasses import dataclass

from emk_tui.card.problems import Problem, problem
from emk_tui.gateways.addresses import exact
from emk_tui.gateways.lines import Unfit, read_line
from emk_tui.gateways.posting import Order, post
from emk_tui.gateways.texts import code_message, told
from emk_tui.gateways.ways import CHANNELS, EMAIL
from emk_tui.ports import Fault, Notice

LIMIT = 25.0
"""Seconds for one message, whatever the server does."""


@dataclass(frozen=True, slots=True)
class AppriseGateways:
    """ports.Gateways over the services that apprise knows and ways.py allows."""

    limit: float = LIMIT

    def refusal(self, channel: str, line: str) -> Problem | None:
        """GATEWAY_SCHEME or GATEWAY_LINE; read only, nothing is opened or loaded."""
        found = read_line(channel, line)
        return problem(found.code, **found.words) if isinstance(found, Unfit) else None

    def open(self, lines: Mapping[str, str]) -> "AppriseGateway":
        """A gateway over these lines; Fault for the first that is none. An empty one is no line."""
        given = {channel: line for channel, line in lines.items() if line}
        for channel, line in given.items():
            found = read_line(channel, line)
            if isinstance(found, Unfit):
                raise Fault(found.code, 4, **found.words)
        return AppriseGateway(given, self.limit)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class AppriseGateway:
    """ports.Gateway: each message to the address it was given for, and to no other."""

    lines: Mapping[str, str]
    limit: float

    @property
    def channels(self) -> tuple[str, ...]:
        """Those that have a line."""
        return tuple(channel for channel in CHANNELS if channel in self.lines)

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """Deliver a code; the words for the person name the masked address, never the code."""
        self._hand_over(channel, address, *code_message(channel, code, purpose))
        return told(channel, address)

    def deliver(self, notice: Notice) -> None:
        """Deliver a notice; a short message carries its text only."""
        subject = notice.subject if notice.channel == EMAIL else ""
        self._hand_over(notice.channel, notice.address, subject, notice.text)

    def _hand_over(self, channel: str, address: str, subject: str, text: str) -> None:
        if channel not in self.channels:
            raise ValueError(channel)
        recipient = exact(channel, address)
        if recipient is None or not post(
            Order(channel, self.lines[channel], recipient, subject, text), self.limit
        ):
            raise Fault("GATEWAY_FAILED", 4)
