"""A line of the owner, read and judged here before any library sees it; nothing is opened."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from emk_tui.gateways.hosts import is_server, loopback
from emk_tui.gateways.reasons import WHY
from emk_tui.gateways.ways import EMAIL, MAIL, PHONE, SERVER, WAYS, Way, schemes
from emk_tui.i18n import _

LIMIT = 1000
SCHEME = re.compile(r"([A-Za-z]{1,20})://(.*)", re.DOTALL)
VISIBLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """The parts of a line that was accepted, decoded; without a repr, as there are passwords in it."""

    scheme: str
    parts: Mapping[str, str]
    options: Mapping[str, str]

    @property
    def way(self) -> Way:
        """What this scheme may do."""
        return WAYS[self.scheme]

    @property
    def server(self) -> str:
        """The server that is spoken to."""
        return self.options.get("smtp") or self.parts["host"]

    @property
    def sender(self) -> str:
        """From whom a letter is: as named, else the address that signs in."""
        return self.options.get("from") or self.login

    @property
    def login(self) -> str:
        """The whole address that signs in."""
        user = self.parts["user"]
        return user if "@" in user else f"{user}@{self.parts['host']}"

    @property
    def verify(self) -> bool:
        """Are certificates checked."""
        return self.options.get("verify") != "no"


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a line is none: the code of the problem and its words; nothing of the line itself."""

    code: str
    words: Mapping[str, Any] = field(default_factory=dict)


class _Wrong(Exception):
    """Carries a key of WHY out of a step; never leaves this module."""


def read_line(channel: str, text: str) -> Line | Unfit:
    """The line in its parts, or why it is no gateway of this channel."""
    found = SCHEME.fullmatch(text)
    scheme = found[1].lower() if found else ""
    if scheme not in schemes(channel) or WAYS[scheme].channel != channel:
        return _foreign(channel)
    try:
        return _judged(_parsed(scheme, found[2] if found and len(text) <= LIMIT else ""))
    except _Wrong as wrong:
        key = str(wrong)
    way = WAYS[scheme]
    words = {"allowed": ", ".join(way.options) or _("ничего"), "scheme": scheme}
    return Unfit("GATEWAY_LINE", {"why": _(WHY[key]).format(**words), "example": way.example})


def _foreign(channel: str) -> Unfit:
    names = schemes(channel)
    return Unfit("GATEWAY_SCHEME", {"schemes": ", ".join(names), "example": WAYS[names[0]].example})


def _parsed(scheme: str, rest: str) -> Line:
    if not VISIBLE.fullmatch(rest):
        raise _Wrong("shape")
    try:
        split = urlsplit("//" + rest)
        options = parse_qsl(split.query, keep_blank_values=True, strict_parsing=bool(split.query))
        user, password = (unquote(one or "", errors="strict") for one in (split.username, split.password))
    except ValueError:
        raise _Wrong("shape") from None
    parts = {"user": user, "password": password, "host": split.hostname or "", "path": split.path}
    if split.fragment or not all(map(str.isprintable, (user, password))):
        raise _Wrong("shape")
    if len(dict(options)) < len(options):
        raise _Wrong("option")
    return Line(scheme, {**parts, "port": _port(split)}, dict(options))


def _port(split: SplitResult) -> str:
    try:
        port = split.port
    except ValueError:
        port = 0
    if port == 0:
        raise _Wrong("server")
    return str(port or "")


def _judged(line: Line) -> Line:
    way, parts = line.way, line.parts
    if not (re.fullmatch(way.user, parts["user"]) and re.fullmatch(way.password, parts["password"])):
        raise _Wrong("account")
    _judge_place(way, parts)
    for name, value in line.options.items():
        if name not in way.options or not re.fullmatch(way.options[name], value):
            raise _Wrong("option")
    if way.place == SERVER:
        _judge_server(line)
    if way.channel == EMAIL and not re.fullmatch(MAIL, line.sender):
        raise _Wrong("sender")
    return line


def _judge_place(way: Way, parts: Mapping[str, str]) -> None:
    if way.place == SERVER and not is_server(parts["host"]):
        raise _Wrong("server")
    if way.place != SERVER and (parts["port"] or not re.fullmatch(way.place, parts["host"])):
        raise _Wrong("phone" if way.place == PHONE else "recipient")
    if not re.fullmatch(way.path, parts["path"]):
        raise _Wrong("recipient")


def _judge_server(line: Line) -> None:
    """Encrypted and checked, wherever it leaves this computer."""
    if not is_server(line.server):
        raise _Wrong("server")
    if line.way.plain and not loopback(line.server):
        raise _Wrong("plain")
    if not line.verify and not loopback(line.server):
        raise _Wrong("verify")
