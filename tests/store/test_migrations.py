"""Revisions: the same schema as the tables, newer refused, older brought up after a copy."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from emk_tui.ports import Fault
from emk_tui.store import migrations, schema
from emk_tui.store.engine import writer
from emk_tui.store.migrations.drafting import differences, empty_engine, render
from emk_tui.store.migrations.runner import run, scripts
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CONSENT, EVENT, PASSWORD, Hands

FOURTH = '''"""A column more."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One column."""
    op.add_column("account", sa.Column("nickname", sa.String(), server_default="", nullable=False))
    {more}
'''


def objects(engine: Engine) -> set[tuple[str, str, str]]:
    """Tables, indexes and triggers as SQLite keeps them, blanks made equal."""
    with engine.connect() as connection:
        found = connection.execute(text("SELECT type, name, coalesce(sql, '') FROM sqlite_master")).all()
    # constraints may stand in another order
    return {(kind, name, " ".join(sorted(re.split(r"[\s,()]+", sql)))) for kind, name, sql in found}


def test_listed_revisions_are_the_ones_in_the_folder() -> None:
    found = scripts()
    assert found.get_heads() == [migrations.HEAD]
    assert tuple(r.revision for r in reversed(list(found.walk_revisions()))) == migrations.REVISIONS


@pytest.fixture
def empty() -> Iterator[Callable[[], Engine]]:
    """Empty databases in memory, released at the end."""
    with ExitStack() as end:

        def make() -> Engine:
            engine = empty_engine()
            end.callback(engine.dispose)
            return engine

        yield make


def test_revisions_make_the_same_schema_as_the_tables(empty: Callable[[], Engine]) -> None:
    made, migrated = empty(), empty()
    with writer(made).begin() as connection:
        schema.create(connection)
    run(migrated)
    assert differences(migrated) == []
    assert objects(migrated) == objects(made)
    assert any(kind == "trigger" for kind, _name, _sql in objects(migrated))


def test_a_missing_column_is_a_difference(empty: Callable[[], Engine]) -> None:
    engine = empty()
    run(engine)
    with writer(engine).begin() as connection:
        connection.execute(text("ALTER TABLE account DROP COLUMN cabinet"))
    assert "cabinet" in render("0003", "More", "0002", differences(engine))


@pytest.mark.postgres
def test_the_same_on_postgres(server_engine: Engine) -> None:
    run(server_engine)
    assert differences(server_engine) == []
    with server_engine.connect() as connection:
        triggers = connection.execute(text("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'journal_no%'"))
        assert triggers.scalar_one() == 2
        assert schema.revision(connection) == migrations.HEAD


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one revision more."""
    shutil.copytree(migrations.FOLDER / "versions", tmp_path / "program" / "versions")
    monkeypatch.setattr(migrations, "FOLDER", tmp_path / "program")
    for module in ("emk_tui.store.opening", "emk_tui.store.schema", "emk_tui.store.migrations"):
        monkeypatch.setattr(f"{module}.HEAD", "0004")
    for module in ("emk_tui.store.schema", "emk_tui.store.migrations"):
        monkeypatch.setattr(f"{module}.REVISIONS", ("0001", "0002", "0003", "0004"))
    return tmp_path / "program" / "versions" / "r0004.py"


def stamp(vault: FileVault, revision: str) -> None:
    """Set the revision of a store."""
    store = vault.open("мария", PASSWORD)
    with writer(store.engine).begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    store.close()


def test_an_older_store_is_copied_and_brought_up(vault: FileVault, place: Path, later: Path) -> None:
    later.write_text(FOURTH.format(more=""))
    vault.create(ACCOUNT, PASSWORD)[0].close()
    # a fresh store is stamped with the newest revision; this one is as the former program left it
    stamp(vault, "0003")
    store = vault.open("мария", PASSWORD)
    with store.engine.connect() as connection:  # type: ignore[attr-defined]
        assert connection.execute(text("SELECT nickname FROM account")).all() == [("",)]
        assert schema.revision(connection) == "0004"
    assert store.account() == ACCOUNT
    store.close()
    assert len(list((place / "backups").glob("*-0003.emk"))) == 1
    vault.open("мария", PASSWORD).close()
    assert len(list((place / "backups").iterdir())) == 1


def test_a_failed_migration_changes_nothing(vault: FileVault, place: Path, later: Path) -> None:
    later.write_text(FOURTH.format(more="raise RuntimeError"))
    vault.create(ACCOUNT, PASSWORD)[0].close()
    stamp(vault, "0003")
    for _ in range(2):
        with pytest.raises(RuntimeError):
            vault.open("мария", PASSWORD)
    later.write_text(FOURTH.format(more=""))
    vault.open("мария", PASSWORD).close()


ADDED = {
    "consent": "withdrawn_at reason",
    "account": (
        "role name clinic clinic_inn phone_confirmed email_confirmed contacts_checked_at code_failed "
        "code_pauses code_until idle_minutes video video_by video_at video_reason"
    ),
}
"""Table → columns that later revisions brought."""
MADE = ("access_grant", "backup_code", "inbox_taken", "result_check")


def _as_before(connection: Connection) -> None:
    """The schema of the first revision."""
    for table, names in ADDED.items():
        for name in names.split():
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}"))
    for table in MADE:
        connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_a_store_of_the_first_revision_keeps_its_consent(vault: FileVault, hands: Hands) -> None:
    """R102 came with 0002: what was signed before is in force and can be withdrawn."""
    store = vault.create(ACCOUNT, PASSWORD)[0]
    store.sign(CONSENT, EVENT)
    with writer(store.engine).begin() as connection:  # type: ignore[attr-defined]
        _as_before(connection)
    store.close()
    store = vault.open("мария", PASSWORD)
    assert store.account() == ACCOUNT
    assert store.consent() == CONSENT
    store.withdraw(CONSENT.id, "Передумала", EVENT)
    assert store.consent() is None
    assert store.last_consent() == replace(CONSENT, withdrawn_at=hands.now(), reason="Передумала")
    store.close()


def test_a_newer_store_is_refused_untouched(vault: FileVault) -> None:
    vault.create(ACCOUNT, PASSWORD)[0].close()
    stamp(vault, "0999")
    with pytest.raises(Fault, match="STORE_NEWER"):
        vault.open("мария", PASSWORD)


def test_alembic_is_not_loaded_by_an_opening() -> None:
    script = (
        "import sys, tempfile, pathlib\nfrom tests.store.data import *\n"
        "from emk_tui.store.vault import FileVault\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    vault = FileVault(pathlib.Path(folder) / 's', 'demo', clock=Hands(), kdf=CHEAP)\n"
        "    vault.create(ACCOUNT, PASSWORD)[0].close()\n    vault.open('мария', PASSWORD).close()\n"
        "print('alembic' in sys.modules, 'sqlmodel' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "False True\n"


def test_closed_vault_loads_nothing_heavy() -> None:
    script = (
        "import sys, pathlib\nfrom emk_tui.store.vault import FileVault\n"
        "FileVault(pathlib.Path('nowhere'), clock=None).exists()\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'pydantic', 'cryptography'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
