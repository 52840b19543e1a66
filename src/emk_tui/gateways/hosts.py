"""Names of servers, and which of them are this computer."""

import re
from ipaddress import ip_address

NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*", re.IGNORECASE)


def is_server(host: str) -> bool:
    """A host name in ASCII or an address; no zone, no underscore, nothing to be decoded."""
    return bool(NAME.fullmatch(host)) or _address(host)


def loopback(host: str) -> bool:
    """Certainly this computer; other spellings of its address count as foreign and need encryption."""
    return host.lower() == "localhost" or (_address(host) and ip_address(host).is_loopback)


def _address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host
