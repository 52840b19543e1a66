"""An audit hook that tells of everything but this computer; standard library only, loads nothing."""

import sys
from collections.abc import Callable
from typing import Any

HERE = frozenset({"127.0.0.1", "::1", "localhost", "ip6-localhost", None, b"localhost", b"127.0.0.1"})
"""Names of this computer; None stands for it where a port alone is resolved."""
ADDRESS = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
NAME = {
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}
"""Event → place of the address, or of the name, among its arguments."""
LOCAL_FAMILIES = frozenset({1, -1})
"""AF_UNIX, and a socket whose family the system is asked for: it was opened by others."""


def outside(event: str, args: tuple[Any, ...]) -> str:
    """What leaves this computer, as a line; empty where nothing does."""
    if event in ADDRESS:
        address = args[ADDRESS[event]]
        host = address[0] if isinstance(address, tuple) and address else address
        if isinstance(address, str | bytes) or address is None or _is_here(host):
            return ""
        return f"{event} {address!r}"
    if event in NAME:
        name = args[0]
        name = name[0] if isinstance(name, tuple) else name
        return "" if _is_here(name) else f"{event} {name!r}"
    return ""


def _is_here(host: Any) -> bool:
    return host in HERE or (isinstance(host, str) and host.startswith("127."))


def watch(tell: Callable[[str], object]) -> None:
    """From here on every such call is told; there is no way back, as with every audit hook."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith("socket.") and (line := outside(event, args)):
            tell(line)

    sys.addaudithook(hook)
