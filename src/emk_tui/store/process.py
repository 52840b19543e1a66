"""Hygiene of the process that holds a key: no core file, no look into its memory by the same user."""

import ctypes
import sys

PR_SET_DUMPABLE = 4


def harden() -> tuple[str, ...]:
    """Forbid core dumps and, on Linux, ptrace by the same user; returns what is now in force."""
    done = []
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done.append("core")
    if sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0:
        done.append("dumpable")
    return tuple(done)
