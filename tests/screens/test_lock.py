"""«Закрыть на время»: the curtain at once, nothing is lost, the same place after it (R19, R195, B11)."""

import pytest

from emk_tui.screens.guarding import CURTAIN
from emk_tui.services.codes import totp_now
from emk_tui.services.handover import Handover
from emk_tui.services.running import begin_session
from emk_tui.services.visit import Visit
from emk_tui.services.world import World
from emk_tui.widgets.ask_form import AskForm
from tests.screens.before import enter_pair, sign_in, words
from tests.screens.locking import PAINT, handed_over, lock, locked, painted, raw_of, unlocked
from tests.screens.scene import Scene
from tests.services.people import NAMES, signed_in
from tests.services.worlds import LOGIN, PASSWORD, SECRET, Hands, Post, opened

PERSON = ("Ивано", "Мария", LOGIN, "916", "ivanova@", "demo")
"""What must not be seen of her."""
PIN = "4711"


def closed_at_surname(world: World) -> Handover:
    """Locked in the middle of the first field of step 1."""

    async def scene(stage: Scene) -> None:
        await stage.pilot.press(*"Ивано")
        await lock(stage, "ctrl+o")

    return locked(world, scene, at="personal.surname", given_name="Мария")


@pytest.mark.parametrize("key", ["ctrl+o", "ctrl+b"])
def test_the_curtain_comes_first(world: World, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are the first thing sent, nothing is painted after them, the text was saved unfinished."""

    async def scene(stage: Scene) -> None:
        with painted(stage.app, monkeypatch) as wire:
            screen = stage.app.screen
            await stage.pilot.press(*"Ивано")
            screen._on_timer_update()
            assert PAINT in wire.sent
            before = len(wire.sent)
            await lock(stage, key)
            stage.app._display(screen, "what was due")
            after = wire.sent[before:]
        assert after[0] == CURTAIN == "\x1b[H\x1b[2J\x1b[3J"
        assert PAINT not in after and not any("Ивано" in one for one in after)

    handover = locked(world, scene, at="personal.surname")
    assert raw_of(world, "personal.surname") == ("Ивано", "personal.surname")
    assert handover.login == LOGIN and handover.token and handover.in_wizard


@pytest.mark.parametrize("above", ["f2", "f5", "f6"])
def test_it_locks_whatever_lies_above(world: World, above: str) -> None:
    """Steps, menu and help do not keep it from its key."""

    async def scene(stage: Scene) -> None:
        await stage.press(above)
        await lock(stage, "ctrl+o")

    assert locked(world, scene, at="personal.surname").in_wizard


def test_keys_behind_it_are_nobodys(world: World) -> None:
    """What is typed on after it reaches no field."""

    async def scene(stage: Scene) -> None:
        await lock(stage, *"Ив", "ctrl+o", *"анова", "f10")

    locked(world, scene, at="personal.surname")
    assert raw_of(world, "personal.surname")[0] == "Ив"


@pytest.mark.parametrize(("keys", "in_wizard"), [(("f5", *"заблок", "enter"), True), (("f7",), False)])
def test_by_the_menu(world: World, keys: tuple[str, ...], in_wizard: bool) -> None:
    """F5 finds it by both its names, «Моё здоровье» has it as a line."""

    async def scene(stage: Scene) -> None:
        if in_wizard:
            await lock(stage, *keys)
            return
        assert "6. Закрыть на время" in await stage.press(*keys)
        await lock(stage, "6", "enter")

    assert locked(world, scene, at="personal.surname").in_wizard is in_wizard


def test_before_the_sign_in_there_is_nothing_to_lock(world: World, hands: Hands) -> None:
    """The key does nothing, the help does not name it; behind the code it works."""

    async def scene(stage: Scene) -> None:
        await stage.press("ctrl+o", "ctrl+b")
        assert "Логин" in stage.text and stage.app.return_value is None
        text = await stage.press("f6", "end")
        assert text.index("В другом месте") < text.index("Закрыть на время")
        await stage.press("escape")
        await sign_in(stage, hands)
        await lock(stage, "ctrl+o")

    visit = Visit()
    assert handed_over(world, visit, scene).login == LOGIN


# -- and on


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_the_locked_screen_shows_nothing_of_anybody(world: World, size: tuple[int, int]) -> None:
    """Its name, what happened, one masked row; no way round it."""

    async def scene(stage: Scene) -> None:
        text = stage.text
        assert "ЭМК · Сеанс закрыт" in text and "▌Пароль" in text
        assert "Сеанс закрыт, введённое сохранено. Он продолжится с того же места." in words(text)
        assert not [one for one in PERSON if one in text]
        assert not [key for key in ("F7", "F2", "F5", "F8", "F4") if key in text]
        await stage.press("f7", "escape", "f2", "f5", "f12", "ctrl+o", "f3")
        assert "ЭМК · Сеанс закрыт" in stage.text and "Снимок" not in stage.text
        assert "•••" in await stage.type("Тайна") and "Тайна" not in stage.text

    unlocked(world, closed_at_surname(world), scene, size)


def test_the_same_field_after_the_password(world: World) -> None:
    """Step, field and text; no code is asked, the journal has it; typing goes on."""

    async def scene(stage: Scene) -> None:
        text = await stage.type(f"{PASSWORD}\n")
        assert "1 из 8 Личные данные" in text and "▌Фамилия" in text and "Ивано" in text
        assert "Мария" in text
        await stage.type("ва\n")

    unlocked(world, closed_at_surname(world), scene)
    assert raw_of(world, "personal.surname") == ("Иванова", "personal.given_name")
    session = opened(world)
    assert "сеанс продолжен" in {one.action for one in session.store.journal()}
    session.store.close()


def test_a_wrong_password_first(world: World, hands: Hands) -> None:
    """Told with what is left; again by Enter, a pause before the next try, then the same field."""

    async def scene(stage: Scene) -> None:
        assert "▌Пароль" in await stage.press("enter"), "an Enter by mistake costs no try"
        text = words(await stage.type("другой\n"))
        assert "не подход" in text and "Осталось попыток: 4" in text
        assert "> 1. ввести пароль ещё раз" in text and "2. войти заново" in text
        await stage.press("enter")
        before = hands.now()
        assert "▌Фамилия" in await stage.type(f"{PASSWORD}\n")
        assert hands.now() > before

    unlocked(world, closed_at_surname(world), scene)


def test_somebody_signs_in_anew(world: World, hands: Hands) -> None:
    """Login and password on one screen, the second factor; then the place that was left."""

    async def scene(stage: Scene) -> None:
        await stage.type("другой\n")
        text = await stage.press("2", "enter")
        part = stage.app.face_screen.part
        assert isinstance(part, AskForm) and part.keys == ["account.login", "account.password"]
        assert not [one for one in PERSON if one in text] and "F7 назад" in text
        text = await stage.press("f7")
        assert "▌Пароль" in text and "Логин" not in text, "back to the locked session"
        await stage.type("другой\n")
        await stage.press("2", "enter")
        text = await enter_pair(stage)
        assert "Откуда взять код" in text
        await stage.press("enter")
        assert "▌Фамилия" in await stage.type(totp_now(SECRET, hands.now()))

    unlocked(world, closed_at_surname(world), scene)


def test_another_session_has_to_prove_itself(world: World, hands: Hands) -> None:
    """The note of the locked one was replaced since: the code is asked (R19)."""
    handover = closed_at_surname(world)
    session = opened(world)
    begin_session(session)
    session.store.close()

    async def scene(stage: Scene) -> None:
        assert "Откуда взять код" in await stage.type(f"{PASSWORD}\n")
        await stage.press("enter")
        assert "▌Фамилия" in await stage.type(totp_now(SECRET, hands.now()))

    unlocked(world, handover, scene)


@pytest.mark.parametrize(("hours", "code"), [(7.9, False), (8.1, True)])
def test_after_the_whole_session_the_code_is_asked(
    world: World, hands: Hands, hours: float, code: bool
) -> None:
    """Eight hours from the last second factor, however often it was locked in between."""
    handover = closed_at_surname(world)
    hands.on(hours=hours)

    async def scene(stage: Scene) -> None:
        assert ("Откуда взять код" in await stage.type(f"{PASSWORD}\n")) is code

    unlocked(world, handover, scene)


def with_pin(keyed: World) -> Handover:
    """A PIN was set before it was locked."""
    session = opened(keyed)
    keyed.vault().set_pin(session.opened, PIN)
    session.store.close()
    return closed_at_surname(keyed)


def test_a_pin_opens_it(keyed: World) -> None:
    """Masked, a wrong one is told at its row, then the same field."""

    async def scene(stage: Scene) -> None:
        assert "▌ПИН" in stage.text and "F7" not in stage.text
        text = await stage.type("9028\n")
        assert "▌ПИН" in text and "ошибка" in text and "9028" not in text
        text = await stage.type(f"{PIN}\n")
        assert "▌Фамилия" in text and "Ивано" in text

    unlocked(keyed, with_pin(keyed), scene)


def test_an_empty_pin_leads_to_the_password(keyed: World) -> None:
    """As the hint says."""

    async def scene(stage: Scene) -> None:
        assert "пустой ответ: по паролю" in stage.text
        assert "▌Пароль" in await stage.press("enter")
        assert "▌Фамилия" in await stage.type(f"{PASSWORD}\n")

    unlocked(keyed, with_pin(keyed), scene)


def test_five_wrong_pins_take_it_away(keyed: World) -> None:
    """Then the password opens."""

    async def scene(stage: Scene) -> None:
        for _try in range(4):
            assert "▌ПИН" in await stage.type("9028\n")
        text = await stage.type("9028\n")
        assert "▌Пароль" in text and "ПИН" in words(text)
        assert "▌Фамилия" in await stage.type(f"{PASSWORD}\n")

    unlocked(keyed, with_pin(keyed), scene)
    assert "pin" not in keyed.vault().doors()


def test_from_the_menu_to_the_menu(world: World) -> None:
    """Where no step was open none opens."""

    async def scene(stage: Scene) -> None:
        assert "Моё здоровье" in stage.text
        await lock(stage, "ctrl+o")

    async def again(stage: Scene) -> None:
        assert "> 1. Создать карту, не начата" in await stage.type(f"{PASSWORD}\n")

    unlocked(world, locked(world, scene), again)


def test_the_desk_of_one_of_the_staff(desk: World, post: Post) -> None:
    """The same key; the desk again after the password, nobody's name before it."""

    async def scene(stage: Scene) -> None:
        assert "Рабочее место" in stage.text
        await lock(stage, "ctrl+o")

    async def again(stage: Scene) -> None:
        assert NAMES["registrar"] not in stage.text and "registrar" not in stage.text
        text = await stage.type(f"{PASSWORD}\n")
        assert "Рабочее место" in text and NAMES["registrar"] in text
        await lock(stage, "4", "enter")

    with signed_in(desk, "registrar") as presence:
        begin_session(presence)
        handover = handed_over(desk, Visit(presence), scene)
    assert handover.login == "registrar" and not handover.in_wizard
    assert unlocked(desk, handover, again).dialogue.session is None
