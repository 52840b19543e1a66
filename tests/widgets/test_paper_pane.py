"""The paper beside the form: from 110 columns on, follows the keys, paints only what changes."""

import pytest
from textual.geometry import Region

from emk_tui.card.paths import locate
from emk_tui.screens.step import StepScreen
from emk_tui.services.session import Session
from emk_tui.widgets.paper_pane import PaperPane, changed_cells
from tests.screens.scene import Scene, play
from tests.services.worlds import fill_to

WIDE = (120, 40)


def pane_of(stage: Scene) -> PaperPane:
    """The pane of the step shown."""
    screen = stage.app.face_screen
    assert isinstance(screen, StepScreen)
    return screen.paper


@pytest.mark.parametrize(
    ("width", "rail", "paper"),
    [(40, False, False), (69, False, False), (70, True, False), (109, True, False), (110, True, True),
     (160, True, True)],
)  # fmt: skip
def test_the_width_decides_what_stands_beside_the_form(
    session: Session, width: int, rail: bool, paper: bool
) -> None:
    """Steps from 70 columns on, the paper from 110 on; the form takes the rest."""

    async def scene(stage: Scene) -> None:
        assert ("2 Поликлиника" in stage.text) is rail
        assert ("Паспорт РФ, страницы 2 и 3" in stage.text) is paper
        taken = 28 * rail + 36 * paper
        assert stage.app.face_screen.stage.size.width == width - taken

    play(session.world, scene, session=session, size=(width, 30))


def test_the_paper_comes_with_the_width(session: Session) -> None:
    """Resized at any moment: what was typed meanwhile stands there."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ивано")
        assert "ИВАНО" not in stage.text
        await stage.pilot.resize_terminal(*WIDE)
        assert "►ИВАНО" in await stage.until("Паспорт РФ")
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert "Паспорт РФ" not in stage.text

    play(session.world, scene, session=session, size=(80, 24))


def test_typing_shows_on_the_paper(session: Session) -> None:
    """Each key at once, before anything is saved; the mark goes with the focus."""

    async def scene(stage: Scene) -> None:
        assert "►ИВАНОВА" in await stage.type("Иванова")
        text = await stage.type("\nМария")
        assert "►МАРИЯ" in text
        assert " ИВАНОВА" in text

    play(session.world, scene, session=session, size=WIDE)


def test_a_key_paints_one_cell(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a key that changes nothing on the paper paints nothing."""
    painted: list[tuple[Region, ...]] = []

    async def scene(stage: Scene) -> None:
        await stage.type("Иван")
        pane = pane_of(stage)
        monkeypatch.setattr(pane, "refresh", lambda *regions: painted.append(regions))
        pane.typed("Ивано")
        await stage.settle()
        pane.typed("Ивано")
        await stage.settle()

    play(session.world, scene, session=session, size=WIDE)
    assert len(painted) == 1
    assert [(region.width, region.height) for region in painted[0]] == [(1, 1)]


def test_the_policy_follows_the_number(session: Session) -> None:
    """A number of nine digits makes the next paper a temporary certificate."""
    fill_to(session, "clinic")
    session.move("policy.number")

    async def scene(stage: Scene) -> None:
        assert stage.text.count("►") == 3
        text = await stage.type("123456789\n")
        assert "Временное свидетельство ОМС" in text

    play(session.world, scene, session=session, size=WIDE)


def test_plain_is_silent_while_one_types(session: Session) -> None:
    """The pane changes with the focus only, and has no boxes and no arrows."""

    async def scene(stage: Scene) -> None:
        text = await stage.type("Иванова")
        assert "ИВАНОВА" not in text
        assert not set("►┌") & set(text)
        text = await stage.type("\n")
        assert "ИВАНОВА" in text
        assert ">" in text

    play(session.world, scene, session=session, size=WIDE, plain=True)


def test_text_of_people_is_no_markup(session: Session) -> None:
    """Brackets stand as they were typed, escapes never reach the terminal."""

    async def scene(stage: Scene) -> None:
        pane, field = pane_of(stage), locate("personal.surname").field
        pane.tell(field, "personal.surname", session, "[red]А\x1b[0m")
        await stage.pilot.pause()
        assert "►[RED]А?[0M" in stage.text

    play(session.world, scene, session=session, size=WIDE)


def test_a_secret_is_never_drawn(session: Session) -> None:
    """Nothing at all is said beside it."""

    async def scene(stage: Scene) -> None:
        pane_of(stage).tell(locate("account.password").field, "account.password", session, "Река-7-мост!")
        await stage.pilot.pause()
        assert "Река" not in stage.text
        assert "Паспорт РФ" not in stage.text

    play(session.world, scene, session=session, size=WIDE)


def test_a_field_without_paper_has_a_sentence(session: Session) -> None:
    """What it is for, or where else to look."""

    async def scene(stage: Scene) -> None:
        path = "personal.registration_postcode"
        pane_of(stage).tell(locate(path).field, path, session, "")
        await stage.pilot.pause()
        assert "В паспорте его нет." in stage.text
        assert "┌" not in stage.text

    play(session.world, scene, session=session, size=WIDE)


def test_a_low_terminal_shows_the_place_in_focus(session: Session) -> None:
    """The drawing is scrolled as far as it must be."""

    async def scene(stage: Scene) -> None:
        path = "personal.birth_date"
        pane_of(stage).tell(locate(path).field, path, session, "14.05")
        await stage.pilot.pause()
        assert "►14.05" in stage.text

    play(session.world, scene, session=session, size=(120, 14))


def test_changed_cells() -> None:
    """From the first to the last cell that differs; the whole line where a colour changed."""
    assert changed_cells((("abcd", "value"),), (("abXd", "value"),)) == (2, 3)
    assert changed_cells((("abcd", "value"),), (("XbcX", "value"),)) == (0, 4)
    assert changed_cells((("abcd", "value"),), (("abcd", "here"),)) == (0, 34)
