"""Login and password on one screen: happy, wrong, back, what is kept and what is not (R18, R20)."""

from pathlib import Path

import pytest

from emk_tui.services.world import World
from emk_tui.widgets.ask_form import AskForm
from emk_tui.widgets.field_input import FieldInput
from tests.screens.before import click, enter_pair, sign_in
from tests.screens.scene import Scene, play
from tests.services.worlds import LOGIN, PASSWORD, Hands


def form_of(stage: Scene) -> AskForm:
    """The rows on the screen."""
    part = stage.app.face_screen.part
    assert isinstance(part, AskForm)
    return part


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_both_rows_stand_on_the_first_screen(world: World, size: tuple[int, int]) -> None:
    """Login, masked password, no way back where nothing is behind."""

    async def scene(stage: Scene) -> None:
        assert "Логин" in stage.text and "Пароль" in stage.text
        text = await stage.type(f"{LOGIN}\nТайна")
        assert "•••••" in text and "Тайна" not in text
        assert "F7" not in text

    play(world, scene, size=size)


def test_signed_in_by_the_application(world: World, hands: Hands) -> None:
    """Enter through, then the code; the card section opens (R26)."""

    async def scene(stage: Scene) -> None:
        text = await sign_in(stage, hands)
        assert "Моё здоровье" in text and "Создать карту" in text

    play(world, scene)


def test_an_empty_row_is_told_at_the_row(world: World) -> None:
    """An Enter by mistake costs no try."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("enter", "enter")
        assert "не заполнено" in text
        assert form_of(stage).current is form_of(stage).rows["account.login"]
        text = await stage.type(f"{LOGIN}\n\n")
        assert "Здесь нужен ответ" in text
        assert form_of(stage).current is form_of(stage).rows["account.password"]
        text = await stage.type(f"{PASSWORD}\n")
        assert "Откуда взять код" in text

    play(world, scene)


def test_a_refused_pair_keeps_the_login(world: World, hands: Hands) -> None:
    """Which of the two was wrong is not told; the password is typed anew, after a pause that grows (R190)."""

    async def scene(stage: Scene) -> None:
        text = await enter_pair(stage, password="другой")
        assert "Логин или пароль не подходят" in text
        assert "ввести ещё раз" in text and "восстановить вход" in text
        text = await stage.press("enter")
        assert form_of(stage).texts == {"account.login": LOGIN, "account.password": ""}
        pauses = []
        for password in ("второй", PASSWORD):
            before = hands.now()
            text = await stage.type(f"{password}\n")
            pauses.append((hands.now() - before).total_seconds())
            text = await stage.press("enter") if "ввести ещё раз" in text else text
        assert "Откуда взять код" in text and 0 < pauses[0] < pauses[1]

    play(world, scene)


def test_a_login_changed_after_a_problem_counts(world: World) -> None:
    """What stands on the screen is what is tried."""

    async def scene(stage: Scene) -> None:
        await stage.type("drugoi\n\n")
        await stage.press("up", "ctrl+u")
        text = await stage.type(f"{LOGIN}\n{PASSWORD}\n")
        assert "Откуда взять код" in text

    play(world, scene)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("РЕКА-7", "Похоже, включён Caps Lock."),
        ("Рекa", "проверьте раскладку"),
        ("Riрver", "проверьте раскладку"),
    ],
)
def test_the_keyboard_is_told_from_the_password(world: World, typed: str, words: str) -> None:
    """Live, in words, without its letters."""

    async def scene(stage: Scene) -> None:
        text = await stage.type(f"{LOGIN}\n{typed}")
        assert words in text and typed not in text
        assert words not in await stage.press("ctrl+u", "a")

    play(world, scene)


def test_back_from_the_code_keeps_the_login_only(world: World) -> None:
    """F7 leaves the code, then the way it comes by; the secret is gone from the row."""

    async def scene(stage: Scene) -> None:
        await enter_pair(stage)
        await stage.press("enter")
        assert "Откуда взять код" in await stage.press("f7")
        text = await stage.press("f7")
        assert "Вход" in text
        assert form_of(stage).texts == {"account.login": LOGIN, "account.password": ""}

    play(world, scene)


def test_nothing_of_the_password_waits_below(world: World, hands: Hands) -> None:
    """The first screen stays below all others, its secret does not."""

    async def scene(stage: Scene) -> None:
        form = form_of(stage)
        await sign_in(stage, hands)
        assert form.texts["account.password"] == ""
        base = stage.app.screen_stack[0]
        assert not any(one.value for one in base.query(FieldInput))

    play(world, scene)


def test_the_first_line_of_the_demonstration_stands_in_full(world: World) -> None:
    """At 80 columns, on the screen where it is needed."""
    hello = "Демонстрация, все данные вымышлены. Логин demo, пароль Река-7-мост!"

    async def scene(stage: Scene) -> None:
        assert hello in stage.text

    play(world, scene, hello=hello)


def test_the_recovery_code_opens_and_a_new_password_is_set(world: World, ready: tuple[Path, str]) -> None:
    """Both rows of the new password on one screen; the secret code is masked (K41)."""

    async def scene(stage: Scene) -> None:
        await enter_pair(stage, password="другой")
        assert "Код восстановления" in await stage.press("2", "enter")
        assert "не подходит" in await stage.type("AAAAA\n")
        text = await stage.type(f"{ready[1]}\n")
        assert ready[1] not in text and "Приложение для кодов у вас осталось?" in text
        text = await stage.press("enter")
        assert "Пароль ещё раз" in text and "спецсимвол" in text
        assert "Откуда взять код" in await stage.type("Мост-7-река!\nМост-7-река!\n")

    play(world, scene)


def test_back_from_the_recovery_code(world: World) -> None:
    """The pair again, with its login."""

    async def scene(stage: Scene) -> None:
        await enter_pair(stage, password="другой")
        await stage.press("2", "enter")
        await stage.press("escape")
        assert form_of(stage).texts == {"account.login": LOGIN, "account.password": ""}

    play(world, scene)


def test_by_mouse(world: World) -> None:
    """A click chooses a row, a click on the last line is Enter."""

    async def scene(stage: Scene) -> None:
        form = form_of(stage)
        await click(stage, form.rows["account.password"], 0)
        assert form.current is form.rows["account.password"], "its label is as good as its line"
        await stage.type(PASSWORD)
        await click(stage, form.rows["account.login"].input, 0)
        await stage.type(LOGIN)
        bar = stage.app.face_screen.key_bar
        await click(stage, bar, 0)
        assert "Откуда взять код" in await click(stage, bar, 0)

    play(world, scene)


def test_labels_stand_where_no_size_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form in the place of another one sometimes hears of no new size."""
    monkeypatch.setattr(AskForm, "on_resize", lambda _form, _event: None)

    async def scene(stage: Scene) -> None:
        assert "▌Логин" in stage.text and " Пароль" in stage.text

    play(world, scene)
