"""Hands one message to a process of its own that loads apprise, bounded in time.

Its own process, because nothing less is certain: no logger, warning, traceback or pool of connections of the
libraries is in this program; a server that drips its answer is ended with the process; and a proxy for plain
HTTP or a ~/.netrc, which the libraries would follow silently, isn't there.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass

KEPT = (
    "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "PATH", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR",
    "SSL_CERT_FILE", "SYSTEMROOT", "TZ",
)  # fmt: skip
"""Where the network and its certificates are; encrypted traffic may pass a proxy, it cannot read it."""


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """One message to one recipient over one line; without a repr."""

    channel: str
    line: str
    recipient: str
    subject: str
    text: str


def post(order: Order, limit: float) -> bool:
    """Did the gateway take it within so many seconds. The order goes by pipe: no argument, no variable."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "emk_tui.gateways.worker"],
            input=json.dumps(asdict(order)).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=limit,
            check=False,
            # Ctrl+C in the terminal is for the program, not for a message halfway.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def environment() -> dict[str, str]:
    """What the process is told of this one's environment."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"NETRC": os.devnull}
