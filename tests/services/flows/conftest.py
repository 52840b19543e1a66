"""What conversations about the account begin with."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emk_tui.ports import Event
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.services.owners import FILES
from tests.services.worlds import ACCOUNT, NOW, opened


@pytest.fixture
def unproven(world: World, tmp_path: Path) -> Iterator[Session]:
    """Signed in, not confirmed; scans lie in the folder that names start from."""
    session = opened(world)
    session.store.save_account(
        replace(ACCOUNT, confirmed_basis="", confirmed_at=None), Event("проба", at=NOW)
    )
    session.reload()
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    session.base = tmp_path
    yield session
    session.opened.close()
