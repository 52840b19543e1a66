"""Nobody types: warned once, locked at the limit; what comes too late reaches no field (R19, B11, A8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual import events

from emk_tui.services.codes import totp_now
from emk_tui.services.session import Session
from emk_tui.services.visit import Visit
from tests.screens.before import words
from tests.screens.locking import PAINT, Wire, painted
from tests.screens.scene import Scene, play
from tests.services.worlds import SECRET, Hands

WARNING = "Через 60 с сеанс закроется, введённое сохранено. Любая клавиша оставит его открытым."
ENDING = "Сеанс закончится в 10:00:30, введённое сохранено. Продлить: «Учётная запись», «Продлить сеанс»."
SIZES = [(40, 12), (80, 24), (120, 40)]


async def looked(stage: Scene) -> str:
    """The timer of the guard has run out, then the screen."""
    stage.app.guard._look()
    await stage.pilot.pause()
    return words(stage.text)


def ends_soon(session: Session) -> None:
    """Half a minute is left of eight hours."""
    session.limits.started -= timedelta(hours=7, minutes=59, seconds=30)


@pytest.mark.parametrize("size", SIZES)
def test_it_is_told_once_with_a_bell(session: Session, hands: Hands, size: tuple[int, int]) -> None:
    """A minute before, above what was said; the row in focus stays in sight; a second look adds nothing."""

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        await stage.type("Ив")
        assert "закроется" not in await looked(stage) and wire.bells == 0
        hands.on(minutes=9)
        assert WARNING in await looked(stage)
        assert "▌Фамилия" in stage.text and wire.bells == 1
        assert WARNING in await looked(stage) and wire.bells == 1

    play(session.world, scene, session=session, size=size)


def test_a_key_takes_it_back_and_goes_into_its_field(session: Session, hands: Hands) -> None:
    """The whole time anew from it; then it is told again."""

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        hands.on(minutes=9, seconds=50)
        assert "Через 10 с сеанс закроется" in await looked(stage)
        assert "закроется" not in await stage.type("Ив")
        hands.on(minutes=8)
        assert "закроется" not in await looked(stage) and wire.bells == 1
        hands.on(minutes=1)
        assert WARNING in await looked(stage) and wire.bells == 2

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Ив"


def test_what_was_said_before_is_there_again(session: Session, hands: Hands) -> None:
    """The warning stands above it and takes nothing away."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ив")
        said = words(await stage.press("f3"))
        assert "Осталось исправить" in said
        hands.on(minutes=9)
        text = await looked(stage)
        assert text.index(WARNING) < text.index("Осталось исправить")
        text = words(await stage.press("end"))
        assert "Осталось исправить" in text and "закроется" not in text

    play(session.world, scene, session=session)


@pytest.mark.parametrize("key", ["f2", "f5", "f6"])
def test_above_a_question_it_is_seen_as_well(session: Session, hands: Hands, key: str) -> None:
    """Steps, menu and help cover the question, not the warning; below it is gone with the same key."""

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        await stage.press(key)
        hands.on(minutes=9)
        assert WARNING in await looked(stage) and wire.bells == 1
        assert "закроется" not in await stage.press("down")
        assert "закроется" not in await stage.press("escape")

    play(session.world, scene, session=session)


def test_at_the_limit_it_locks(session: Session, hands: Hands) -> None:
    """What was typed is kept, also without its warning ever seen: a machine may have slept."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ив")
        hands.on(minutes=10)
        stage.app.guard._look()
        await stage.settle()
        assert stage.app.return_value == "lock" and stage.app.guard.curtained

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Ив"


def key(letter: str) -> events.Key:
    """A key as it comes from the terminal."""
    return events.Key(letter, letter)


LATE: dict[str, Callable[[], events.Event]] = {
    "key": lambda: key("Я"),
    "paste": lambda: events.Paste("Яковлева"),
    "click": lambda: events.MouseDown(None, 3, 3, 0, 0, 1, False, False, False, 3, 3),
}


@pytest.mark.parametrize("way", LATE)
def test_what_comes_too_late_is_typed_nowhere(session: Session, hands: Hands, way: str) -> None:
    """Nobody knows whose it is: the screen is locked instead."""

    async def scene(stage: Scene) -> None:
        await stage.type("Ив")
        hands.on(minutes=11)
        stage.app.post_message(LATE[way]())
        await stage.settle()
        assert stage.app.return_value == "lock" and stage.app.guard.curtained

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Ив"


def test_moving_the_mouse_is_nobody(session: Session, hands: Hands) -> None:
    """A table that shakes keeps no session open."""

    async def scene(stage: Scene) -> None:
        hands.on(minutes=9)
        await looked(stage)
        await stage.pilot.hover("#rail")
        assert WARNING in words(stage.text)
        hands.on(minutes=1)
        stage.app.guard._look()
        assert stage.app.guard.curtained

    play(session.world, scene, session=session)


@pytest.mark.parametrize("way", ["step", "menu"])
def test_an_idle_screen_sends_nothing(session: Session, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A8: no byte, no paint, and nobody wakes before the warning is due."""

    async def scene(stage: Scene) -> None:
        await stage.pilot.pause()
        with painted(stage.app, monkeypatch) as wire:
            for _turn in range(20):
                await stage.pilot.pause()
                stage.app.screen._on_timer_update()
            assert wire.sent == []
            await stage.type("д")
            stage.app.screen._on_timer_update()
            assert PAINT in wire.sent, "the control"
        timer = stage.app.guard._next
        assert timer is not None and timer._interval == pytest.approx(540)

    visit = Visit(session, in_wizard=way == "step")
    play(session.world, scene, visit=visit)


# -- the whole session


@pytest.mark.parametrize("size", SIZES)
def test_its_end_is_told_and_stays_told(session: Session, hands: Hands, size: tuple[int, int]) -> None:
    """B11: a person who is typing has to be able to read it; a key does nothing about it."""
    ends_soon(session)

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        assert ENDING in await looked(stage) and wire.bells == 1
        text = words(await stage.type("Ив"))
        assert ENDING in text and "▌Фамилия" in text and wire.bells == 1
        hands.on(seconds=30)
        stage.app.post_message(key("а"))
        await stage.settle()
        assert stage.app.guard.curtained

    play(session.world, scene, session=session, size=size)
    assert session.draft.raw("personal.surname") == "Ив"


def test_its_end_is_told_on_the_screens_that_follow(session: Session) -> None:
    """In the next step, above it in the menu, in the menu after sign-in; its bell rings once."""
    ends_soon(session)

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        await looked(stage)
        assert "2 из 8" in await stage.press("f2", "2") and ENDING in words(stage.text)
        assert ENDING in words(await stage.press("f5"))
        assert ENDING in words(await stage.press("escape"))
        assert ENDING in words(await stage.press("f7", "f7")) and "Моё здоровье" in stage.text
        assert wire.bells == 1

    play(session.world, scene, session=session)


def test_of_two_warnings_the_other_one_comes_back(session: Session, hands: Hands) -> None:
    """The nearer end stands there; a key moves it away, the end of the session does not move."""
    ends_soon(session)

    async def scene(stage: Scene) -> None:
        wire = Wire(stage.app)
        session.limits.touched -= timedelta(minutes=9, seconds=50)
        assert "Через 10 с" in await looked(stage)
        assert ENDING in words(await stage.type("И")) and wire.bells == 2

    play(session.world, scene, session=session)


async def to_extend(stage: Scene, hands: Hands) -> str:
    """«Учётная запись», «Продлить сеанс», a code of the application."""
    await stage.type("учёт\n")
    await stage.type("продлить\n")
    assert "Откуда взять код" in stage.text
    assert "Подтверждение: продление сеанса." in await stage.press("enter")
    return await stage.type(totp_now(SECRET, hands.now()))


def test_a_code_extends_it(session: Session, hands: Hands) -> None:
    """Both limits begin anew; the warning is gone, the timer is set to the new end."""
    ends_soon(session)

    async def scene(stage: Scene) -> None:
        assert ENDING in await looked(stage)
        text = words(await to_extend(stage, hands))
        assert "Сеанс продлён до 18:00." in text and "закончится" not in text
        assert "закончится" not in await looked(stage)
        timer = stage.app.guard._next
        assert timer is not None and timer._interval == pytest.approx(540)

    play(session.world, scene, visit=Visit(session))


def test_a_wrong_code_extends_nothing(session: Session, hands: Hands) -> None:
    """The warning stands where the menu is again."""
    ends_soon(session)

    async def scene(stage: Scene) -> None:
        await looked(stage)
        await stage.type("учёт\n")
        await stage.type("продлить\n")
        await stage.press("enter")
        assert "не подходит" in await stage.type("000000")
        assert "Моё здоровье" in await stage.press("f7")
        hands.on(seconds=30)
        stage.app.guard._look()
        assert stage.app.guard.curtained

    play(session.world, scene, visit=Visit(session))


def test_a_time_that_is_chosen_counts_at_once(session: Session, hands: Hands) -> None:
    """One minute: the next look is due before it, not where the former ten would end."""

    async def scene(stage: Scene) -> None:
        await stage.type("учёт\n")
        await stage.type("когда закрывать\n")
        text = words(await stage.press("1", "enter"))
        assert "Сеанс закроется через 1 мин" in text
        timer = stage.app.guard._next
        assert timer is not None and timer._interval == pytest.approx(45)
        hands.on(seconds=45)
        assert "Через 15 с сеанс закроется" in await looked(stage)

    play(session.world, scene, visit=Visit(session))
