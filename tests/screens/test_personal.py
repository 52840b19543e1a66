"""Step 1 on the screen: happy, wrong, back keeps data, resume."""

from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.worlds import reopened


def test_typed_answers_are_shown_and_kept(session: Session) -> None:
    """The live word stands beside the text; the draft holds it."""

    async def scene(stage: Scene) -> None:
        assert "Личные данные" in stage.text
        text = await stage.type("Иванова\nМария\n")
        assert "Иванова" in text

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иванова"
    assert session.draft.raw("personal.given_name") == "Мария"
    again = reopened(session)
    assert again.draft.raw("personal.given_name") == "Мария"
    assert again.wizard.cursor == "personal.patronymic"
    again.store.close()
