"""The command «снимок» on the screens (R88)."""

import pytest

from emk_tui.screens.snapshot import save_snapshot
from emk_tui.services.session import Session
from emk_tui.services.world import World
from tests.screens.scene import Scene, play


def test_the_screen_is_kept_as_text_and_picture(session: Session) -> None:
    """What stands there; the sentence says where it is, the journal has it."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\n")
        shown = stage.text
        told = await save_snapshot(stage.app)
        assert told.startswith("Снимок сохранён в папку papers: Снимок_personal_")
        svg, text = sorted((session.world.folder / "papers").iterdir())
        assert text.read_text(encoding="utf-8") == shown + "\n"
        assert "Иванова" in svg.read_text(encoding="utf-8")

    play(session.world, scene, session=session)
    assert "снимок экрана сохранён" in {one.action for one in session.store.journal()}


@pytest.mark.parametrize("key", ["f12", "ctrl+s"])
def test_keys(session: Session, key: str) -> None:
    """Both keys tell what was done."""

    async def scene(stage: Scene) -> None:
        await stage.press(key)
        assert "Снимок сохранён в папку papers" in await stage.until("Снимок сохранён")

    play(session.world, scene, session=session)


def test_refused_where_secrets_are(world: World) -> None:
    """At sign-in: words, no file."""

    async def scene(stage: Scene) -> None:
        assert "секреты" in await save_snapshot(stage.app)

    play(world, scene)
    assert not (world.folder / "papers").exists()


def test_a_folder_that_cannot_be_written_is_told(session: Session) -> None:
    """The sentence of the fault."""
    (session.world.folder / "papers").write_text("не папка", encoding="utf-8")

    async def scene(stage: Scene) -> None:
        assert "не удалось" in await save_snapshot(stage.app)

    play(session.world, scene, session=session)
