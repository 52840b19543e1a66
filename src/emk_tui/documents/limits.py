"""What the worker denies itself before it opens a file: means, children, files, network, lookers-in."""

import ctypes
import os
import signal
import sys
from contextlib import suppress

BASE = 160 * 1024 * 1024
"""Address space of the loaded libraries, where it can't be measured."""
MOST = 768 * 1024 * 1024
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGEST_KEPT = 32 * 1024 * 1024
"""Bytes of a buffer; the C library takes no more."""
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def bound(cpu: int, memory: int, parent: int) -> None:
    """Take everything away that a look at one file does not need; what a system can't do is left out."""
    with suppress(OSError, AttributeError):
        _bound_to_parent(parent)
    with suppress(OSError, AttributeError):
        _without_network()
    with suppress(OSError, AttributeError):
        _keep_memory()
    with suppress(ImportError):
        _means(cpu, memory)


def _bound_to_parent(parent: int) -> None:
    """Die with the program that asked; gain no rights; let no other process look in."""
    if not sys.platform.startswith("linux"):
        return
    control = ctypes.CDLL(None).prctl
    control(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    control(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    control(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _without_network() -> None:
    """A network of its own with nothing in it: allowed to everybody with a user namespace, else to root."""
    if not sys.platform.startswith("linux"):
        return
    leave = ctypes.CDLL(None).unshare
    if leave(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        leave(CLONE_NEWNET)


def _keep_memory() -> None:
    """Use large buffers again, page by page: to map and unmap each costs more than to fill it."""
    if not sys.platform.startswith("linux"):
        return
    tune = ctypes.CDLL(None).mallopt
    tune(M_MMAP_THRESHOLD, LARGEST_KEPT)
    tune(M_TRIM_THRESHOLD, -1)


def _means(cpu: int, memory: int) -> None:
    import resource

    space = min(MOST, _taken() + memory)
    limits = {"CPU": cpu, "AS": space, "FSIZE": 0, "NPROC": 0, "CORE": 0}
    for name, most in limits.items():
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def _taken() -> int:
    """Address space the libraries have taken already."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return BASE
