"""The process that sends one message: an order comes in, an exit code goes out, nothing is said."""

import ctypes
import json
import sys

PR_SET_DUMPABLE = 4


def main() -> int:
    """0 where the gateway took the message of the order on standard input."""
    _close()
    try:
        return 0 if sent(**json.load(sys.stdin.buffer)) else 1
    except Exception:
        # Whatever it was, its text may hold the line or the code.
        return 1


def _close() -> None:
    """No look into this memory by the same user, as in the program itself (store/process.py)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def sent(channel: str, line: str, recipient: str, subject: str, text: str) -> bool:
    """Judge the line once more, make its plugin for this recipient, send."""
    from emk_tui.gateways.lines import Line, read_line
    from emk_tui.gateways.plugins import plugin

    found = read_line(channel, line)
    if not isinstance(found, Line):
        return False
    return bool(plugin(found, recipient).notify(body=text, title=subject, body_format="text"))


if __name__ == "__main__":
    sys.exit(main())
