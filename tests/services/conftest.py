"""Stores made once and copied: each test gets its own folder."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from emk_tui.services.session import Session
from emk_tui.services.world import World
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
