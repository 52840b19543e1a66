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

from emk_tui.ports import Fault, ResultCheck
from emk_tui.store import migrations, schema
from emk_tui.store.engine import writer
from emk_tui.store.migrations.drafting import differences, empty_engine, render
from emk_tui.store.migrations.runner import run, scripts
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CONSENT, EVENT, META, NOW, PASSWORD, Hands, new_card

FIFTH = '''"""A column more."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


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
        monkeypatch.setattr(f"{module}.HEAD", "0005")
    for module in ("emk_tui.store.schema", "emk_tui.store.migrations"):
        monkeypatch.setattr(f"{module}.REVISIONS", ("0001", "0002", "0003", "0004", "0005"))
    return tmp_path / "program" / "versions" / "r0005.py"


def stamp(vault: FileVault, revision: str) -> None:
    """Set the revision of a store."""
    store = vault.open("мария", PASSWORD)
    with writer(store.engine).begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    store.close()


def test_an_older_store_is_copied_and_brought_up(vault: FileVault, place: Path, later: Path) -> None:
    later.write_text(FIFTH.format(more=""))
    vault.create(ACCOUNT, PASSWORD)[0].close()
    # a fresh store is stamped with the newest revision; this one is as the former program left it
    stamp(vault, "0004")
    store = vault.open("мария", PASSWORD)
    with store.engine.connect() as connection:  # type: ignore[attr-defined]
        assert connection.execute(text("SELECT nickname FROM account")).all() == [("",)]
        assert schema.revision(connection) == "0005"
    assert store.account() == ACCOUNT
    store.close()
    assert len(list((place / "backups").glob("*-0004.emk"))) == 1
    vault.open("мария", PASSWORD).close()
    assert len(list((place / "backups").iterdir())) == 1


def test_a_failed_migration_changes_nothing(vault: FileVault, place: Path, later: Path) -> None:
    later.write_text(FIFTH.format(more="raise RuntimeError"))
    vault.create(ACCOUNT, PASSWORD)[0].close()
    stamp(vault, "0004")
    for _ in range(2):
        with pytest.raises(RuntimeError):
            vault.open("мария", PASSWORD)
    later.write_text(FIFTH.format(more=""))
    vault.open("мария", PASSWORD).close()


ADDED = {
    "consent": "withdrawn_at reason",
    "account": (
        "role name clinic clinic_inn phone_confirmed email_confirmed contacts_checked_at code_failed "
        "code_pauses code_until idle_minutes video video_by video_at video_reason"
    ),
    "file": "pages dpi notes part parts statement at",
    "document": "category",
}
"""Table → columns that later revisions brought."""
MADE = ("access_grant", "backup_code", "inbox_taken", "result_check")


def _as_before(connection: Connection) -> None:
    """The schema of the first revision."""
    connection.execute(text("DROP INDEX ux_file_current"))
    connection.execute(text("CREATE UNIQUE INDEX ux_file_current ON file (owner, record) WHERE current"))
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


CONSENTS = (
    "INSERT INTO consent (id, owner, version, text, text_sha256, statistics, method, channel, nonce, until, "
    "signed_at) VALUES ('c', 'o', '1', '', '', true, 'code', 'app', 'n', '2031-03-02', '2026-03-02T10:00Z')"
)
CARDS = (
    "INSERT INTO card (number, owner, request_id, created_at, status, marks, version, states, consent_id) "
    "VALUES ('K', 'o', 'r', '2026-03-02T10:00+00:00', 's', '[]', 1, '{}', 'c')"
)
DOCUMENTS = (
    "INSERT INTO document "
    "(card_number, record_id, version, pos, deleted, written_by, kind, file, written_at) "
    "VALUES ('K', :id, 1, :pos, false, 'w', 'result', 'a.pdf', '2026-03-02T10:00Z')"
)
FILES = (
    "INSERT INTO file (id, owner, record, name, media_type, size, sha256, version, current, card_number) "
    "VALUES (:id, 'o', :record, 'a.pdf', 'application/pdf', 1, '', :version, :current, :card)"
)
CHECKS = (
    "INSERT INTO result_check (owner, record, confirmed, checked_by, checked_at, reason) "
    "VALUES ('o', 'rec-a', true, 'w', '2026-03-02T10:00Z', '')"
)
DRAFTS = [("documents.1", "f-draft", 1, True, None), ("identity.snils_file", "f-snils", 1, True, None)]
MATCHES = {
    "as many of both": (
        ["rec-a", "rec-b"],
        [("documents.10", "f3", 1, True), ("documents.2", "f1", 1, False), ("documents.2", "f2", 2, True)],
        {"f1": "documents.rec-a", "f2": "documents.rec-a", "f3": "documents.rec-b"},
    ),
    "fewer records": (
        ["rec-a"],
        [("documents.1", "f1", 1, False), ("documents.1", "f2", 2, True), ("documents.2", "f3", 1, True)],
        {"f1": "documents.f1", "f2": "documents.f1", "f3": "documents.f3"},
    ),
    "more records": (["rec-a", "rec-b"], [("documents.1", "f1", 1, True)], {"f1": "documents.f1"}),
    "matched already": (["rec-a"], [("documents.rec-a", "f1", 1, True)], {"f1": "documents.rec-a"}),
    "no numbers": (["rec-a"], [("documents.x", "f1", 1, True)], {"f1": "documents.f1"}),
    "none": ([], [], {}),
}


def _fill(connection: Connection, records: list[str], files: list[tuple[str, str, int, bool]]) -> None:
    """A card of the third revision with these documents and files, and a draft that was begun after it."""
    for statement in (CONSENTS, CARDS, CHECKS):
        connection.execute(text(statement))
    for pos, record in enumerate(records):
        connection.execute(text(DOCUMENTS), {"id": record, "pos": pos})
    mine = [(*one, "K") for one in files]
    taken = {one[0] for one in files}
    for record, identity, version, current, card in mine + [one for one in DRAFTS if one[0] not in taken]:
        values = {"id": identity, "record": record, "version": version, "current": current, "card": card}
        connection.execute(text(FILES), values)


@pytest.mark.parametrize("case", MATCHES)
@pytest.mark.parametrize("backend", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_files_go_with_the_records_of_the_card_where_that_is_certain(
    case: str, backend: str, request: pytest.FixtureRequest, empty: Callable[[], Engine]
) -> None:
    records, files, wanted = MATCHES[case]
    engine = empty() if backend == "sqlite" else request.getfixturevalue("server_engine")
    run(engine, "0003")
    with writer(engine).begin() as connection:
        _fill(connection, records, files)
    run(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT id, record FROM file WHERE card_number = 'K'")).all()
        drafts = connection.execute(text("SELECT record FROM file WHERE card_number IS NULL")).scalars()
        kept = connection.execute(text("SELECT DISTINCT pages, dpi, notes, part, parts, statement FROM file"))
        checked = connection.execute(text("SELECT version FROM result_check")).scalars().all()
        assert {str(identity): str(record) for identity, record in found} == wanted
        assert "identity.snils_file" in set(drafts)
        assert [tuple(row) for row in kept] == [(0, 0, "", 1, 1, "")]
        assert checked == [1]


def test_a_card_of_the_third_revision_opens_with_its_file(vault: FileVault) -> None:
    """The very way of a person's store: its file goes with its document, and a specialist's word stands."""
    store = vault.create(ACCOUNT, PASSWORD)[0]
    store.sign(CONSENT, EVENT)
    store.add_file(replace(META, record="documents.1"), [b"hello"], EVENT)
    store.submit(replace(new_card(store.draft().id), files={"documents.1": "d1"}), EVENT)
    said = ResultCheck("d1", True, "Орлова И. П.", NOW)
    store.check_result(said, EVENT)
    with writer(store.engine).begin() as connection:  # type: ignore[attr-defined]
        for statement in ("UPDATE file SET record = 'documents.1'", *_to_third()):
            connection.execute(text(statement))
    store.close()
    store = vault.open("мария", PASSWORD)
    assert [(one.record, one.at) for one in store.files()] == [("documents.d1", None)]
    assert store.result_checks() == {"d1": said}
    store.close()


def _to_third() -> Iterator[str]:
    """Statements that take away what the fourth revision brought."""
    yield "DROP INDEX ux_file_current"
    yield "CREATE UNIQUE INDEX ux_file_current ON file (owner, record) WHERE current"
    for table, names in {"file": ADDED["file"], "document": "category", "result_check": "version"}.items():
        for name in names.split():
            yield f"ALTER TABLE {table} DROP COLUMN {name}"
    yield "UPDATE alembic_version SET version_num = '0003'"
