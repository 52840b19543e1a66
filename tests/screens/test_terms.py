"""The terms with their box, the confirmation of identity, the menu (R3, R24–R26, R38, R39)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Event, Fault
from emk_tui.services.world import World
from emk_tui.widgets.page_view import PageView
from emk_tui.widgets.question import Question
from tests.screens.before import click, fill_identity, sign_in
from tests.screens.scene import Scene, play
from tests.services.worlds import LOGIN, NOW, PASSWORD, Hands


@pytest.fixture
def unconfirmed(world: World) -> World:
    """An account that has accepted nothing yet."""
    store = world.vault().open(LOGIN, PASSWORD)
    account = replace(store.account(), terms_version="", confirmed_basis="", confirmed_at=None)
    store.save_account(account, Event("проба", at=NOW))
    store.close()
    return world


def page_of(stage: Scene) -> PageView:
    """The text on the screen."""
    part = stage.app.face_screen.part
    assert isinstance(part, PageView)
    return part


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_by_keyboard_alone(unconfirmed: World, hands: Hands, size: tuple[int, int]) -> None:
    """Read to the end, tick, confirm; identity; the menu; the wizard."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        text = await stage.until("не отмечено")
        assert "версия 1.0 от 01.11.2026" in " ".join(text.split())
        assert "[ ] Согласны с условиями?" in text
        for _page in range(20):
            if page_of(stage).box.at >= 0:  # type: ignore[union-attr]
                break
            await stage.press("enter")
        assert "[x]" in await stage.press("space")
        await stage.press("enter")
        text = await stage.press("enter")
        assert "Подтверждение личности" in text and "▌Фамилия в пас" in text
        text = await fill_identity(stage)
        if size[1] == 12:
            assert "замечаний нет" in text, "a page of its own"
            text = await stage.press("enter")
        assert "Заявляю" in text
        text = await stage.press("down", "enter")
        assert "Подтверждена" in text and "Моё здоровье" in text
        assert "Тип карты" in await stage.press("enter")
        assert "▌Фамилия" in await stage.press("enter")
        assert "Иванова" in stage.text, "begun from the passport"

    play(unconfirmed, scene, size=size)


def test_the_button_says_what_is_missing(unconfirmed: World, hands: Hands) -> None:
    """Before the end, before the box; the box alone is not the end of the text."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        await stage.press("tab", "tab")
        text = await stage.press("enter")
        assert "прочитайте текст до конца и поставьте галочку" in " ".join(text.split())
        text = await stage.press("up", "space", "down", "enter")
        assert "Подтвердить пока нельзя: прочитайте текст до конца." in " ".join(text.split())
        await stage.press("up", "space", "end", "down")
        assert "нельзя: поставьте галочку" in " ".join((await stage.press("enter")).split())

    play(unconfirmed, scene, size=(40, 12))


def test_enter_never_ticks(unconfirmed: World, hands: Hands) -> None:
    """Enter through leads to the box and stops there."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        text = await stage.press(*["enter"] * 12)
        assert "[ ]" in text and "Галочку ставит пробел" in text
        assert page_of(stage).box.ticked is False  # type: ignore[union-attr]

    play(unconfirmed, scene)


def test_not_agreed_says_what_follows_and_ends(unconfirmed: World, hands: Hands) -> None:
    """Told first, taken the second time; nothing is written."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        await stage.press("tab", "tab", "tab")
        text = await stage.press("enter")
        assert "Без согласия с условиями карту создать нельзя" in text
        await stage.press("up", "down")
        assert "Отказаться, ещё раз" not in stage.text
        await stage.press("enter", "enter")

    with pytest.raises(Fault) as caught:
        play(unconfirmed, scene)
    assert caught.value.problem.code == "TERMS_NOT_ACCEPTED"


def test_by_mouse(unconfirmed: World, hands: Hands) -> None:
    """Box, button, «да», the first line of the menu."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        box = page_of(stage).box
        assert box is not None
        assert "[x]" in await click(stage, box, 0)
        assert "[ ]" in await click(stage, box, 0)
        await click(stage, box, 0)
        assert "Фамилия в паспорте" in await click(stage, box, 1)
        assert "Заявляю" in await fill_identity(stage)
        question = stage.app.face_screen.query_one(Question)
        row = question.content_size.height - 3
        assert "Создать карту" in await click(stage, question, row)

    play(unconfirmed, scene)


def test_accepted_terms_are_not_asked_again(unconfirmed: World, hands: Hands) -> None:
    """Left at the identity: the next sign-in goes on there."""

    async def first(stage: Scene) -> None:
        await sign_in(stage, hands)
        await stage.press("end", "tab", "space", "tab", "enter")
        assert "▌Фамилия в паспорте" in stage.text

    async def again(stage: Scene) -> None:
        assert "▌Фамилия в паспорте" in await sign_in(stage, hands)

    play(unconfirmed, first)
    hands.on(minutes=1)
    play(unconfirmed, again)


def test_enter_on_nothing_chosen_is_told(unconfirmed: World, hands: Hands) -> None:
    """No answer is assumed; «н» refuses the statement: told, then the menu, where the card is closed."""

    async def scene(stage: Scene) -> None:
        await sign_in(stage, hands)
        await stage.press("end", "tab", "space", "tab", "enter")
        await fill_identity(stage)
        assert "Сначала выберите" in await stage.press("enter")
        text = await stage.press("y")
        assert "Учётная запись не подтверждена." in text
        assert "1. Создать карту, закрыто, не подтверждена" in text
        assert "> 2. Подтверждение личности, не подтверждена" in text

    app = play(unconfirmed, scene)
    assert app.dialogue.session is not None and not app.dialogue.session.confirmed
