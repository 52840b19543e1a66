"""Full disks, read-only folders, kills and races: nothing acknowledged is lost, nothing is half done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from emk_tui.ports import Fault
from emk_tui.store.card_store import SqlStore
from emk_tui.store.faults import OS, POSTGRES, SQLITE, code_of, translated
from emk_tui.store.process import harden
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, EVENT, PASSWORD, answer
from tests.store.writers import acknowledged, race, start_writer

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX limits and signals")


def test_a_full_database_says_so_and_keeps_what_was_saved(opened: SqlStore) -> None:
    opened.put([answer("personal.surname", "Иванова")], "")
    with opened.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(Fault) as fault:
        opened.put([answer(f"personal.passport_issued_by{n}", "я" * 4000) for n in range(10)], "")
    assert (fault.value.problem.code, fault.value.exit_code) == ("DISK_FULL", 4)
    assert opened.draft().rows == (answer("personal.surname", "Иванова"),)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from emk_tui.ports import Fault
from emk_tui.store.vault import FileVault
from tests.store.data import *

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
vault = FileVault(Path(sys.argv[1]), "demo", clock=Hands(), kdf=CHEAP)
store = vault.open("мария", PASSWORD)
size = max(file.stat().st_size for file in Path(sys.argv[1]).iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, size + 20000))
saved = 0
try:
    while True:
        store.put([answer(f"personal.x{saved}", "я" * 2000)], "")
        saved += 1
except Fault as fault:
    print(fault.problem.code, saved)
"""


@posix
def test_a_disk_that_fills_up_under_the_log(vault: FileVault, place: Path) -> None:
    vault.create(ACCOUNT, PASSWORD)[0].close()
    command = [sys.executable, "-c", LIMITED, str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    code, saved = run.stdout.split()
    assert code == "DISK_FULL"
    store = vault.open("мария", PASSWORD)
    assert len(store.draft().rows) == int(saved) > 0
    assert store.verify_journal().ok
    store.close()


def test_a_database_that_may_not_be_written(opened: SqlStore) -> None:
    """Root may write everywhere, so the connection is told to refuse."""
    with opened.engine.connect() as connection:
        connection.execute(text("PRAGMA query_only=1"))
    with pytest.raises(Fault, match="READ_ONLY"):
        opened.put([answer("personal.surname", "Иванова")], "")


@pytest.mark.parametrize(("number", "code"), OS.items())
def test_errors_of_the_system(number: int, code: str) -> None:
    with pytest.raises(Fault) as fault, translated():
        raise OSError(number, "secret path")
    assert fault.value.problem.code == code
    assert "secret" not in fault.value.problem.text + repr(fault.value)
    assert fault.value.__cause__ is None


def test_a_folder_that_may_not_be_made(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(Fault, match="READ_ONLY"):
        vault.create(ACCOUNT, PASSWORD)


@pytest.mark.parametrize(
    ("number", "code"),
    [*SQLITE.items(), (10, "STORE_DAMAGED"), (778, "STORE_DAMAGED"), (1032, "READ_ONLY"), (19, "")],
)
def test_errors_of_sqlite(number: int, code: str) -> None:
    error = Exception("driver")
    error.sqlite_errorcode = number  # type: ignore[attr-defined]
    assert code_of(error) == code


@pytest.mark.parametrize(("state", "code"), [*POSTGRES.items(), ("23505", "")])
def test_errors_of_postgres(state: str, code: str) -> None:
    error = Exception("driver")
    error.sqlstate = state  # type: ignore[attr-defined]
    assert code_of(error) == code


def test_an_unknown_error_passes_unchanged() -> None:
    with pytest.raises(ZeroDivisionError), translated():
        _ = 1 // 0


@posix
@pytest.mark.parametrize("after", [1, 7, 23])
def test_a_killed_writer_loses_nothing_acknowledged(vault: FileVault, place: Path, after: int) -> None:
    vault.create(ACCOUNT, PASSWORD)[0].close()
    told = acknowledged(start_writer(place), after)
    store = vault.open("мария", PASSWORD)
    kept = {row.path for row in store.draft().rows}
    assert {f"personal.x{number}" for number in told} <= kept
    assert len(told) >= after
    assert store.verify_journal().ok
    store.record(EVENT)
    store.close()


def test_one_slot_has_one_winner_sqlcipher(tmp_path: Path) -> None:
    wins = race("sqlcipher", str(tmp_path / "race.db"), processes=3, slots=15)
    assert sorted(slot for taken in wins for slot in taken) == list(range(15))


@pytest.mark.postgres
def test_one_slot_has_one_winner_postgres(postgres: str, server_engine: object) -> None:
    wins = race("postgres", postgres, processes=3, slots=15)
    assert sorted(slot for taken in wins for slot in taken) == list(range(15))


def test_no_core_file_and_no_look_into_memory() -> None:
    script = "from emk_tui.store.process import harden; print(harden()); import resource;"
    script += "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    if sys.platform != "linux":
        assert "dumpable" not in harden()
        return
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "('core', 'dumpable')\n0\n"
