"""Keys between two questions: the rest of a word that answered is not for the next one, all else is."""

import pytest

from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.worlds import fill_to


@pytest.mark.parametrize(
    ("keys", "rest"),
    [
        (("д",), "а"),
        (("д", "а"), ""),
        (("l", "f"), ""),
        (("н", "е"), "т"),
        (("д", "п"), None),
        (("д", "а", "space"), None),
        (("down", "enter"), None),
    ],
)
def test_the_rest_of_a_yes_or_no(session: Session, keys: tuple[str, ...], rest: str | None) -> None:
    """One row: what is typed at the question, what may still come; a Space is a key of its own."""
    fill_to(session, "policy")
    session.move("consent.statistics")

    async def scene(stage: Scene) -> None:
        assert "Разрешаете его?" in stage.text
        await stage.press(*keys)
        assert "Разрешаете его?" not in stage.text
        assert stage.app.queue._rest == rest

    play(session.world, scene, session=session)
    assert session.draft.raw("consent.statistics") == ("нет" if keys[0] == "н" else "да")
