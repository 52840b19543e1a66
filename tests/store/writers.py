"""Processes that write: one that is killed, several that race for slots."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, text

from emk_tui.ports import SlotTaken
from emk_tui.store import schema
from emk_tui.store.anchor import Anchors
from emk_tui.store.card_store import SqlStore
from emk_tui.store.engine import open_engine, writer
from tests.store.data import ACCOUNT, BOOKING, EVENT, Hands

KEY, SALT = b"k" * 32, b"s" * 16
WRITER = """
import sys
from pathlib import Path
from emk_tui.ports import Event
from emk_tui.store.vault import FileVault
from tests.store.data import *

early = len(sys.argv) > 2
store = FileVault(Path(sys.argv[1]), "demo", clock=Hands(), kdf=CHEAP).open("мария", PASSWORD)
number = 0
while True:
    if early:
        print(number, flush=True)
    store.put([answer(f"personal.x{number}", "я" * 300)], f"personal.x{number}")
    store.record(Event("test", str(number)))
    if not early:
        print(number, flush=True)
    number += 1
"""


def start_writer(place: Path, *, early: bool = False) -> "subprocess.Popen[str]":
    """A process that saves answers for ever and tells each number, `early` before it is saved (a control)."""
    command = [sys.executable, "-c", WRITER, str(place), *(["early"] if early else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def acknowledged(process: "subprocess.Popen[str]", after: int) -> list[int]:
    """Kill the writer after so many lines; all numbers it told, also those in the pipe."""
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(after)]
    os.kill(process.pid, signal.SIGKILL)
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    return told + [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]


RACER = """
import sys
from tests.store.writers import compete
print(*compete(*sys.argv[1:4], int(sys.argv[4]), sys.argv[5]))
"""


def backend_engine(backend: str, address: str) -> Engine:
    """An engine of the named backend."""
    if backend == "postgres":
        from tests.store.server import engine

        return engine(address)
    return open_engine(Path(address), KEY, SALT)


def race(backend: str, address: str, processes: int, slots: int, way: str = "store") -> Sequence[list[int]]:
    """Let processes book the same slots at once; which slots each of them believes to have."""
    engine = backend_engine(backend, address)
    with writer(engine).begin() as connection:
        schema.create(connection)
        if way != "store":
            connection.execute(text("DROP INDEX ux_booking_active"))
    engine.dispose()
    command = [sys.executable, "-c", RACER, backend, address]
    running = [
        subprocess.Popen([*command, f"owner-{n}", str(slots), way], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True)
        for n in range(processes)
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [[int(slot) for slot in process.communicate()[0].split()] for process in running]


def compete(backend: str, address: str, owner: str, slots: int, way: str) -> list[int]:
    """Try every slot in order; those that were got."""
    engine = backend_engine(backend, address)
    store = SqlStore(engine, owner, "demo", b"j" * 32, Hands(), Anchors())
    store.save_account(ACCOUNT, EVENT)
    print("ready", flush=True)
    sys.stdin.readline()
    take = _book if way == "store" else _look_then_book
    won = [slot for slot in range(slots) if take(store, owner, slot)]
    store.close()
    return won


def _book(store: SqlStore, owner: str, slot: int) -> bool:
    """By the store: each slot for another patient of this owner would need another owner; one is enough."""
    try:
        store.book(replace(BOOKING, id=f"{owner}-{slot}", slot_id=f"slot-{slot}", status="active"), [], EVENT)
    except SlotTaken:
        return False
    with writer(store.engine).begin() as connection:
        connection.execute(
            text("UPDATE booking SET owner = :new WHERE id = :id"),
            {"new": f"{owner}-{slot}", "id": f"{owner}-{slot}"},
        )
    return True


def _look_then_book(store: SqlStore, owner: str, slot: int) -> bool:
    """The control: look whether it is free in one transaction, take it in the next, no index."""
    name = f"slot-{slot}"
    with store.engine.begin() as connection:
        query = text("SELECT count(*) FROM booking WHERE slot_id = :slot AND status = 'active'")
        if connection.execute(query, {"slot": name}).scalar_one():
            return False
    return _book(store, owner, slot)
