"""No test opens or resolves anything but this computer: in its own process, and in the programs it starts."""

import os
import tempfile
from pathlib import Path

from tests.watched import outbound
from tests.watched.sitecustomize import BEGUN, REPORT

HERE = Path(__file__).parent / "watched"
_left: list[str] = []
_report = Path(tempfile.gettempdir()) / f"emk-test-network-{os.getpid()}"


def begin() -> None:
    """Watch this process; once."""
    outbound.watch(_left.append)


def environment() -> dict[str, str]:
    """What makes a Python program that is started with it tell the same into the report of this process."""
    return {REPORT: str(_report), "PYTHONPATH": str(HERE)}


def taken() -> list[str]:
    """What left this computer since the last call: here and in programs; BEGUN stands for each program."""
    told, _left[:] = list(_left), []
    if _report.exists():
        told += [line.partition(" ")[2] for line in _report.read_text().splitlines()]
        _report.unlink()
    return told


def left() -> list[str]:
    """The same without programs that only began."""
    return [line for line in taken() if line != BEGUN]
