"""A database that opens and lacks what the program counts on: damaged, told at the opening (R189)."""

from pathlib import Path

import pytest

from emk_tui.ports import Account, Fault, Role
from emk_tui.store.card_store import SqlStore
from emk_tui.store.tables import Base
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, PASSWORD, Hands
from tests.store.tampering import sql

DOCTOR = (Account("doctor", role=Role.DOCTOR, name="Петрова Елена Сергеевна"), "Слово врача 1")


@pytest.fixture
def staffed(place: Path, hands: Hands) -> FileVault:
    """The vault of a demonstration with a doctor."""
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, staff=[DOCTOR])


def refused(vault: FileVault, *statements: str) -> set[tuple[str, int]]:
    """Make a store, run these in it; code and exit code of two openings by each of two people."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    for statement in statements:
        sql(store, statement)
    store.close()
    told = set()
    for login, password in (("мария", PASSWORD), (DOCTOR[0].login, DOCTOR[1])) * 2:
        with pytest.raises(Fault) as fault:
            vault.open(login, password)
        told.add((fault.value.problem.code, fault.value.exit_code))
    return told


@pytest.mark.parametrize("table", sorted({*Base.metadata.tables, "alembic_version"}))
def test_a_missing_table_is_damage(staffed: FileVault, table: str) -> None:
    assert refused(staffed, f"DROP TABLE {table}") == {("STORE_DAMAGED", 4)}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM account WHERE role = 'citizen'",
        "DELETE FROM account",
        "UPDATE account SET owner = 'другой' WHERE role = 'citizen'",
        "DELETE FROM store_meta WHERE name = 'owner'",
        "UPDATE store_meta SET value = '' WHERE name = 'owner'",
        "UPDATE store_meta SET value = 'другой' WHERE name = 'owner'",
        "DELETE FROM store_meta WHERE name = 'keys_revision'",
        "UPDATE store_meta SET value = '' WHERE name = 'keys_revision'",
        "UPDATE store_meta SET value = '-1' WHERE name = 'keys_revision'",
        "UPDATE store_meta SET value = '1.5' WHERE name = 'keys_revision'",
        "UPDATE store_meta SET value = '²' WHERE name = 'keys_revision'",
        "UPDATE store_meta SET value = 'новая' WHERE name = 'keys_revision'",
        "DELETE FROM store_meta",
        "DELETE FROM alembic_version",
    ],
)
def test_no_account_of_the_owner_or_bad_facts_are_damage(staffed: FileVault, statement: str) -> None:
    """Whoever signs in; the account of one of the staff is not the owner's."""
    assert refused(staffed, statement) == {("STORE_DAMAGED", 4)}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE store_meta SET value = 'real' WHERE name = 'kind'", "KEYS_SWAPPED"),
        ("DELETE FROM store_meta WHERE name = 'store'", "KEYS_SWAPPED"),
        ("UPDATE store_meta SET value = '99' WHERE name = 'keys_revision'", "KEYS_DAMAGED"),
        ("UPDATE alembic_version SET version_num = '9999'", "STORE_NEWER"),
    ],
)
def test_facts_that_contradict_are_told_as_what_they_are(
    staffed: FileVault, statement: str, code: str
) -> None:
    assert refused(staffed, statement) == {(code, 4)}


def test_nothing_missing_opens(staffed: FileVault) -> None:
    """The control: rows that may be absent are no damage."""
    store, _code = staffed.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    sql(store, "DELETE FROM account WHERE role <> 'citizen'")
    store.close()
    staffed.open("мария", PASSWORD).close()
