"""What every screen looks like, held by pictures; look at them after `--snapshot-update`."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from textual.pilot import Pilot

from emk_tui.app import EmkApp
from emk_tui.face.picture import REMOTE
from emk_tui.ports import Head
from emk_tui.services.flows import sign_up
from tests.screens.folders import Folders
from tests.screens.gallery import VIEWS, prepared, show
from tests.screens.scene import Scene
from tests.services.worlds import SECRET

VERSION = (3, 11)
"""Pictures are compared on one version only: another one may wrap or order a thing otherwise."""
pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != VERSION, reason="the pictures belong to Python 3.11 only"
)
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
STEPS = (
    "sign-in", "sign-up-wrong", "authenticator", "code", "terms-ticked", "home", "personal-errors",
    "personal-regions", "clinic", "policy-old", "consent-tick", "documents-form", "documents-results",
    "vaccinations", "booking-grid", "review-errors", "goto", "menu", "help", "identity", "desk", "account",
    "locked", "journal",
)  # fmt: skip
"""One of each step and each special screen."""
LOOKS = ("emk-light", "emk-contrast", "ansi-dark")

Compare = Callable[..., bool]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Stores made once."""
    return Folders(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(autouse=True)
def same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The authenticator shows one QR in every run, the journal one head; a browser opens the pictures."""
    monkeypatch.setattr(sign_up, "new_totp_secret", lambda: SECRET)
    monkeypatch.setattr(Head, "short", property(lambda _head: "54b4-9fb0-7d30-dbb4"))
    # the plug-in names it as an older syrupy did
    monkeypatch.setattr(SVGImageExtension, "file_extension", "svg", raising=False)


def pictured(app: EmkApp, monkeypatch: pytest.MonkeyPatch) -> EmkApp:
    """Its picture asks nobody for a font, as the snapshot of the program."""
    taken = app.export_screenshot

    def export(**how: Any) -> str:
        return REMOTE.sub("", taken(**how))

    monkeypatch.setattr(app, "export_screenshot", export)
    return app


def coming_to(name: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """The keys that lead there."""

    async def come(pilot: Pilot[Any]) -> None:
        assert isinstance(pilot.app, EmkApp)
        await show(VIEWS[name], Scene(pilot.app, pilot))

    return come


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STEPS)
def test_screen(
    name: str, size: str, folders: Folders, tmp_path: Path, snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """In the dark look."""
    app = pictured(prepared(VIEWS[name], folders, tmp_path / "store"), monkeypatch)
    try:
        assert snap_compare(app, terminal_size=SIZES[size], run_before=coming_to(name))
    finally:
        app.visit.close()
    assert app.failed is None


@pytest.mark.parametrize("look", LOOKS)
def test_look(
    look: str, folders: Folders, tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others, on a screen with every kind of answer."""
    app = pictured(prepared(VIEWS["personal-errors"], folders, tmp_path / "store", look), monkeypatch)
    try:
        assert snap_compare(app, run_before=coming_to("personal-errors"))
    finally:
        app.visit.close()
    assert app.failed is None


@pytest.mark.parametrize("name", ["personal-errors"])
def test_no_color(
    name: str, folders: Folders, tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Greys only."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = pictured(prepared(VIEWS[name], folders, tmp_path / "store"), monkeypatch)
    try:
        assert snap_compare(app, run_before=coming_to(name))
    finally:
        app.visit.close()
    assert app.failed is None
