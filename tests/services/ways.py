"""Gateways that keep what goes over them, or take nothing; no socket is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from emk_tui.card.problems import Problem, problem
from emk_tui.ports import Fault, Gateway, Notice
from emk_tui.services.world import World

MAIL, SMS = "mailtos://u:p@smtp.example.ru", "smseagles://t@sms.example.ru"
LINES = {"email": MAIL, "sms": SMS}


@dataclass
class Ways:
    """ports.Gateways and ports.Gateway in one: `down` takes nothing, `broken` takes no such notice."""

    lines: Mapping[str, str] = field(default_factory=dict)
    down: bool = False
    broken: set[str] = field(default_factory=set)
    codes: list[tuple[str, str, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    opened: list[Mapping[str, str]] = field(default_factory=list)

    def refusal(self, channel: str, line: str) -> Problem | None:
        """Only the lines above are any."""
        if "://" not in line:
            return problem("GATEWAY_SCHEME", schemes="mailtos", example=MAIL)
        return None if line in LINES.values() else problem("GATEWAY_LINE", why="нет сервера", example=MAIL)

    def open(self, lines: Mapping[str, str]) -> Gateway:
        """Itself, with these lines."""
        for channel, line in lines.items():
            if found := self.refusal(channel, line):
                raise Fault.of(found)
        self.lines = lines
        self.opened.append(dict(lines))
        return self

    @property
    def channels(self) -> tuple[str, ...]:
        """Those with a line."""
        return tuple(name for name in ("sms", "email") if name in self.lines)

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """Keep the code."""
        self._passes(channel)
        self.codes.append((channel, address, code))
        return "Код отправлен."

    def deliver(self, notice: Notice) -> None:
        """Keep the notice."""
        self._passes(notice.channel)
        if notice.id in self.broken:
            raise Fault("GATEWAY_FAILED", 4)
        self.notices.append(notice)

    def _passes(self, channel: str) -> None:
        if channel not in self.channels:
            raise ValueError(channel)
        if self.down:
            raise Fault("GATEWAY_FAILED", 4)

    @property
    def code(self) -> str:
        """The code sent last."""
        return self.codes[-1][2]


def with_ways(world: World, ways: Ways) -> World:
    """The same world where these can be connected."""
    return replace(world, gateways=lambda: ways)
