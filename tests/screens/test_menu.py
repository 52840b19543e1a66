"""F5: everything that can be done, found by letters; it never takes the question away."""

import pytest
from textual.widgets import Static

from emk_tui.face.commands import COMMANDS
from emk_tui.screens.menu import MenuScreen
from emk_tui.services.flows.submit import submit
from emk_tui.services.session import Session
from emk_tui.widgets.pick_list import Rows
from tests.screens.scene import Scene, play
from tests.services.test_places import NAMES
from tests.services.worlds import hold


def lines(stage: Scene) -> list[str]:
    """The rows of the menu."""
    assert isinstance(stage.app.screen, MenuScreen)
    return [row.text for row in stage.app.screen.list.lines.rows]


def test_it_holds_commands_steps_and_actions(session: Session) -> None:
    """With their keys and states; only commands that do something now."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("f5")
        assert "Дальше: закончить этот шаг" in text and "F3 Ctrl+N" in text
        found = lines(stage)
        assert "Шаг 5: документы" in found and "Журнал операций" in found
        assert "К следующей ошибке" not in found and "Показать карту" not in found
        titles = {one.title for one in COMMANDS if stage.app.face_screen.can(one.id) and one.id != "menu"}
        assert titles <= set(found)

    play(session.world, scene, session=session)


@pytest.mark.parametrize("typed", ["мое здоровье", "vjt pljhjdmt", "Моё", "здор"])
def test_letters_narrow_it(session: Session, typed: str) -> None:
    """Any letters, e for ё, the other layout; Backspace widens it again."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        everything = lines(stage)
        await stage.type(typed)
        assert lines(stage)[0] == "Моё здоровье" and len(lines(stage)) < len(everything)
        await stage.press(*["backspace"] * len(typed))
        assert lines(stage) == everything

    play(session.world, scene, session=session)


def test_every_name_of_the_seed_is_found(consented: Session) -> None:
    """K7: something stands there for each, never «такого нет»."""

    async def scene(stage: Scene) -> None:
        await stage.press("ctrl+p")
        screen = stage.app.screen
        assert isinstance(screen, MenuScreen)
        for name in NAMES:
            screen._narrow(name)
            assert lines(stage), name

    play(consented.world, scene, session=consented)


def test_another_name_is_shown_beside_the_title(consented: Session) -> None:
    """So that it is plain why the line is there."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        assert "Шаг 6: вакцинация (Сведения о прививках)" in await stage.type("сведения о при")
        text = await stage.press("enter")
        assert "6 из 8" in text

    consented.move("documents")
    play(consented.world, scene, session=consented)
    assert consented.wizard.step.number == 6


def test_a_closed_place_says_why(session: Session) -> None:
    """The menu stays; nothing is lost below."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ив")
        await stage.press("f5")
        await stage.type("вакц\n")
        assert "Сначала закончите шаг 3." in stage.text
        await stage.press(*["backspace"] * 4)
        await stage.type("мои заявки\n")
        assert "когда карта будет создана" in stage.text
        await stage.press("escape")
        assert "Иванова" in await stage.type("анова")

    play(session.world, scene, session=session)
    assert session.wizard.cursor == "personal.surname"


def test_nothing_fits(session: Session) -> None:
    """It says so; Enter does nothing."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        assert "Такого нет" in await stage.type("ъъъ\n")
        assert isinstance(stage.app.screen, MenuScreen)

    play(session.world, scene, session=session)


def test_an_action_is_done_in_the_menu_after_sign_in(session: Session) -> None:
    """From the middle of a step: the journal is shown, then the menu; the text is kept."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова")
        await stage.press("f5")
        text = await stage.type("журнал\n")
        assert "Журнал цел" in text
        while "Продолжить" not in text and "Создать карту" not in text:
            text = await stage.press("enter")

    app = play(session.world, scene, session=session)
    assert app.dialogue.at == "home"
    assert session.draft.raw("personal.surname") == "Иванова"


@pytest.mark.parametrize("name", ["моё здоровье", "мои услуги"])
def test_the_menu_after_sign_in_by_its_name(session: Session, name: str) -> None:
    """K7: the place itself."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        await stage.type(name + "\n")

    assert play(session.world, scene, session=session).dialogue.at == "home"


def test_back_from_a_question_of_the_menu(session: Session) -> None:
    """F7 leads to the menu, where there is no way further back."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        text = await stage.type("моё здоровье\n")
        assert "F7" not in text and "> 1. Создать карту, не начата" in text
        text = await stage.press("enter")
        assert "карта ребёнка до 18 лет" in text and "F7 назад" in text
        assert "Создать карту" in await stage.press("f7")

    play(session.world, scene, session=session)
    assert session.card_kind == ""


def test_at_home_it_opens_a_step_or_an_action(session: Session) -> None:
    """Both from the menu after sign-in."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        await stage.type("моё здоровье\n")
        await stage.press("f5")
        text = await stage.type("подтверждение\n")
        assert "Подтверждена, подтверждено" in text and "владельцем" in text
        await stage.press("f5")
        assert "2 из 8" in await stage.type("поликлиника\n")

    play(session.world, scene, session=session)


def test_with_a_card_the_steps_are_closed(consented: Session) -> None:
    """The menu says it; the card is shown."""
    consented.move("review")
    hold(submit(consented), {"submit": True})

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        await stage.type("моё здоровье\n")
        await stage.press("f5")
        assert "Карта уже создана" in await stage.type("вакцинация\n")
        await stage.press("escape", "f5")
        assert "Карта ДЕМО-" in await stage.type("мои заявки\n")

    play(consented.world, scene, session=consented)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("справка по", "Клавиши сейчас"), ("куда перейти", "вы здесь"), ("дальше", "ошибк")],
)
def test_a_command_is_done(session: Session, typed: str, seen: str) -> None:
    """As its key does it, above the question or in it."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        assert seen in (await stage.type(typed + "\n")).lower() or seen in stage.text

    play(session.world, scene, session=session)


def test_keys_typed_at_once_come_in_order(session: Session) -> None:
    """One burst: the menu, its letters, Enter, the steps, a digit, the first field there."""

    async def scene(stage: Scene) -> None:
        await stage.press("А", "f5", *"куда", "enter", "2", *"Роща")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "А"
    assert session.draft.raw("clinic.name") == "Роща"


def test_a_command_typed_while_a_question_is_on_its_way_waits_for_it(session: Session) -> None:
    """F3 ends the step, F5 and letters come before the answer: they find the next question."""
    for name, raw in {"name": "Городская поликлиника «Берёзовая роща»"}.items():
        session.put(f"clinic.{name}", raw)
    session.move("clinic.name")

    async def scene(stage: Scene) -> None:
        text = await stage.press("f3", "f5", *"журнал")
        assert lines(stage) == ["Журнал операций"], text

    play(session.world, scene, session=session)


def test_the_mouse_does_what_enter_does(session: Session) -> None:
    """A click on a line."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        await stage.type("поликл")
        await stage.pilot.click(Rows, offset=(5, 0))
        await stage.settle()
        assert "2 из 8" in stage.text

    play(session.world, scene, session=session)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_the_line_under_the_arrow_is_always_seen(session: Session, size: tuple[int, int]) -> None:
    """Down through the whole list."""

    async def scene(stage: Scene) -> None:
        await stage.press("f5")
        for row in lines(stage):
            assert f"> {row[:20]}" in stage.text
            await stage.press("down")
        assert stage.app.screen.query(Static)

    play(session.world, scene, session=session, size=size)
