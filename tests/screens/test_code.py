"""The code alone on its screen: digits, the sixth one sends, a new one, the way back (R20–R22, B14, K29)."""

from textual import events

from emk_tui.services.codes import totp_now
from emk_tui.services.session import Session
from emk_tui.services.world import World
from emk_tui.widgets.code_form import CodeForm
from tests.screens.before import enter_pair
from tests.screens.scene import Scene, play
from tests.services.worlds import LOGIN, SECRET, Hands, Post, fill_to


def row_text(stage: Scene) -> str:
    """What stands in the row of the code."""
    part = stage.app.face_screen.part
    assert isinstance(part, CodeForm)
    return next(iter(part.texts.values()))


async def by_sms(stage: Scene) -> str:
    """To the code that is sent to the phone; both contacts are masked."""
    text = await enter_pair(stage)
    assert "+7 ••• ••• 45-67" in text and "письмо на i•••@example.ru" in text
    return await stage.press("2", "enter")


def test_the_screen_shows_nothing_else(world: World) -> None:
    """No login, no name; how long it lives in words; F4 in the last line."""

    async def scene(stage: Scene) -> None:
        text = await by_sms(stage)
        assert "Код действует ещё 5 минут, до 10:05." in text
        assert "F4 новый код" in text and "F7 назад" in text
        assert LOGIN not in text and "Логин" not in text and "замена" not in text
        assert not {"F2 куда", "F5 меню"} & set(text.split("  "))

    play(world, scene)


def test_the_sixth_digit_sends_and_the_enter_behind_it_is_dropped(world: World, post: Post) -> None:
    """The Enter of habit answers nothing on the next screen."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        for key in (*post.code, "enter"):
            stage.app.post_message(events.Key(key, None if key == "enter" else key))
        await stage.settle()
        assert "Моё здоровье" in stage.text and "> 1." in stage.text

    play(world, scene)


def test_letters_are_refused_in_words(world: World) -> None:
    """Not silently; digits before and after stay."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        text = await stage.type("12б")
        assert "нужно 6 цифр" in text and "В коде 6 цифр" in text
        assert row_text(stage) == "12"
        text = await stage.type("3 4")
        assert row_text(stage) == "1234" and "нужно 6 цифр" not in text
        assert "нужно 6 цифр" in await stage.press("enter")
        assert row_text(stage) == "1234"

    play(world, scene)


def test_a_paste_with_a_space_is_the_code(world: World, post: Post) -> None:
    """«123 456»; a paste of something else is refused."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        stage.app.post_message(events.Paste("код 12"))
        await stage.settle()
        assert "нужно 6 цифр" in stage.text and row_text(stage) == ""
        stage.app.post_message(events.Paste(f"{post.code[:3]} {post.code[3:]}"))
        assert "Моё здоровье" in await stage.until("Моё здоровье")

    play(world, scene)


def test_a_wrong_code_empties_the_row(world: World, post: Post, hands: Hands) -> None:
    """What is left is told; three bring a pause, its end is told, nothing counts in it; then F4 sends one."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        wrong = "000000" if post.code != "000000" else "111111"
        text = await stage.type(wrong)
        assert "Осталось попыток: 2" in text and row_text(stage) == ""
        await stage.type(wrong)
        hands.on(seconds=20)
        first = len(post.sent)
        paused = "Пауза до 10:01:20, потом нажмите F4."
        for keys in (wrong, post.code, "f4"):
            text = await (stage.press(keys) if keys == "f4" else stage.type(keys))
            assert paused in " ".join(text.split()) and "ещё»" not in text
            assert "действует" not in text, "no code can be typed now"
        assert len(post.sent) == first
        hands.on(seconds=61)
        assert "Новый код отправлен." in await stage.press("f4")
        assert len(post.sent) == first + 1
        assert "Моё здоровье" in await stage.type(post.code)

    play(world, scene)


def test_minutes_are_told_without_a_key(world: World, hands: Hands) -> None:
    """Once a minute, one line; an application's code counts nothing."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        form = stage.app.face_screen.part
        assert isinstance(form, CodeForm)
        hands.on(minutes=2, seconds=1)
        form.renew()
        assert "ещё 3 минуты, до 10:05" in await stage.until("ещё 3")
        hands.on(minutes=3)
        form.renew()
        assert "Срок кода вышел. Новый код: F4." in await stage.until("Срок")
        hands.on(minutes=1)
        form.renew()
        await stage.pilot.pause()
        assert "Срок кода вышел. Новый код: F4." in stage.text and "меньше минуты" not in stage.text

    play(world, scene)


def test_the_application_shows_no_countdown(world: World, hands: Hands) -> None:
    """F4 says that its code changes by itself."""

    async def scene(stage: Scene) -> None:
        await enter_pair(stage)
        assert "меньше минуты" in await stage.press("enter")
        assert "сменяется сам" in await stage.press("f4")
        assert "Моё здоровье" in await stage.type(totp_now(SECRET, hands.now()))

    play(world, scene)


def test_escape_leaves_the_code(world: World) -> None:
    """Back to the way it comes by, then to the pair; nothing behind it is open."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        assert "Откуда взять код" in await stage.press("escape")
        text = await stage.press("escape")
        assert "Вход" in text and LOGIN in text
        assert stage.app.dialogue.session is None

    play(world, scene)


def test_back_from_the_code_of_a_step_is_that_step(session: Session, hands: Hands) -> None:
    """Not the step before it; what was typed is there."""
    fill_to(session, "policy")
    session.wizard.goto(4)
    hands.on(minutes=6)

    async def scene(stage: Scene) -> None:
        await stage.press("д")
        await stage.press("end", "tab", "space", "tab", "enter")
        assert "Код подтверждения" in await stage.press("2", "enter")
        text = await stage.press("f7")
        assert "4 из 8" in text and "Статистический учёт" in text

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иванова"


def test_a_code_is_wiped_with_its_screen(world: World, post: Post) -> None:
    """Nothing of it waits to be painted when the next code is asked."""

    async def scene(stage: Scene) -> None:
        await by_sms(stage)
        code = stage.app.face_screen
        await stage.type(post.code)
        assert stage.app.face_screen is not code
        assert code.part is None
        assert not code.query(CodeForm)

    play(world, scene)
