"""F7 and Esc inside the menu's conversations are one level up, with what was typed (R8, R21, R112, R189)."""

import pytest

from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from tests.screens.before import words
from tests.screens.scene import Play, Scene, play
from tests.services.people import owner, signed_in
from tests.services.worlds import Hands

BACK = pytest.mark.parametrize("back", ["f7", "escape"])
THERE = "Городская поликлиника «Тихий двор»"


def at_home(clinic: World, scene: Play) -> list[str]:
    """The owner of a card in the menu; returns who has access in the end."""
    with owner(clinic) as session:
        play(clinic, scene, visit=Visit(session))
        return [one.name for one in session.store.grants()]


@BACK
def test_whom_to_give_access(clinic: World, back: str) -> None:
    """From the names to the name, to «Доступ к карте», to the menu; nothing is given."""

    async def scene(stage: Scene) -> None:
        await stage.type("доступ\n")
        assert "▌Кому" in await stage.press("1", "enter")
        assert f"> 1. {THERE}" in await stage.type("тихий\n")
        assert "▌Кому" in await stage.press(back)
        assert "> 2. назад" in await stage.press(back)
        assert "Показать карту" in await stage.press(back)

    assert at_home(clinic, scene) == []


@BACK
def test_the_name_is_kept(clinic: World, back: str) -> None:
    """What was typed is still there; Enter at it leads to the same names."""

    async def scene(stage: Scene) -> None:
        await stage.type("доступ\n")
        await stage.press("1", "enter")
        await stage.type("тихий\n")
        text = await stage.press(back)
        assert "▌Кому" in text and "тихий" in text
        assert f"> 1. {THERE}" in await stage.press("enter")
        await stage.press("enter")
        assert f"Отозвать: {THERE}" in words(await stage.press("д"))

    assert at_home(clinic, scene) == [THERE]


@BACK
def test_the_code_of_an_access(clinic: World, hands: Hands, back: str) -> None:
    """One back from it is the way it comes by, then «Доступ к карте»."""

    async def scene(stage: Scene) -> None:
        hands.on(minutes=6)
        await stage.type("доступ\n")
        assert "Откуда взять код" in await stage.press("1", "enter")
        assert "Подтверждение: доступ к карте." in await stage.press("1", "enter")
        assert "Откуда взять код" in await stage.press(back)
        assert "> 2. назад" in await stage.press(back)

    assert at_home(clinic, scene) == []


@BACK
def test_a_filter_of_the_journal(clinic: World, back: str) -> None:
    """The journal's own question again; then the menu."""

    async def scene(stage: Scene) -> None:
        await stage.type("журнал\n")
        while "> 7. назад" not in stage.text:
            await stage.press("enter")
        assert "▌Кто" in await stage.press("3", "enter")
        assert "> 7. назад" in await stage.press(back)
        assert "Показать карту" in await stage.press(back)

    at_home(clinic, scene)


@BACK
def test_the_queue_of_the_specialist(clinic: World, back: str) -> None:
    """The reason is left to the queue, the queue to the desk; nothing is recorded."""

    async def scene(stage: Scene) -> None:
        await stage.press("1", "enter")
        await stage.press("1", "enter")
        while "2. вернуть" not in stage.text:
            await stage.press("enter")
        assert "▌Причина" in await stage.press("2", "enter")
        assert "Результаты на проверку" in await stage.press(back)
        assert "Рабочее место" in stage.text and "1. Биохимический анализ крови" in stage.text
        assert "> 1. Результаты на проверку" in await stage.press(back)

    with signed_in(clinic, "specialist") as presence:
        before = presence.opened.result_checks()
        play(clinic, scene, visit=Visit(presence))
        assert presence.opened.result_checks() == before
