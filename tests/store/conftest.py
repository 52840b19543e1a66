"""A settable clock, cheap keys, a store on each backend."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from emk_tui.store import anchor, keyfile
from emk_tui.store.anchor import Anchors, FileAnchor
from emk_tui.store.card_store import SqlStore
from emk_tui.store.guard import Guard
from emk_tui.store.journal import BEGINNING
from emk_tui.store.vault import FileVault
from tests.store.data import ACCOUNT, CHEAP, EVENT, PASSWORD, Hands
from tests.store.outside import Ring, keep, opened_by
from tests.store.tampering import fill

Maker = Callable[[str], SqlStore]


@pytest.fixture
def hands() -> Hands:
    """The clock."""
    return Hands()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the store goes."""
    return tmp_path / "store"


@pytest.fixture
def vault(place: Path, hands: Hands) -> FileVault:
    """A vault with cheap keys, nothing in it yet."""
    return FileVault(place, "demo", clock=hands, kdf=CHEAP)


@pytest.fixture
def opened(vault: FileVault) -> Iterator[SqlStore]:
    """A fresh store in its folder."""
    store, _code = vault.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL of this session; skips with the reason where none can be started."""
    from tests.store.server import start

    try:
        server = start(tmp_path_factory.mktemp("postgres"))
    except Exception as reason:  # whatever the server's start may raise is the reason of the skip
        pytest.skip(f"no PostgreSQL here: {type(reason).__name__}: {reason}")
    yield server.address
    server.stop()


@pytest.fixture
def server_engine(postgres: str) -> Iterator[Engine]:
    """An engine over an empty schema."""
    from tests.store.server import engine

    found = engine(postgres)
    with found.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield found
    found.dispose()


@pytest.fixture(params=["sqlcipher", pytest.param("postgres", marks=pytest.mark.postgres)])
def make(request: pytest.FixtureRequest, tmp_path: Path, hands: Hands) -> Iterator[Maker]:
    """Makes stores of several owners in one database, on both backends."""
    from emk_tui.store import schema
    from emk_tui.store.engine import open_engine, writer

    if request.param == "postgres":
        engine = request.getfixturevalue("server_engine")
    else:
        engine = open_engine(tmp_path / "many.db", b"k" * 32, b"s" * 16)
    with writer(engine).begin() as connection:
        schema.create(connection)

    def maker(owner: str) -> SqlStore:
        mark = FileAnchor(tmp_path / f"{owner}.anchor", b"j" * 32)
        mark.write(BEGINNING)
        store = SqlStore(engine, owner, "demo", b"j" * 32, hands, Anchors((mark,)))
        store.save_account(ACCOUNT, EVENT)
        return store

    yield maker
    engine.dispose()


@pytest.fixture
def store(make: Maker) -> SqlStore:
    """The store of one owner on each backend."""
    return make("owner-1")


@pytest.fixture
def ring() -> Iterator[Ring]:
    """A key store; whatever waits for it ends with the test."""
    made = Ring()
    yield made
    made.open.set()


@pytest.fixture
def ringed(place: Path, hands: Hands, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> FileVault:
    """A vault with cheap keys and this key store, which is waited for however busy the machine is."""
    monkeypatch.setattr(Guard, "patience", 30)
    return FileVault(place, "demo", clock=hands, kdf=CHEAP, keyring=ring)


@pytest.fixture
def outer(ringed: FileVault, place: Path) -> Path:
    """The outer mark of a store: a copy of everything was made at four entries, now there are seven."""
    store, _code = ringed.create(ACCOUNT, PASSWORD)
    assert isinstance(store, SqlStore)
    fill(store, 3)
    store.close()
    found = anchor.outside(place, keyfile.peek(place)[0])
    keep(place, found)
    store = opened_by(ringed)
    fill(store, 3)
    store.close()
    return found
