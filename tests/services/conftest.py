"""Stores made once and copied: each test gets its own folder."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.store.keyring import FolderKeyRing
from tests.services.people import made_for_staff, staffed_world
from tests.services.worlds import Hands, Post, fill_to, make_store, opened, world_at

Template = tuple[Path, str]


@pytest.fixture
def hands() -> Hands:
    """The clock."""
    return Hands()


@pytest.fixture
def post() -> Post:
    """What was sent."""
    return Post()


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A folder with the account, nothing typed; and its recovery code."""
    folder = tmp_path_factory.mktemp("ready")
    return folder, make_store(world_at(folder, Hands()))


@pytest.fixture(scope="session")
def signed(ready: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where steps 1 to 4 are finished and the consent is signed."""
    folder = tmp_path_factory.mktemp("signed")
    copytree(ready[0], folder, dirs_exist_ok=True)
    session = opened(world_at(folder, Hands()))
    fill_to(session, "consent")
    session.store.close()
    return folder


@pytest.fixture
def empty(tmp_path: Path, hands: Hands, post: Post) -> World:
    """A world without a store."""
    return world_at(tmp_path / "empty", hands, post)


@pytest.fixture
def world(ready: Template, tmp_path: Path, hands: Hands, post: Post) -> World:
    """A world with the account, its store closed."""
    copytree(ready[0], tmp_path / "home")
    return world_at(tmp_path / "home", hands, post)


@pytest.fixture
def ring(tmp_path: Path) -> FolderKeyRing:
    """A key store of the system that always answers."""
    return FolderKeyRing(tmp_path)


@pytest.fixture
def keyed(ready: Template, tmp_path: Path, hands: Hands, post: Post, ring: FolderKeyRing) -> World:
    """A world with the account on a system with a key store."""
    copytree(ready[0], tmp_path / "keyed")
    return world_at(tmp_path / "keyed", hands, post, keyring=ring)


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    """Signed in, nothing typed."""
    made = opened(world)
    yield made
    made.store.close()


@pytest.fixture
def consented(signed: Path, tmp_path: Path, hands: Hands, post: Post) -> Iterator[Session]:
    """Signed in, steps 1 to 4 finished; the clock stands where they were."""
    copytree(signed, tmp_path / "signed")
    made = opened(world_at(tmp_path / "signed", hands, post))
    yield made
    made.store.close()


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with staff, and a card of two results: one a specialist has confirmed, one that waits."""
    folder = tmp_path_factory.mktemp("staffed")
    made_for_staff(folder, "doctor")
    return folder


@pytest.fixture(scope="session")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with staff, and an owner who waits for the video."""
    folder = tmp_path_factory.mktemp("applied")
    made_for_staff(folder, "registrar")
    return folder


@pytest.fixture
def clinic(staffed: Path, tmp_path: Path, hands: Hands, post: Post) -> World:
    """A world with staff and a card, its store closed."""
    copytree(staffed, tmp_path / "clinic")
    return staffed_world(tmp_path / "clinic", hands, post)


@pytest.fixture
def desk(applied: Path, tmp_path: Path, hands: Hands, post: Post) -> World:
    """A world with staff and an application, its store closed."""
    copytree(applied, tmp_path / "desk")
    return staffed_world(tmp_path / "desk", hands, post)
