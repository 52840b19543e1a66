"""Which terminal this is, for the counters of failures: an address, a real line, or simply here."""

import os
import sys
from collections.abc import Mapping

HERE = "pts"
"""Windows of one desktop, multiplexers, no terminal at all: one and the same local place."""
REAL = ("/dev/tty", "/dev/console", "/dev/hvc", "/dev/cu.")
"""Beginnings of names of consoles and serial lines; `/dev/ttys003` of macOS is a window like the others."""
WINDOW = ("/dev/ttys", "/dev/ttyp")


def terminal_name() -> str:
    """The name of the terminal of this process; only its keyed hash is ever stored."""
    return name_of(os.environ, line())


def name_of(environ: Mapping[str, str], line: str) -> str:
    """The same from these surroundings: `ssh ADDRESS`, `line /dev/tty1` or `pts`."""
    client = environ.get("SSH_CONNECTION", "").partition(" ")[0]
    if client:
        return f"ssh {address(client)}"
    real = line.startswith(REAL) and not line.startswith(WINDOW)
    return f"line {line}" if real else HERE


def address(client: str) -> str:
    """The address of a machine; of IPv6 the network alone, for the rest of it changes by itself every day."""
    from ipaddress import IPv6Address, IPv6Network, ip_address

    try:
        found = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, 64), strict=False))


def line() -> str:
    """The device that standard input or output is, empty where neither is a terminal."""
    for stream in (sys.stdin, sys.stdout):
        try:
            return os.ttyname(stream.fileno())
        except (AttributeError, OSError, ValueError):
            continue
    return ""
